### The mails that accounts sends. Short, and the same for everybody.

mail-sign-in-subject = Your code for Kansrijk: { $code }
mail-sign-in-lead = Sign in to Kansrijk with this code:
mail-sign-in-where = Type the code in the tab where you started.
mail-sign-in-link = Or open this link in the same browser:
mail-sign-in-button = Sign in to Kansrijk
mail-sign-in-until = The code works for 10 minutes, once.
mail-sign-in-not-you = Was this not you? Then you need to do nothing. Give the code to nobody.
