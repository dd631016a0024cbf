### The mails that accounts sends. Short, and the same for everybody.

mail-sign-in-subject = Your code for Kansrijk: { $code }
mail-sign-in-lead = Sign in to Kansrijk with this code:
mail-sign-in-where = Type the code in the tab where you started.
mail-sign-in-link = Or open this link in the same browser:
mail-sign-in-button = Sign in to Kansrijk
mail-sign-in-until = The code works for 10 minutes, once.
mail-sign-in-not-you = Was this not you? Then you need to do nothing. Give the code to nobody.

mail-parent-subject = May { $name } take part in Kansrijk?
mail-parent-lead = { $name } wants to take part in Kansrijk. There vocational students help each other.
mail-parent-what = { $name } is not 16 yet. That is why we ask you as a parent or carer whether you agree.
mail-parent-link = Open this page. There you read what we keep, and say yes or no:
mail-parent-button = Read and choose
mail-parent-until = The link works for a week. Do you say yes? Then keep this mail: the same link takes it back.
mail-parent-not-you = Do you not know { $name }? Then you need to do nothing.

mail-recovery-subject = { $used ->
    [yes] Somebody is back in your account at Kansrijk
   *[no] A link to your account at Kansrijk
}
mail-recovery-lead = { $used ->
    [yes] Somebody used a recovery link, and now signs in to your account in a new way.
   *[no] An administrator made a recovery link for your account. It leads back when signing in does not work any more.
}
mail-recovery-you = Did you ask for this yourself? Then you need to do nothing.
mail-recovery-link = Was this not you? Sign in as always and stop the link on this page:
mail-recovery-button = See and stop
