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
mine-step-me-other = See what you can do now.
mine-step-other-be-asked = Someone else answers first. Then we ask { $name }.
mine-step-other-answer = { $name } says yes or no.
mine-step-other-reply = { $name } answers your question.
mine-step-other-meet = { $name } sets a date with you.
mine-step-other-check-in = { $name } says how it goes.
mine-step-other-other = It is { $name }’s turn.
mine-step-come = You have a place.
mine-step-waiting = You are number { $position } on the waiting list. We tell you when a place comes free.

mine-news-all = Read them with your requests and put them away
mine-news-asked = We asked { $name }.
mine-news-question = { $name } asks you something first.
mine-news-matched = { $name } said yes!
mine-news-running = You and { $name } have begun.
mine-news-declined = { $name } cannot now. Feel free to ask someone else.
mine-news-expired = { $name } did not answer in time. You can ask someone else.
mine-news-withdrawn = The request to { $name } was withdrawn.
mine-news-withdrawn-for-match = You have a buddy. So the request to { $name } was withdrawn.
mine-news-closed = You and { $name } have finished together.
mine-news-reminded = { $name } got a reminder.
mine-news-checked-in = { $name } told how it goes.
mine-news-moved-up = A place came free. You are going to { $name }.
mine-news-changed = Something changed about { $name }.
mine-news-cancelled = { $name } is off.
mine-news-other = There is news about { $name }.

mine-missing-matching = Your buddies cannot be shown just now. Look again later.
mine-missing-meetups = Your meetups cannot be shown just now. Look again later.
mine-missing-toolbox = Your cards cannot be shown just now. Look again later.

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
