### Role models: finding one, being one, inviting one. Keys begin with "rolemodels-".

rolemodels-way-find = Find a role model
rolemodels-way-own = Say in a few words who you are as a role model
rolemodels-way-invite = Do you know somebody yourself? Invite them

rolemodels-form-gesprek = Conversation
rolemodels-form-gastuur = Guest hour in class
rolemodels-form-meelopen = Day of shadowing
rolemodels-form-other = Something else

rolemodels-ask-gesprek = Ask for a conversation
rolemodels-ask-gastuur = Ask for a guest hour
rolemodels-ask-meelopen = Ask for a day of shadowing
rolemodels-ask-other = Ask for this

rolemodels-how = How it works

## Finding one
rolemodels-find-title = Role models
rolemodels-find-lead = These people show you their trade and their way. Every trade counts the same. So does every route.
rolemodels-find-none = Nobody fits right now
rolemodels-find-none-text = Ask somebody you know: family, your work placement, your neighbourhood.
rolemodels-card-chance = The chance I got:
rolemodels-card-example = My role model:
rolemodels-card-routes = The way I went myself:
rolemodels-how-1 = You ask for a conversation, a guest hour or a day of shadowing.
rolemodels-how-2 = You hear yes or no within three days.
rolemodels-how-3 = After a yes you choose a day together. You are not tied to anything.

## My short profile
rolemodels-own-title = You as a role model
rolemodels-own-lead = Say briefly what you do. Your trade and your way are enough. One diploma more or less does not matter. Students read this.
rolemodels-own-invited = You are invited
rolemodels-own-by = { $name } asks you as a role model
rolemodels-own-stop = I do not take part after all
rolemodels-own-help = Fill in how you want to help
rolemodels-own-shown = Students see this now.
rolemodels-own-hidden = Students do not see this now. You take a break, or your consent is off.
rolemodels-own-consent = Look at your consent
rolemodels-own-routes = Your way is in your profile:
rolemodels-own-edit = Change your profile
rolemodels-own-filter = Write no number, address or link here. You talk by messages on Kansrijk.
rolemodels-own-save = Save
rolemodels-own-empty = Empty this
rolemodels-q-trade = What do you do?
rolemodels-why-trade = Your trade or work, such as cook, electrician or teacher. At most 60 characters.
rolemodels-q-chance = Which chance did you get?
rolemodels-why-chance = Something or somebody that helped you on. At most 200 characters.
rolemodels-q-example = Who was your role model?
rolemodels-why-example = Give no full name. Your aunt or your boss is enough.
rolemodels-q-offers = What do you want to do?
rolemodels-why-offers = Choose what suits you. You say yes or no to every request.

## Inviting by a link
rolemodels-invite-title = Invite a role model
rolemodels-invite-lead = Do you know somebody with a good trade or story? Send them a link.
rolemodels-invite-made = This is your link. Copy it now: we show it only once.
rolemodels-invite-left = { $count ->
    [0] You have three invitations open now. Take one back to make a new one.
    [one] You can make one more invitation.
   *[other] You can make { $count } more invitations.
}
rolemodels-invite-form = What do you want to ask for?
rolemodels-invite-make = Make a link
rolemodels-invite-own = Your invitations
rolemodels-invite-withdraw = Take back
rolemodels-invite-how-1 = The link works for 14 days, for one person.
rolemodels-invite-how-2 = That person is 18 or older and signs in.
rolemodels-invite-how-3 = Are you under 18? Then a valid certificate of conduct (VOG) is needed too. You only talk here.
rolemodels-until = Until
rolemodels-made = Made on
rolemodels-ended = Over on
rolemodels-to-request = Look at the request
rolemodels-state-open = Not used yet
rolemodels-state-claimed = Something is still missing for
rolemodels-state-used = Taken up by
rolemodels-state-withdrawn = Taken back
rolemodels-state-ended = Over
rolemodels-state-other = Other

## Where the link leads
rolemodels-link-title = Become somebody's role model
rolemodels-link-lead = { $name } knows you and asks you as a role model.
rolemodels-link-asked = What is asked
rolemodels-link-sign-in = Sign in and take part
rolemodels-link-new = New here? You make an account with your e-mail address.
rolemodels-link-join = I take part
rolemodels-link-then = Then you get a request. You still say yes or no to it.
rolemodels-link-before = Did you take part by this link already? Go on
rolemodels-link-further = Go on
rolemodels-link-safe = How we keep it safe
rolemodels-link-safe-1 = You are 18 or older.
rolemodels-link-safe-minor = This student is under 18. That is why you need a valid certificate of conduct (VOG). A coordinator checks it.
rolemodels-link-safe-2 = You only talk by messages on Kansrijk.
rolemodels-link-safe-3 = Both of you can stop, report something or block the other.
rolemodels-still-needed = This is still needed
rolemodels-by-itself = Is everything there? Then the request comes to you by itself.
rolemodels-missing-profile = Fill in how you want to help. Choose role model or shadowing there.
rolemodels-missing-short = Say in a few words who you are as a role model.
rolemodels-missing-consent = Allow others to find and ask you.
rolemodels-missing-certificate = Show a coordinator of your region your certificate of conduct (VOG).
rolemodels-missing-paused = Your profile takes a break. Turn it on again.
rolemodels-missing-full = You have no free place. Make your number larger.
rolemodels-missing-student = The student cannot ask anything now. Please wait.
rolemodels-missing-other = Something is still missing.

rolemodels-flash-saved = Saved. Thank you.
rolemodels-flash-emptied = Your text is gone.
rolemodels-flash-stopped = You do not take part. The student hears that the invitation is over.
rolemodels-flash-withdrawn = The invitation is taken back. The link works no more.
rolemodels-flash-joined = Good that you take part! This is the request.
rolemodels-flash-still-missing = Good that you take part! Here is what is still needed.

rolemodels-problem-trade-empty = Say what you do: your trade or your work.
rolemodels-problem-trade-too-long = Your trade is too long. Use at most 60 characters.
rolemodels-problem-chance-too-long = This text is too long. Use at most 200 characters.
rolemodels-problem-example-too-long = This text is too long. Use at most 100 characters.
rolemodels-problem-text-leads-outside = There is a number, address or link here. Take it away. You make plans here.
rolemodels-problem-offers-empty = Choose at least one thing that you want to do.
rolemodels-problem-offer-unknown = This choice is not in the list. Choose one from the list.
rolemodels-problem-form-unknown = Choose what to ask for: something that this role model offers.
rolemodels-problem-role-model-no-profile = Fill in your helping profile first. Choose role model or shadowing there.
rolemodels-problem-role-model-not-allowed = You can be a role model from 18 on, if you learn, work or teach.
rolemodels-problem-invitation-too-many = You have three invitations open already. Take one back, or wait.
rolemodels-problem-invitation-many-made = You made many invitations this month. Try again later.
rolemodels-problem-invitation-ended = This invitation is over or was used. Ask for a new one.
rolemodels-problem-invitation-own = This is your own invitation. Send the link to whom you want to ask.
rolemodels-problem-invitation-from-eighteen = A role model is 18 or older. You cannot take this invitation.
rolemodels-problem-other = This is not possible now. Try again later.
