### Meetups and learning communities. Keys begin with "meetups-".

meetups-kind-leergemeenschap = Learning community
meetups-kind-kennismaking = Getting acquainted
meetups-kind-training = Training
meetups-kind-intervisie = Peer consultation
meetups-kind-gesprekstafel = Discussion table
meetups-kind-kennisdeling = Sharing knowledge
meetups-kind-themadag = Theme day
meetups-kind-seminar = Seminar or webinar
meetups-kind-open-dag = Open day or shadowing
meetups-kind-debat = Debate
meetups-kind-theater = Theatre
meetups-kind-huiskamerfestival = Living-room festival
meetups-kind-bustour = Bus tour or site visit
meetups-kind-pitchdag = Pitch day
meetups-kind-start-pilot = Start of a pilot
meetups-kind-lancering = Launch
meetups-kind-jubileum = Anniversary
meetups-kind-prijsuitreiking = Celebration
meetups-kind-other = Meetup

meetups-access-wheelchair = Wheelchair
meetups-access-sign-language = Sign language
meetups-access-live-subtitles = Live subtitles
meetups-access-quiet-room = Quiet room
meetups-access-other = Ask us

meetups-skill-reflectie = Reflection
meetups-skill-feedback = Feedback
meetups-skill-weerbaarheid = Resilience
meetups-skill-other = Learning

meetups-side-student = student
meetups-side-docent = teacher
meetups-side-aankomend-docent = future teacher
meetups-side-other = member
meetups-sides-student = Students
meetups-sides-docent = Teachers
meetups-sides-aankomend-docent = Future teachers

meetups-tier-school = Learning community of a school
meetups-tier-regio = Learning community of the region
meetups-tier-other = Learning community

meetups-missing-students = No students take part yet. Do you know one? Share this page.
meetups-missing-teachers = No teachers take part yet. Do you know one? Share this page.
meetups-missing-second-school = Only one school takes part so far. A community of the region has two or more.
meetups-missing-other = This community is still looking for people.

meetups-repeat-week = Every week
meetups-repeat-twee-weken = Every two weeks
meetups-repeat-vier-weken = Every four weeks
meetups-repeat-blijft = As it is now
meetups-repeat-other = More often

meetups-status-cancelled = Cancelled
meetups-status-over = This is over
meetups-status-open = Room for everyone
meetups-status-full = Full
meetups-status-waiting =
    { $count ->
        [one] Full, 1 waiting
       *[other] Full, { $count } waiting
    }
meetups-status-free =
    { $count ->
        [one] 1 place left
       *[other] { $count } places left
    }
meetups-recurs = Repeats

meetups-board-title = Meetups
meetups-board-past-title = Past meetups
meetups-board-lead = Learn from schools near you. See what is coming and join in.
meetups-board-new = Announce a meetup
meetups-board-search = What are you looking for?
meetups-board-region = Region
meetups-board-region-any = The whole country
meetups-board-kind = Kind
meetups-board-kind-any = All kinds
meetups-board-access = What do you need?
meetups-board-access-any = Nothing special
meetups-board-calendar = Put this kind in your calendar
meetups-board-count =
    { $count ->
        [0] Nothing found
        [one] 1 found
       *[other] { $count } found
    }
meetups-board-clear = Clear your choice
meetups-board-coming = See what is coming
meetups-board-past = See what was
meetups-board-nothing = Nothing here now
meetups-board-nothing-text = Nothing is planned yet. Come back later.
meetups-board-nothing-filtered = Choose another region. Or use another word.
meetups-board-map = On the map
meetups-board-map-text = Tap your province.
meetups-board-map-list = Or choose from the list

meetups-meetup-title = { $title }
meetups-when = When
meetups-until = to
meetups-where = Where
meetups-where-later = The place will follow
meetups-where-both = Or take part online
meetups-region = Region { $name }
meetups-by = By
meetups-outcome = What we took away
meetups-later = And after that
meetups-facts = Good to know
meetups-cost = Cost
meetups-travel = Getting there
meetups-skills = You practise
meetups-access = Access
meetups-access-unknown = Not known yet. Ask if you need something.
meetups-organiser = Contact
meetups-cohosts = Together with
meetups-cancelled = This is cancelled.
meetups-your-place = Your place
meetups-mine-placed = You have a place
meetups-mine-waiting = Number { $position } on the waiting list
meetups-mine-offered = There is a place for you
meetups-mine-free = There is still a place
meetups-mine-lapsed = Your place went to the next
meetups-mine-until = It is yours until { $date }, { $time }. After that it goes to the next.
meetups-confirm = Yes, I am coming
meetups-mine-see-you = See you on { $date }.
meetups-mine-move-up = When a place comes free, we hold it for you for a day and tell you.
meetups-link = Take part online
meetups-leave = I am not coming after all
meetups-offer-place = I am coming
meetups-offer-waiting = Put me on the waiting list
meetups-offer-hint = One tap is enough. Plans change? Say so here.
meetups-add-to-calendar = Add to your calendar
meetups-organise = For the organiser
meetups-see-signups = Who is coming?
meetups-edit = Change
meetups-cancel = Cancel it
meetups-back = Back

meetups-flash-placed = You have a place. See you then!
meetups-flash-waiting = You are on the waiting list. You will hear when a place comes free.
meetups-flash-left = You are not coming. Thank you for saying so.
meetups-flash-published = It is on the board. Everyone can see it.
meetups-flash-changed = It is changed.
meetups-flash-cancelled = It is cancelled. Whoever would come gets a message.
meetups-flash-joined = Good to have you!
meetups-flash-left-community = You no longer take part.

meetups-new-title = Announce a meetup
meetups-new-lead = Fill in what you know. The rest can wait.
meetups-new-not-yours = Only who coordinates this region or community can do this. Choose another region or community.
meetups-new-publish = Put it on the board
meetups-edit-title = Change: { $title }
meetups-edit-people =
    { $count ->
        [one] 1 person is on the list. They will hear of a new time or place.
       *[other] { $count } people are on the list. They will hear of a new time or place.
    }
meetups-edit-save = Save
meetups-cancel-title = Cancel: { $title }
meetups-cancel-lead = Are you sure? It would be on { $date }.
meetups-cancel-people =
    { $count ->
        [one] 1 person will get a message.
       *[other] { $count } people will get a message.
    }
meetups-cancel-reason = Why?
meetups-cancel-reason-hint = One sentence for whoever would come.
meetups-cancel-do = Cancel it
meetups-cancel-keep = No, go back
meetups-signups-title = Who is coming? { $title }
meetups-signups-placed = With a place
meetups-signups-of = of { $count }
meetups-signups-waiting = On the waiting list
meetups-signups-nobody = Nobody yet
meetups-signups-nobody-text = Share the page, so that more people see it.

meetups-form-title = What is it called?
meetups-form-day = Day
meetups-form-from = From
meetups-form-until = To
meetups-form-place = Place
meetups-form-place-hint = Name, street and town. Leave empty when it is online.
meetups-form-link = Link to take part
meetups-form-link-hint = Only people with a place see the link.
meetups-form-region = Region
meetups-form-region-empty = Choose a region
meetups-form-kind = Kind
meetups-form-community = Learning community
meetups-form-community-none = None
meetups-form-capacity = How many places?
meetups-form-capacity-hint = Empty: room for everyone.
meetups-form-description = What are we going to do?
meetups-form-description-hint = A few short sentences.
meetups-form-more = More: access, cost, repeating
meetups-form-access = What is there?
meetups-form-skills = What do you practise here?
meetups-form-cost = Cost
meetups-form-cost-hint = Say so when it is free.
meetups-form-travel = Getting there
meetups-form-cohosts = Together with whom?
meetups-form-cohosts-hint = Put a comma between the names.
meetups-form-repeat = Does it come back?
meetups-form-repeat-once = No, once
meetups-form-times = How many times?
meetups-form-all-day = It takes the whole day
meetups-form-last-day = Last day
meetups-form-last-day-hint = Only when it takes more days.
meetups-form-outcome = What we took away

meetups-community-title = { $name }
meetups-schools =
    { $count ->
        [one] 1 school
       *[other] { $count } schools
    }
meetups-you-are = You take part: { $side }
meetups-mix = Who takes part?
meetups-join = Join
meetups-join-as = How do you take part?
meetups-goals = What we practise
meetups-community-coming = Coming up
meetups-community-past = Past meetups
meetups-community-nothing = Nothing is planned yet
meetups-community-nothing-text = See what there is in the region too.
meetups-follow = Miss nothing of this community
meetups-follow-text = Put this calendar in your phone. What is new comes in by itself.
meetups-follow-calendar = Add to your calendar
meetups-follow-atom = News (Atom)
meetups-members = This is us
meetups-coordinates = coordinates
meetups-leave-community = I stop

meetups-problem-title-missing = There is no name yet. Give it a name.
meetups-problem-title-too-short = Make the name longer. Three letters or more.
meetups-problem-title-too-long = Make the name shorter. It can have 200 letters.
meetups-problem-kind-unknown = Choose a kind from the list.
meetups-problem-region-missing = Choose a region.
meetups-problem-region-unknown = Choose a region from the list.
meetups-problem-community-unknown = Choose a community from the list. Or leave this empty.
meetups-problem-starts-missing = Fill in the day and the time.
meetups-problem-starts-unreadable = We do not understand this day or time. Fill it in again.
meetups-problem-ends-missing = Fill in when it ends.
meetups-problem-ends-unreadable = We do not understand this time. Fill it in again.
meetups-problem-ends-before-starts = It ends before it starts. Choose a later end.
meetups-problem-ends-too-late = It takes too long. Choose 31 days at most.
meetups-problem-timezone-unknown = There is no such time zone.
meetups-problem-text-too-long = This text is too long. Make it shorter.
meetups-problem-link-unreadable = A link begins with https. Paste the whole link.
meetups-problem-capacity-out-of-range = Fill in a number from 1 to 100,000. Or leave this empty.
meetups-problem-accessibility-unknown = Choose from what is there.
meetups-problem-skill-unknown = Choose from what is there.
meetups-problem-recurrence-unreadable = We do not understand this. Choose how often and fill in a number.
meetups-problem-recurrence-too-often = This is too often. Choose something wider.
meetups-problem-date-unreadable = We do not understand this day.
meetups-problem-page-out-of-range = There is no such page. Begin at the first.
meetups-problem-per-page-out-of-range = Choose from 1 to 100.
meetups-problem-event-not-yours = Only who coordinates this region or community can do this.
meetups-problem-event-cancelled = This is cancelled.
meetups-problem-event-over = This is over. See whether there is something new.
meetups-problem-signup-already = You were on the list already.
meetups-problem-signup-none = You were not on the list.
meetups-problem-signup-no-offer = This place is no longer free for you. See how it stands now.
meetups-problem-signup-name = Fill in your name. A first name is enough.
meetups-problem-signup-age = Without an account you come from the age of 16. Younger? Ask your teacher or a parent.
meetups-problem-signup-too-many = Many people signed up from here. Try again in an hour.
meetups-problem-reminder-unknown = Choose from what is there.
meetups-problem-attendance-early = You can do this from 2 hours before the start.
meetups-problem-door-unknown = Nobody here has this code. Check it.
meetups-problem-name-too-short = Make the name longer.
meetups-problem-name-too-long = Make the name shorter.
meetups-problem-slug-unreadable = Use small letters, digits and hyphens.
meetups-problem-slug-taken = This address belongs to another. Choose a new one.
meetups-problem-tier-unknown = Choose a school or the region.
meetups-problem-schools-too-many = Choose one school. Or choose the region.
meetups-problem-school-unreadable = Choose a school from the list.
meetups-problem-side-unknown = Choose how you take part. Your role has to fit.
meetups-problem-cohosts-too-many = Name at most 20 organisers.
meetups-problem-recurrence-too-many = A series has at most 400 single days. Make a second meetup.
meetups-problem-community-other-school = This learning community belongs to a school. Sign in with your school account, then you can join.
meetups-problem-community-not-yours = Only who coordinates this region or school can do this.
meetups-problem-site-unreadable = This address is not right.
meetups-problem-arguments-unreadable = We cannot read these arguments.
meetups-problem-calendar-form = Choose what you want to see in your calendar.
meetups-problem-calendar-browser = You make an address for your calendar yourself, on the site.
meetups-problem-text-leads-outside = There is a number, address or link in this. Write it without.
meetups-problem-text-missing = Write a few words here.
meetups-problem-community-members-only = Only who takes part can do this.
meetups-problem-entry-kind = Choose whether you ask or offer something.
meetups-problem-entry-title = Write one sentence of three to 120 letters.
meetups-problem-entry-weeks = Choose how long this stays.
meetups-problem-entry-many = You have ten open notices here. Close one first.
meetups-problem-entry-not-yours = This is somebody else's.
meetups-problem-entry-over = This notice is over.
meetups-problem-reaction-many = There are enough reactions here.
meetups-problem-entry-thanks = Choose who helped you. It can only be somebody who reacted.
meetups-problem-space-unknown = Choose open or closed.
meetups-problem-join-no-need = You need not ask. You can take part right away.
meetups-problem-join-ask-first = This is a closed group. Ask first whether you can take part.
meetups-problem-join-no-request = This request is not there any more.
meetups-problem-topic-many = Five topics of yours wait already. Wait for an answer.
meetups-problem-topic-answered = This topic has an answer.
meetups-problem-topic-answer = Choose what becomes of it.
meetups-problem-topic-event = Choose a meetup of this group. Put it on the agenda first.
meetups-problem-topic-until = Choose a day to come, within a year.
meetups-problem-event-not-over = This was not yet. Tell it afterwards.
meetups-problem-cards-unreadable = Name eight cards at most. Put each card on a line of its own.
meetups-problem-other = Please look at this again.

meetups-invite = Invite somebody
meetups-invite-text = We send a mail with a link. You do not hear whether somebody has an account. Who says yes takes part.
meetups-invite-mail = E-mail address
meetups-invite-send = Invite
meetups-take-off = Take off the group
meetups-flash-invited = The mail is on its way. You see here who says yes.
meetups-flash-taken-off = This person no longer takes part.
meetups-flash-declined = You do not take part. The link works no longer.
meetups-invitation-title = You are invited
meetups-invitation-lead = Will you take part in { $name }?
meetups-invitation-what = Who takes part sees each other's first name. You can always stop.
meetups-invitation-look = Read more first
meetups-invitation-yes = Yes, I take part
meetups-invitation-no = No, rather not
meetups-invitation-ends = The link works until { $date }, and once.
meetups-invitation-ended = This link works no longer. Ask for a new mail.
meetups-problem-invite-email = This is no e-mail address. Check it: there should be an @ in it.
meetups-problem-invite-too-many = You have invited many people today. Go on tomorrow.

meetups-by-mail = Come without an account
meetups-by-mail-text = We send a mail with a link. There you say yes, and no later on. We use your address for this only. 30 days afterwards we throw it away.
meetups-by-mail-name = Your name
meetups-by-mail-name-hint = A first name is enough. The organiser reads it.
meetups-by-mail-age = How old are you?
meetups-by-mail-age-hint = Are you under 16? Ask your teacher or a parent.
meetups-by-mail-send = Send me the mail
meetups-sixteen-ja = 16 or older
meetups-sixteen-other = 16 or older
meetups-place-title = Your place
meetups-place-asked = Almost there. Say yes, and you are on the list.
meetups-place-no = No, I am not coming
meetups-place-kept = If you say no, we throw away your name and address at once.
meetups-place-ended = This link does not work any more. Sign up again if you want to come.
meetups-flash-asked = Look in your mail. You are on the list once you say yes there.
meetups-flash-known = We know. Here you see how it stands.
meetups-flash-forgotten = You are not coming. Your name and address are gone.
meetups-remind = Do you want a reminder?
meetups-remind-day = A day before
meetups-remind-hour = An hour before
meetups-remind-other = Before
meetups-remind-keep = Keep
meetups-remind-hint = You get a mail, if your mails are on.
meetups-remind-mails = See whether they are
meetups-flash-reminders = Kept. You can change it any time.
meetups-signups-nameless = Somebody without an account
meetups-signups-offered = has to say yes still
meetups-mine-code = Show this at the door:
meetups-mine-qr = The code for a camera
meetups-door-title = Who is there? { $title }
meetups-door-code = Type a code
meetups-door-label = Code
meetups-door-hint = The code stands on the page of who comes.
meetups-door-look = Look up
meetups-door-found = This code belongs to:
meetups-door-there = Is there
meetups-door-not-there = Not after all
meetups-door-was-there = Is there already.
meetups-door-early = You can do this from 2 hours before the start.
meetups-door-list = To the whole list
meetups-flash-ticked = Noted.
meetups-language = Language
meetups-language-nl = Dutch
meetups-language-en = English
meetups-language-other = Another language
meetups-topics = About
meetups-board-more = More to choose: when, what about, access
meetups-board-topic = Topic
meetups-form-hosts = Who organises it with you?
meetups-form-hosts-hint = They can change it too. You choose from the learning group.
meetups-form-topics = What is it about?
meetups-form-topics-hint = At most five short words, with a comma between them.
meetups-form-language = Language
meetups-problem-topics-too-many = Name at most five topics. Keep them short.
meetups-problem-language-unknown = Choose a language from the list.
meetups-problem-host-unknown = Choose somebody from the learning group.
meetups-again = Another one like this
meetups-new-keep = Keep as a draft
meetups-later-title = Publish it later by itself
meetups-later-day = On this day
meetups-later-time = At
meetups-later-do = Publish it then
meetups-concepts-title = Not published yet
meetups-concepts-lead = Only you see this, and who organises it with you.
meetups-concepts-none = You have kept nothing
meetups-concepts-none-text = Keep a meetup as a draft. Then you can write on later.
meetups-concept-title = Draft: { $title }
meetups-concept-untitled = Draft without a name
meetups-concept-at = Will be published on { $date } at { $time }.
meetups-concept-kept = We keep it until { $date }.
meetups-concept-of = This is { $name }’s.
meetups-concept-drop = Throw this away
meetups-concept-problem-community = It was not published: the learning group is gone. Choose another.
meetups-concept-problem-suspended = It was not published: your account was paused. Choose a new moment.
meetups-concept-problem-office = It will not be published: you may no longer publish here. Ask a coordinator.
meetups-concept-problem-other = It was not published. Check it and choose a new moment.
meetups-flash-kept = Kept. Only you see it, and who organises it with you.
meetups-flash-later = Kept. It will be published by itself.
meetups-flash-dropped = It is gone.
meetups-problem-publish-past = This moment is over. Choose a later one.
meetups-problem-publish-late = Choose a moment before it begins, and within half a year.
meetups-dates = Move one day, or call it off
meetups-dates-title = The days of { $title }
meetups-dates-lead = You change one day here. The rest stays as it is.
meetups-dates-people =
    { $count ->
        [one] 1 person is on the list and will hear of it.
       *[other] { $count } people are on the list and will hear of it.
    }
meetups-dates-coming = Coming up
meetups-dates-moved = Moved
meetups-dates-move = Move
meetups-dates-off = Is called off
meetups-dates-back = Put back
meetups-dates-on = Is on after all
meetups-dates-are-off = Called off
meetups-dates-page = To the meetup
meetups-flash-date = The day is changed. Who comes will hear of it.
meetups-problem-date-unknown = This day is not here any more. Look again.
meetups-problem-date-last = This is the last day to come. Call off the whole series then.
meetups-board-from = From
meetups-board-to = Up to and including
meetups-board-months = By month
meetups-board-postcode = Your postcode
meetups-board-postcode-hint = Four digits are enough. We do not keep your postcode.
meetups-board-nearby = Near me
meetups-problem-postcode-unknown = We do not know this postcode. Write it as 3511.
meetups-certificate = Certificate of attendance
meetups-certificate-until = Get your certificate within 30 days. After that we do not know your name any more.
meetups-mine-was-there = You were there. Great!
meetups-problem-certificate-none = Nobody noted at the door that you were there. Ask who organises this.
meetups-entry-brings = How many people do you bring?
meetups-entry-brings-hint = Do not count yourself. You come together or not at all.
meetups-entry-choose = Choose
meetups-entry-who = Only who organises this sees your answer. After 30 days it is gone.
meetups-entry-change = Change your sign-up
meetups-flash-entry = Saved. This is how it stands on the list now.
meetups-mine-brings =
    { $count ->
        [one] You bring 1 person.
       *[other] You bring { $count } people.
    }
meetups-mine-short = There are places, but not for all of you. Come with fewer people, or wait a while.
meetups-signups-brings =
    { $count ->
        [one] and 1 other
       *[other] and { $count } others
    }
meetups-signups-came =
    { $count ->
        [one] 1 person is there.
       *[other] { $count } people are there.
    }
meetups-signups-list = Download the list
meetups-form-brings = May people bring others?
meetups-form-brings-hint = So many people for each sign-up. Everybody counts as a place.
meetups-form-brings-nobody = No, people come alone
meetups-form-questions = What do you want to know of who comes?
meetups-form-questions-hint = Do not ask about health, religion or origin. Does somebody need something to take part? Say whom they can call.
meetups-form-question = Question { $n }
meetups-form-options = Answers to question { $n }
meetups-form-options-hint = Put each answer on its own line, 2 to 8. Empty: people write it themselves.
meetups-form-needed = Question { $n } is needed to sign up
meetups-problem-signup-no-room = There is no room for so many people. Come with fewer.
meetups-problem-may-bring-out-of-range = Choose a number from 0 to 5.
meetups-problem-may-bring-endless = To a series without end everybody comes alone. Choose 0, or let the series stop.
meetups-problem-brings-too-many = You cannot bring so many people here. Choose a smaller number.
meetups-problem-question-length = A question has 3 to 200 characters. Make it longer or shorter.
meetups-problem-question-options = Give 2 to 8 short answers. Or leave them empty.
meetups-problem-questions-too-many = Ask at most 3 questions, each once.
meetups-problem-answer-missing = This answer is needed. Fill it in.
meetups-problem-answer-unknown = Choose one of the answers.
meetups-problem-answer-of-before = The questions changed. Look at them again.

meetups-sources-title = Calendars of others in { $name }
meetups-sources-lead = Follow the calendar of a school or community centre. What is coming there then stands on your board too.
meetups-sources-list = You follow these calendars
meetups-sources-none = You follow no calendar yet.
meetups-sources-new = We will fetch this calendar in a moment.
meetups-sources-held =
    { $count ->
        [one] 1 meetup of it stands on the board.
       *[other] { $count } meetups of it stand on the board.
    }
meetups-sources-doubles =
    { $count ->
        [one] 1 more was there already.
       *[other] { $count } more were there already.
    }
meetups-sources-worked = Last read on { $date }, { $time }.
meetups-sources-again = We will try again later.
meetups-sources-failing = This goes wrong every time. See whether the address is right. We still try once a day.
meetups-sources-drop = Stop following
meetups-sources-add = Follow a calendar
meetups-sources-address = Address of the calendar
meetups-sources-address-hint = It begins with https:// and often ends in .ics. What that calendar no longer has is called off on the board.
meetups-sources-follow = Follow this calendar
meetups-flash-source = You follow this calendar now. Look again in a minute.
meetups-flash-source-dropped = You no longer follow this calendar. What stands on the board stays.
meetups-problem-source-address = We cannot fetch this address. It begins with https://.
meetups-problem-source-private = This address leads into a closed network. Choose one that everybody can open.
meetups-problem-source-away = The other site does not answer. Is the address right?
meetups-problem-source-slow = The other site takes too long.
meetups-problem-source-large = The calendar is too large. It may have 5 MB at most.
meetups-problem-source-refused = The other site does not give this calendar.
meetups-problem-source-unreadable = This is no calendar that we can read. Look for the address of the .ics.
meetups-problem-source-taken = You follow this calendar already.
meetups-problem-sources-too-many = You can follow 20 calendars. Stop following another one first.
meetups-problem-sources-not-yours = Only who coordinates this region can do this.

meetups-image = Image
meetups-image-title = Image of { $title }
meetups-image-lead = You choose one image. It stands on the page of the meetup.
meetups-image-alt = What can be seen?
meetups-image-alt-hint = This is read by who does not see the image. Are there people on it? Ask if it is all right.
meetups-image-file = Which image?
meetups-image-other = Another image
meetups-image-file-hint = A JPEG, PNG or WebP of up to 5 MB. We take off where and when a photo was taken.
meetups-image-again = Choose your file once more. Your browser does not remember it.
meetups-image-again-too = Will you make another one like it? Then choose an image there again.
meetups-image-remove = Take the image away
meetups-flash-image = The image is kept.
meetups-flash-image-gone = The image is gone.
meetups-problem-image-missing = Choose an image.
meetups-problem-image-alt = Write in short what can be seen. Up to 300 letters.
meetups-problem-image-kind = This is no image that we know. Choose a JPEG, PNG or WebP.
meetups-problem-image-large = This file is too large. It may be 5 MB.
meetups-problem-image-pixels = This image has too many pixels. Make it smaller first.
meetups-problem-image-moves = This image moves. Choose one that stands still.
meetups-problem-image-broken = We cannot read this file. Choose another file.
