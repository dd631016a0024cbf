### Signing in and out. Keys begin with "accounts-".

accounts-sign-in-title = Sign in

accounts-demo-lead = This is an example with made-up people. Choose who you want to be.
accounts-demo-minor = · 16 or 17 years old
accounts-demo-child = · not 16 yet: takes part when a parent agrees
accounts-demo-role-student = Student
accounts-demo-role-docent = Teacher
accounts-demo-role-maatje = Study buddy
accounts-demo-role-rolmodel = Role model
accounts-demo-role-coordinator = Coordinator
accounts-demo-role-zorgconsulent = Care consultant
accounts-demo-role-moderator = Moderator
accounts-demo-role-beheerder = Administrator
accounts-demo-can-student = Find a buddy or a role model. Ask someone and see what is going on.
accounts-demo-can-docent = Find a working form for your team. Add a card of your own.
accounts-demo-can-maatje = Say what you can teach someone. Answer a request.
accounts-demo-can-rolmodel = Show how your way went. Answer a request.
accounts-demo-can-coordinator = Put a meetup on the board of your region.
accounts-demo-can-zorgconsulent = Look along with students who agree to it.
accounts-demo-can-moderator = Look at what people report.
accounts-demo-can-beheerder = See whether everything runs well.

accounts-school-lead = Your school arranges how you sign in.
accounts-school-ask = Not possible yet? Ask your teacher or mentor.
accounts-school-meanwhile = You can look around without signing in:
accounts-school-toolbox = Find a card in the toolbox
accounts-school-meetups = See the meetups

accounts-flash-signed-in = You are signed in.
accounts-flash-signed-out = You are signed out.

accounts-problem-demo-off = The demo is switched off here. Ask your school how to sign in.
accounts-problem-demo-elsewhere = The demo works only on the computer that runs Kansrijk. Open the page on that computer.
accounts-problem-person-unknown = We do not know this person. Choose someone from the list.
accounts-problem-age-parent-consent-needed = You are not 16 yet. You can take part when a parent or carer agrees. Ask your school how that works.
accounts-problem-token-hours = Choose how long the key works.
accounts-problem-token-label-empty = Give the key a name, so that you know it later.
accounts-problem-token-label-too-long = The name is too long. Use 60 characters at most.
accounts-problem-token-too-many = You have 20 keys already. Revoke one first.
accounts-problem-token-in-person-only = This cannot be done with a key. Sign in with your browser and do it there.
accounts-problem-other = This does not work now. Try again later.

accounts-problem-role-unknown = Choose a role from the list.
accounts-problem-role-not-yours = You cannot give this role here. Ask an administrator.
accounts-problem-role-place = Choose a region, school or programme that fits the role.
accounts-problem-role-until = Choose a day after today, at most a year ahead.
accounts-problem-role-who = We do not know this person here. Check the address.
accounts-problem-report-why = Choose what is going on.
accounts-problem-report-what = What you report is not there any more.
accounts-problem-report-too-long = Your story is too long. Use at most 1000 characters.
accounts-problem-report-too-many = You have ten reports open already. Wait until we have looked at one.
accounts-problem-report-outcome = Choose what you did.
accounts-providers-title = With your school account
accounts-provider = Sign in with { $name }
accounts-mail-title = With your e-mail
accounts-mail-lead = You get a mail with a code.
accounts-mail-label = Your e-mail address
accounts-mail-send = Send me a code

accounts-code-title = Type your code
accounts-code-lead = We are sending you a mail with a code of 6 digits.
accounts-code-label = The code
accounts-code-hint = The code works for 10 minutes.
accounts-code-check = Sign in
accounts-code-none = No mail? Look in your spam too, or
accounts-code-again = ask for a new code.
accounts-code-mailbox = Open the mailbox of this demo

accounts-link-title = Sign in with your mail
accounts-link-lead = Press the button to sign in.
accounts-link-press = Sign in
accounts-link-elsewhere = This link does not work here.
accounts-link-type = Go back to the tab where you started. Type the code of the mail there.

accounts-failed-title = Signing in does not work now
accounts-failed-stale = This sign-in does not work any more. Start again.
accounts-failed-browser = You started in another browser. Go back to it, or start again here.
accounts-failed-declined = The sign-in at your school was stopped. Try again, or choose another way.
accounts-failed-away = The sign-in of your school does not answer now. Try again in a moment.
accounts-failed-distrusted = The answer of your school is not right. Start again. Does that not help? Ask your school for help.
accounts-failed-unknown = This way of signing in does not exist. Choose another one.
accounts-failed-young = You are not 16 yet. You can take part when a parent or carer agrees. Ask your school how that works.
accounts-failed-nothing = You are not signed in. The rest of the site works as usual.
accounts-failed-again = Sign in again
accounts-failed-code = Do you ask for help? Pass on this code:

accounts-welcome-title = Welcome
accounts-welcome-lead = A few questions and you can begin.
accounts-welcome-name = What may others call you?
accounts-welcome-name-why = Your first name is enough.
accounts-welcome-year = In which year were you born?
accounts-welcome-birth-why = We ask year and month, because other rules count under 18.
accounts-welcome-month = In which month?
accounts-welcome-school = At which school do you learn or work?
accounts-welcome-school-why = Then you see what there is near you.
accounts-welcome-choose = Choose
accounts-welcome-told = { $way } says that you belong to { $school }.
accounts-welcome-go = Begin
accounts-welcome-kept = We keep nothing more of your sign-in.
accounts-welcome-privacy = Read what we keep
accounts-welcome-known = Do you have an account already?
accounts-welcome-known-how = Sign in as you did before. Then you link this way to it.
accounts-welcome-known-go = Sign in with my account
accounts-welcome-account = You are signed in as { $name }
accounts-welcome-link-way = Do you want to sign in with { $way } too from now on?
accounts-welcome-link-mail = Do you want to sign in with this e-mail address too from now on?
accounts-welcome-link = Link to my account
accounts-welcome-or-new = Or make a new account

accounts-month-1 = January
accounts-month-2 = February
accounts-month-3 = March
accounts-month-4 = April
accounts-month-5 = May
accounts-month-6 = June
accounts-month-7 = July
accounts-month-8 = August
accounts-month-9 = September
accounts-month-10 = October
accounts-month-11 = November
accounts-month-12 = December

accounts-passkey-title = Extra lock
accounts-passkey-due = With your role you decide about others. That is why we ask for an extra lock.
accounts-passkey-shown = Your extra lock is open. You can do what belongs to your role.
accounts-passkey-what = The lock is a passkey. You open it with your finger, your face or a code.
accounts-passkey-script = A passkey works only with JavaScript. Switch it on, or sign in through your school.
accounts-passkey-make = Make a passkey
accounts-passkey-use = Use my passkey
accounts-passkey-another = Make a second passkey
accounts-passkey-other-way = Sign out and in again through your school. Or open the site at its usual address.
accounts-passkey-go = Open the extra lock

accounts-mailbox-title = Mailbox
accounts-mailbox-lead = These are the mails of this demo. They go nowhere.
accounts-mailbox-to = To { $to }, { $date } at { $time }
accounts-mailbox-none = There are no mails yet.

accounts-signed-out-title = You are signed out
accounts-signed-out-still = At { $name } you are still signed in.
accounts-signed-out-shared = Do you share this computer with others? Sign out there too.
accounts-signed-out-there = Sign out at { $name }
accounts-signed-out-home = To the front page

accounts-flash-welcome = Welcome! Now make your profile.
accounts-flash-linked = Done. You can sign in this way too now.
accounts-flash-passkey = Your extra lock is open.

accounts-problem-name-empty = Fill in what others may call you.
accounts-problem-name-too-long = Your name is too long. Use 80 characters at most.
accounts-problem-birth-year = Fill in your year of birth with four digits.
accounts-problem-birth-month = Choose a month.
accounts-problem-school-unknown = Choose your school from the list.
accounts-problem-email-wrong = This is no e-mail address. Write it like this: name@school.nl.
accounts-problem-mail-off = You cannot sign in by e-mail here. Choose another way.
accounts-problem-mail-code-wrong = This code is not right. Type the 6 digits of the newest mail.
accounts-problem-mail-code-spent = This code does not work any more. Ask for a new mail.
accounts-problem-passkey-refused = The passkey did not work. Try again.
accounts-problem-passkey-unavailable = Passkeys do not work at this address.
accounts-problem-passkey-first = Use a passkey that you have first.
accounts-problem-identity-taken = This sign-in belongs to another account already.

accounts-welcome-parent-title = You are not 16 yet
accounts-welcome-parent-what = A parent or carer decides first. We send them a mail.
accounts-welcome-parent = E-mail address of your parent or carer
accounts-welcome-parent-why = After the mail we do not keep this address.
accounts-waiting-title = Waiting for your parent
accounts-waiting-asked = { $name }, we mailed your parent on { $date }.
accounts-waiting-ends = The link in that mail works until { $date }.
accounts-waiting-unasked = { $name }, no mail is waiting for your parent now.
accounts-waiting-no = { $name }, your parent does not agree. Talk about it together.
accounts-waiting-yes = { $name }, your parent agrees. Sign in to begin.
accounts-waiting-go = Sign in
accounts-waiting-until-then = Until your parent says yes, nobody sees you. You see no other people either.
accounts-waiting-again = Send another mail
accounts-waiting-left = { $count ->
    [one] You can do that once more today.
   *[other] You can do that { $count } more times today.
  }
accounts-waiting-tomorrow = Three mails went out today. Tomorrow you can send another.
accounts-waiting-correct = Was the address wrong? Type the right one here. The old link stops working.
accounts-waiting-send = Send the mail
accounts-waiting-meanwhile = What you can do now
accounts-waiting-gone = If nobody says yes, we erase your account on { $date }.
accounts-flash-parent-asked = We are sending a mail to your parent now.
accounts-problem-parent-not-needed = A parent's consent is not needed any more.
accounts-problem-parent-asked-often = We sent three mails today. Try again tomorrow.
accounts-problem-parent-missing = You are not 16 yet. Type the address of a parent or carer.
accounts-problem-parent-is-child = This is your own address. Type the address of a parent or carer.
accounts-problem-email-shape = This is no e-mail address. Write it like this: name@school.nl.

accounts-passkey-keys = Your passkeys
accounts-passkey-key = Made on { $made }, last used on { $used }
accounts-passkey-remove = Remove this passkey
accounts-passkey-remove-first = Use a passkey first. Then you can remove one.
accounts-flash-passkey-gone = The passkey is gone. On other devices we ask for a passkey again.

accounts-recoveries-title = Help somebody back
accounts-recoveries-lead = Can somebody not get into their account any more? Make a link.
accounts-recoveries-point-1 = First make sure that it is really that person.
accounts-recoveries-point-2 = Hand the link to that person yourself, and to nobody else.
accounts-recoveries-point-3 = The person gets a mail and sees on their own page that you did this.
accounts-recoveries-who = Whom do you want to help back?
accounts-recoveries-who-hint = The e-mail address of the account.
accounts-recoveries-make = Make a link
accounts-recoveries-made = A link for { $name }
accounts-recoveries-once = You see this link only once. It works only once, too.
accounts-recoveries-ends = The link works until { $date } at { $time }.
accounts-recovery-title = Back to your account
accounts-recovery-lead = This link belongs to the account of { $name }.
accounts-recovery-what = You have just signed in in a new way. From now on that way belongs to this account. On other devices you are signed out.
accounts-recovery-go = I am { $name }
accounts-recovery-first = First sign in in your new way. Then open this link again.
accounts-recovery-sign-in = Sign in
accounts-recovery-ends = The link works until { $date } at { $time }.
accounts-problem-recovery-not-yours = You cannot make a link for this account. Does somebody decide over others? Give the role to a new account.
accounts-problem-recovery-ended = This link does not work any more. Ask an administrator for a new one.
accounts-problem-recovery-sign-in-first = First sign in in your new way. Then open this link again.
accounts-recoveries-point-4 = Somebody else looks too. Is there nobody else? Then the link works after three days.
accounts-recoveries-make-title = Make a link yourself
accounts-recoveries-asked = The link works once another administrator or a moderator agrees. They can until { $date } at { $time }.
accounts-recoveries-opens = Nobody else can look. That is why the link works only from { $date } at { $time }.
accounts-recoveries-agree-title = Waiting for you to agree
accounts-recoveries-agree-lead = Find out whether it is really that person. Only then agree.
accounts-recoveries-agree-by = { $by } made this link on { $date }.
accounts-recoveries-agree-until = You can agree until { $date } at { $time }.
accounts-recoveries-agree = I know that this is { $name }
accounts-recoveries-agree-none = Nothing waits for you now.
accounts-flash-recovery-agreed = You agreed. The link works for a day from now.
accounts-recovery-asked = This link does not work yet. Somebody else agrees first. Open the link again later.
accounts-recovery-opens = This link works from { $date } at { $time }. Open it again then.
accounts-problem-recovery-waits = This link does not work yet. Open it again later.
accounts-problem-recovery-settling = Your account was just recovered. This is possible after the waiting time. My safety says when.
