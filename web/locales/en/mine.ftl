### My page. Keys begin with "mine-".

mine-title = My page
mine-heading = What is going on, { $name }
mine-on-me = Waits for you
mine-on-me-nothing = Nothing waits for you now.
mine-on-others = Waits for someone else
mine-coming = Coming up
mine-coming-nothing = You are not going anywhere yet.
mine-news = News
mine-begin = Start something new
mine-account = Your account
mine-cards = Cards of yours
mine-cards-more =
    { $count ->
        [one] 1 more card of yours
       *[other] { $count } more cards of yours
    }

mine-empty = Nothing is going on now.
mine-empty-text = Ask someone something or sign up. Then you see here what comes next.

mine-way-suggestions = Find a buddy
mine-way-profile = See your profile
mine-way-toolbox = Find a card for your team
mine-way-publish = Put a meetup on the board
mine-way-meetups = See the meetups

mine-kind-meetup = Meetup
mine-relation-voor-de-overstap = Buddy before the switch
mine-relation-eerste-jaar = Buddy in the first year
mine-relation-samen-gelijk = Learning together
mine-relation-rolmodel = Role model
mine-relation-meelopen = A day of shadowing
mine-relation-other = Buddy

mine-step-me-answer = Say yes or no, or ask something first.
mine-step-me-reply = { $name } asks you something. Answer it.
mine-step-me-meet = Set a date with { $name }.
mine-step-me-check-in = Say how it goes with { $name }.
mine-step-me-read =
    { $count ->
        [one] Read 1 new message of { $name }.
       *[other] Read { $count } new messages of { $name }.
    }
mine-step-me-other = See what you can do now.
mine-step-other-be-asked = Someone else answers first. Then we ask { $name }.
mine-step-other-answer = { $name } says yes or no.
mine-step-other-reply = { $name } answers your question.
mine-step-other-meet = { $name } sets a date with you.
mine-step-other-check-in = { $name } says how it goes.
mine-step-other-other = It is { $name }’s turn.
mine-kind-community = Community
mine-step-community-react = Your notice is on the board of { $name }. Now it is up to others.
mine-step-community-needed = Do you still need this? Say so before this day, or your notice ends.
mine-step-community-thank = Somebody reacted. Did it work out? Say thank you.
mine-step-community-let-in = Wants to take part in { $name }. Say yes or no.
mine-step-community-be-let-in = You asked to take part. You will hear before this day.
mine-step-community-answer = A topic for { $name }. Say what becomes of it.
mine-step-community-be-answered = Your topic is with { $name }. They look at it on this day at the latest.
mine-step-community-other = Something is going on in { $name }.
mine-step-come = You have a place.
mine-kind-waiting-list = Buddy
mine-run-waiting-list = The waiting list
mine-step-waiting-list = Does a place come free? Then we ask for you.
mine-step-offered = There is a place for you. Are you coming? Say yes before this day.
mine-step-place-free = There is still a place. Who says yes first has it.
mine-step-waiting = You are number { $position } on the waiting list. We tell you when a place comes free.

mine-news-all = Read them with your requests and put them away
mine-news-moved-up = A place came free. You are going to { $name }.
mine-news-offered = A place came free at { $name }. Say in time whether you come.
mine-news-lapsed = Your place at { $name } went to the next. You can join the list again.
mine-news-place-free = There is still a place at { $name }. Who says yes first has it.
mine-news-changed = Something changed about { $name }.
mine-news-cancelled = { $name } is off.
mine-news-other = There is news about { $name }.

mine-missing-matching = Your buddies cannot be shown just now. Look again later.
mine-missing-talks = Your conversations are not here just now. Look again later.
mine-missing-meetups = Your meetups cannot be shown just now. Look again later.
mine-missing-toolbox = Your cards cannot be shown just now. Look again later.
mine-since = since { $date }

mine-devices-title = Your devices
mine-devices-lead = You are signed in on these devices.
mine-devices-unknown = Unknown device
mine-devices-this = This device
mine-devices-seen = Last used on { $date }, { $time }
mine-devices-since = Signed in on { $date }.
mine-devices-ends = Ends by itself on { $date }.
mine-devices-end = Sign this device out
mine-devices-strange = Do you see a device that is not yours? Sign it out. Then tell your school.
mine-flash-device-ended = That device is signed out.

mine-access-title = Keys for programs
mine-access-lead = With a key, a program fetches data in your name. Share it with nobody.
mine-access-made = Your new key
mine-access-made-once = Copy it now. You see it only once.
mine-access-mine = Your keys
mine-access-none = You have no keys.
mine-access-used = Last used on { $date }
mine-access-unused = Not used yet
mine-access-since = Made on { $date }.
mine-access-ends = Works until { $date }, { $time }.
mine-access-revoke = Revoke
mine-access-new = Make a key
mine-access-name = Name
mine-access-name-hint = What do you use it for? Then you know it later.
mine-access-how-long = How long does it work?
mine-access-hours-24 = A day
mine-access-hours-168 = A week
mine-access-hours-720 = 30 days
mine-access-hours-8760 = A year
mine-access-hours-other = Other
mine-access-make = Make the key
mine-flash-revoked = The key is revoked. It works no more.

mine-calendar-title = Everything in your own calendar
mine-calendar-lead = Make a secret address and put it in your calendar. From then on you see there what is coming.
mine-calendar-made = Your new address
mine-calendar-once = Copy it now. You see it only once. In your calendar, choose to subscribe or to add by address.
mine-calendar-secret = Share it with nobody. Whoever has the address sees what you see.
mine-calendar-form-all = Your groups and your region
mine-calendar-form-mine = Only where you are going
mine-calendar-form-other = A calendar
mine-calendar-about-all = You see what is coming in your groups and your region.
mine-calendar-about-mine = You see where you have a place. The link to join online is with it.
mine-calendar-about-other = You see what is coming.
mine-calendar-region = Your region is { $name } now.
mine-calendar-none = You have no address yet.
mine-calendar-since = You have had an address since { $date }.
mine-calendar-renews = Do you make a new one? Then the old one stops working.
mine-calendar-make = Make an address
mine-calendar-renew = Make a new address
mine-calendar-stop = Revoke
mine-calendar-kinds = Follow a kind of meetup
mine-calendar-kinds-text = These addresses are for everyone. You see what is coming in the whole country.
mine-flash-calendar = The address is revoked. It does not work any more.

mine-consent-title = What you agree to
mine-consent-lead = You choose what we may do. You can always turn it off again.
mine-consent-purpose-found = Being found
mine-consent-purpose-contacted = Being asked
mine-consent-purpose-mail = Reminders by mail
mine-consent-purpose-asked = Being asked how it went
mine-consent-purpose-zorg = Sharing with the care consultant
mine-consent-purpose-other = Something else
mine-consent-text-found = Students see you as a buddy or role model. They see your first name, your initial and your choices.
mine-consent-text-contacted = Others may ask you something. Do you turn this off? Then questions that are open stop.
mine-consent-text-mail = We mail you when something is about to begin or waits for you.
mine-consent-text-asked = After a while we ask how it goes with your buddy.
mine-consent-text-zorg = The care consultant of your school may see that you take part here.
mine-consent-text-other = This is not described here yet.
mine-consent-on = On
mine-consent-off = Off
mine-consent-since = So since { $date }.
mine-consent-give = Turn on
mine-consent-withdraw = Turn off
mine-consent-history = What you chose before
mine-consent-history-none = You have not chosen anything yet.
mine-consent-given-found = You turned on: being found.
mine-consent-given-contacted = You turned on: being asked.
mine-consent-given-mail = You turned on: reminders by mail.
mine-consent-given-asked = You turned on: being asked how it went.
mine-consent-given-zorg = You turned on: sharing with the care consultant.
mine-consent-given-other = You turned something on.
mine-consent-withdrawn-found = You turned off: being found.
mine-consent-withdrawn-contacted = You turned off: being asked.
mine-consent-withdrawn-mail = You turned off: reminders by mail.
mine-consent-withdrawn-asked = You turned off: being asked how it went.
mine-consent-withdrawn-zorg = You turned off: sharing with the care consultant.
mine-consent-withdrawn-other = You turned something off.
mine-flash-consent-done = That holds everywhere now.
mine-flash-consent-pending = Your choice is being processed. In a few seconds it holds everywhere.

mine-data-title = My data
mine-data-lead = This is what we know about you. It is yours: you can take it along and have it erased.
mine-data-file = Keep everything as a file
mine-data-nothing = There is nothing about you here.
mine-data-missing-accounts = Your account is away for a moment. Look again later.
mine-data-missing-toolbox = Your cards are away for a moment. Look again later.
mine-data-missing-matching = Your buddies are away for a moment. Look again later.
mine-data-missing-meetups = Your meetups are away for a moment. Look again later.
mine-data-missing-other = A part is away for a moment. Look again later.
mine-data-part-accounts = Your account
mine-data-part-toolbox = The toolbox
mine-data-part-matching = Buddies
mine-data-part-meetups = Meetups
mine-data-part-other = Something else
mine-data-table-person = Who you are
mine-data-table-mailbox = Your e-mail address
mine-data-table-held_role = Your roles
mine-data-table-role_deed = What happened to your roles
mine-data-table-session = Where you are signed in
mine-data-table-access_token = Your keys
mine-data-table-consent = What you agree to
mine-data-table-consent_deed = What you chose before
mine-data-table-parent_link = Links for a parent
mine-data-table-parent_consent = What your parent said
mine-data-table-waiting = That you are waiting for a parent
mine-data-table-recovery = Links to your account
mine-data-table-block = Whom you do not want to see
mine-data-table-report = What you reported
mine-data-table-look = Who looked
mine-data-table-card = Your cards
mine-data-table-revision = What you changed on cards
mine-data-table-profile = Your profile
mine-data-table-vog = Your certificate of conduct
mine-data-table-standing = Whether we may show and ask you
mine-data-table-request = Questions from you and to you
mine-data-table-conversation = What was said in your conversations
mine-data-table-own_calendar = Addresses for your calendar
mine-data-table-source = Calendars of others that you added
mine-data-table-notice = News for you
mine-data-table-asker = How many questions you have open
mine-data-table-place = How many places you have
mine-data-table-community = Communities that you look after
mine-data-table-membership = Communities that you take part in
mine-data-table-event = Meetups that you made
mine-data-table-signup = Where you are going
mine-data-table-signup_deed = What you signed up for
mine-data-table-job = What has yet to happen
mine-data-table-entry = What you asked or offered
mine-data-table-reaction = What you reacted to
mine-data-table-topic = Topics that you proposed
mine-data-table-topic-support = Topics that you want too
mine-data-table-join-request = Where you want to take part
mine-data-table-other = Something else
mine-data-stays-cards =
    { $count ->
        [one] 1 card stays, without your name.
       *[other] { $count } cards stay, without your name.
    }
mine-data-stays-requests =
    { $count ->
        [one] Of 1 question the other still knows what happened, without your name.
       *[other] Of { $count } questions the other still knows what happened, without your name.
    }
mine-data-stays-conversations =
    { $count ->
        [one] In 1 conversation the words of the other stay. Yours go.
       *[other] In { $count } conversations the words of the other stay. Yours go.
    }
mine-data-stays-events =
    { $count ->
        [one] 1 meetup stays, without your name.
       *[other] { $count } meetups stay, without your name.
    }
mine-data-stays-communities =
    { $count ->
        [one] 1 community goes on without you.
       *[other] { $count } communities go on without you.
    }
mine-data-stays-topics =
    { $count ->
        [one] 1 topic stays, without your name.
       *[other] { $count } topics stay, without your name.
    }
mine-data-stays-other = Something stays, without your name.

mine-erase-title = Erase my data
mine-erase-text = Your account is gone then. What runs, stops. You cannot undo this.
mine-erase-stays = What others keep
mine-erase-not-sure = Tick that you are sure. Then we erase your data.
mine-erase-sure = I am sure
mine-erase-send = Erase everything of me
mine-erased-title = Your data is being erased
mine-erased-done = It is done. We know nothing about you any more.
mine-erased-pending = Your account is gone. We are still erasing here:
mine-erased-look = Look again
mine-erased-home = To the front page

mine-role-student = Student
mine-role-maatje = Study buddy
mine-role-rolmodel = Role model
mine-role-docent = Teacher
mine-role-coordinator = Coordinator
mine-role-zorgconsulent = Care consultant
mine-role-moderator = Moderator
mine-role-beheerder = Administrator
mine-role-other = Another role
mine-roles-title = Your roles
mine-roles-lead = A role says what you can do here. You see who gave you a role and until when.
mine-roles-mine = Your roles
mine-roles-none = You have no role.
mine-roles-given = Roles that you gave
mine-roles-given-none = You gave nobody a role.
mine-roles-give = Give somebody a role
mine-roles-who = To whom?
mine-roles-who-hint = The e-mail address of this person.
mine-roles-which-role = Which role?
mine-roles-where = Where does the role count?
mine-roles-which = Which region, school or programme?
mine-roles-which-hint = A code, such as NL-UT or RMC-19. Empty when the role counts everywhere.
mine-roles-until = Up to and including which day?
mine-roles-until-hint = Write it like this: 2027-07-31. Some roles always end within a year.
mine-roles-give-send = Give this role
mine-roles-history = What happened
mine-roles-since = Since { $date }.
mine-roles-ends = Ends on { $date }.
mine-roles-end = End this role
mine-roles-place-everywhere = Counts everywhere
mine-roles-place-region = Counts in { $which }
mine-roles-place-school = Counts at the school { $which }
mine-roles-place-programme = Counts in the programme { $which }
mine-roles-place-other = Counts somewhere else
mine-roles-scope-everywhere = Everywhere
mine-roles-scope-school = At a school
mine-roles-scope-region = In a region
mine-roles-scope-programme = In a programme
mine-roles-scope-other = Somewhere else
mine-roles-deed-given = given
mine-roles-deed-given-by-command = received from the command line of the site
mine-roles-deed-ended = ended
mine-roles-deed-other = changed
mine-flash-role-given = The role is given.
mine-flash-role-ended = The role has ended.

mine-safety-title = Feeling safe
mine-safety-lead = Whom do you not want to see? What did you report? And who looked?
mine-safety-blocks = Whom you do not want to see
mine-safety-blocks-none = You have blocked nobody.
mine-safety-since = Blocked on { $date }.
mine-safety-unblock = See each other again
mine-safety-reports = What you reported
mine-safety-reports-none = You have reported nothing.
mine-safety-looks = Who looked
mine-safety-looks-text = Does somebody report something of yours? Then a moderator looks. Every time that happens stands here.
mine-safety-looks-none = Nobody has looked.
mine-flash-unblocked = You can see each other again.

mine-kind-question = Question
mine-kind-vraag = A question of a team
mine-kind-antwoord = An answer to a question
mine-kind-kaart = A card
mine-kind-verzoek = A question to a buddy
mine-kind-bericht = A message in a conversation
mine-kind-talk = Conversation
mine-kind-bijeenkomst = A meetup
mine-kind-gemeenschap = A community
mine-kind-oproep = A notice in a community
mine-kind-persoon = A person
mine-kind-other = Something else
mine-reason-onveilig = I do not feel safe
mine-reason-grof = It is rude or hurts somebody
mine-reason-nep = It is fake or not right
mine-reason-contact = Somebody asks for contact outside Kansrijk
mine-reason-anders = Something else
mine-reason-other = Something else
mine-outcome-gesproken = We talked with the other.
mine-outcome-verwijderd = We took it away.
mine-outcome-school = We asked the school to help.
mine-outcome-niets = We looked. We did not have to do anything.
mine-outcome-other = We looked.
mine-report-title = Report something
mine-report-lead = A moderator looks within two days. The other does not hear who reported this.
mine-report-about = You report:
mine-report-message = It says:
mine-report-why = What is going on?
mine-report-words = Do you want to tell more?
mine-report-words-hint = Only the moderator reads this.
mine-report-send = Report this
mine-report-block = I do not want to see this person any more
mine-report-made = Reported on { $date }.
mine-report-step-look = A moderator looks at this.
mine-report-step-other = This waits for a moderator.
mine-flash-reported = Thank you. A moderator looks at this.
mine-reports-title = Reports
mine-reports-lead = This waits for you. Do you open a report? Then the other sees that somebody looked.
mine-reports-open = Open reports
mine-reports-none = There are no reports.
mine-one-report-title = A report
mine-one-report-words = What happened
mine-one-report-message = The message
mine-one-report-message-gone = This message is no longer there.
mine-one-report-look = Look at what it is about
mine-one-report-done = What did you do?
mine-one-report-close = Close
mine-flash-report-closed = The report is closed.

mine-parent-title = Consent of a parent
mine-parent-lead = { $name } wants to take part in Kansrijk and is not 16 yet. That is why we ask you.
mine-parent-what = This is how it works:
mine-parent-point-1 = Students help each other. Your child only sees adults with a valid certificate of conduct.
mine-parent-point-2 = Talking is through Kansrijk only. We show no address and no number.
mine-parent-point-3 = You and your child can always stop. Then nobody sees your child any more, at once.
mine-parent-given = You agree that { $name } takes part.
mine-parent-withdraw = I do not agree any more
mine-parent-yes = I agree
mine-parent-no = I do not agree
mine-parent-ends = This link works until { $date }. Keep the mail if you want to stop later.
mine-parent-ended = This link works no more. Ask your child for a new one.
mine-flash-parent-yes = Thank you. Your child can take part now.
mine-flash-parent-no = Your child does not take part. Nobody can see your child any more. After 30 days we erase everything.

mine-safety-recoveries = Links to your account
mine-safety-recoveries-text = An administrator can make such a link when you cannot sign in any more. Did you not ask for it? Stop the link, even when it was used.
mine-safety-recovery-until = This changes by itself on { $date } at { $time }.
mine-safety-recovery-withdraw = Stop this link
mine-recovery-asked = this link waits for somebody else to agree
mine-recovery-waits = this link works only after a waiting time
mine-recovery-settling = this link was used, you can still undo that
mine-recovery-open = this link still works
mine-recovery-used = this link was used
mine-recovery-withdrawn = this link was stopped
mine-recovery-ended = this link has ended
mine-safety-deeds = What an administrator did to your account
mine-account-deed-signed-out = you were signed out everywhere
mine-account-deed-other = something was done to your account
mine-flash-recovery-withdrawn = The link does not work any more.
mine-recovery-other = we do not know about this link
mine-flash-blocked = You blocked this person. Below you can take it back.

mine-teams = Your teams
mine-teams-nothing = You are not in a team yet.
mine-teams-find = Find a team
mine-teams-found = Start a team
mine-kind-team = Team
mine-step-team-answer = Wants to join { $name }. Say yes or no.
mine-step-team-asked = { $name } answers your question.
mine-team-news-joined = You are in { $name } now.
mine-team-news-declined = { $name } said no for now. Feel free to find another team.
mine-team-news-ended = { $name } did not answer in time. Your request has ended.
mine-team-news-unanswered = Somebody wanted to join { $name }. Nobody answered in time.
mine-team-news-other = There is news about { $name }.
mine-missing-teams = Your teams are not there just now. Look again later.

mine-suspensions-title = Suspensions
mine-suspensions-lead = Nobody sees whoever is listed here, and they do not take part for a while. First see whether a talk is enough.
mine-suspensions-none = Nobody is suspended now.
mine-suspensions-standing = Who is suspended now
mine-suspensions-since = Since { $date }
mine-suspensions-until = Until { $date }
mine-suspensions-open = Without an end date
mine-suspensions-objection = Objection
mine-suspensions-answer-by = Answer before { $date }.
mine-suspensions-upheld = Somebody looked again. The suspension stayed.
mine-suspensions-lift = Lift
mine-suspensions-uphold = The suspension stays
mine-suspensions-new = Suspend somebody
mine-suspensions-what = The other gets a mail with your explanation. Sign-ins, keys and open requests end at once.
mine-suspensions-rights = The other keeps the right to their own data, and can object once.
mine-suspensions-report = You suspend whoever this report is about.
mine-suspensions-who = Who?
mine-suspensions-who-hint = The e-mail address or the number of the account.
mine-suspensions-why = Why?
mine-suspensions-words = What happened?
mine-suspensions-words-hint = The other reads this. Do not name who reported it.
mine-suspensions-last-day = Last day
mine-suspensions-last-day-hint = For example 2026-08-31. Empty means without an end date.
mine-suspensions-go = Suspend
mine-one-report-suspend = Suspend this account
mine-suspended-title = Suspended
mine-suspended-lead = Your account is suspended. Others do not see you, and you cannot take part.
mine-suspended-why = Why
mine-suspended-who-moderator = A moderator decided this on { $date }.
mine-suspended-who-beheerder = An administrator decided this on { $date }.
mine-suspended-who-other = This was decided on { $date }.
mine-suspended-until = It lasts until { $date }. After that you can take part again by itself.
mine-suspended-open = There is no end date. A moderator or administrator can lift it.
mine-suspended-object = Do you disagree?
mine-suspended-object-text = Tell why. Somebody else looks again, within two weeks. You can do this once.
mine-suspended-words = Why do you disagree?
mine-suspended-send = Object
mine-suspended-objected = Your objection
mine-suspended-answer-by = Somebody else looks at it, before { $date }. You get a mail when the suspension ends.
mine-suspended-upheld = Somebody else looked at it on { $date }. The suspension stays.
mine-suspended-data = Your data stay yours
mine-suspended-data-text = You can look at them, take them along and erase them.
mine-suspended-data-go = To my data
mine-flash-suspended = This account is suspended. The other gets a mail.
mine-flash-suspension-lifted = The suspension is lifted. The other gets a mail.
mine-flash-suspension-upheld = The suspension stays. The other sees that when signing in.
mine-flash-objected = Your objection was sent.
mine-account-deed-suspended = your account was suspended
mine-account-deed-suspension-lifted = the suspension was lifted
mine-account-deed-suspension-over = the suspension is over
mine-account-deed-suspension-upheld = the suspension stayed after your objection
mine-data-table-suspension = Why you are suspended
mine-data-table-suspended = That you are suspended
mine-data-table-invitation = Invitations that you sent
mine-attended = Where you were
mine-attended-text = You get your certificate of attendance on the page.
