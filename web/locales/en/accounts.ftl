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
