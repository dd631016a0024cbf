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
    [agreed] A recovery link to your account works now
   *[no] A link to your account at Kansrijk
}
mail-recovery-lead = { $used ->
    [yes] Somebody used a recovery link, and now signs in to your account in a new way.
    [agreed] A second person agreed. The recovery link for your account now works for a day.
   *[no] An administrator made a recovery link for your account. It leads back when signing in does not work any more.
}
mail-recovery-you = Did you ask for this yourself? Then you need to do nothing.
mail-recovery-link = Was this not you? Then stop it with one press. You need not sign in:
mail-recovery-button = See and stop
mail-news-question-answered-subject = An answer to your question: { $title }
mail-news-question-answered = There is an answer to your question: { $title }
mail-news-question-helped-subject = Your answer helped: { $title }
mail-news-question-helped = Your answer helped another team. There is a word of thanks for you.
mail-news-question-nobody-subject = No answer to your question: { $title }
mail-news-question-nobody = Nobody knew the answer to your question. Feel free to ask it again in other words.
mail-news-question-tell-subject = Did it help? { $title }
mail-news-question-tell = You got an answer to your question. Did it help?
mail-news-question-you-know-subject = Do you know this? { $title }
mail-news-question-you-know = A team asks a question that fits a card of yours: { $title }
mail-news-saved-search-subject = New for your search: { $title }
mail-news-saved-search = There are new cards in the toolbox. They fit what you saved: { $title }
mail-news-stop-kind = No more mails about your searches? Turn them off here, without signing in:
mail-news-conversation-new-subject = There is a message for you at Kansrijk
mail-news-conversation-new = A new message waits for you in a conversation at Kansrijk.
mail-news-link = Read on at Kansrijk:
mail-news-button = Read on
mail-news-stop = No more mails? Turn them off here:
mail-news-stop-button = Turn mails off
mail-suspension-subject = Your account at Kansrijk is suspended
mail-suspension-lead = Your account at Kansrijk is suspended. Others do not see you and you cannot take part.
mail-suspension-why = This is why:
mail-suspension-until = It lasts up to and including { $day }.
mail-suspension-open = It has no end date. A moderator or administrator can lift it.
mail-suspension-who = A moderator or administrator decided this. Do you disagree? Then somebody else looks at it again.
mail-suspension-link = Sign in. There you read more, object, and fetch or erase your data:
mail-suspension-button = Read and answer
mail-suspension-lifted-subject = You can take part in Kansrijk again
mail-suspension-lifted = Your account at Kansrijk is no longer suspended.
mail-suspension-again = Sign in as always. Make your keys for scripts anew.
mail-news-community-left-subject = You no longer take part: { $title }
mail-news-community-left = Whoever leads { $title } took you out of the group. Questions? Ask that person.
mail-news-source-failing-subject = We cannot read a calendar: { $title }
mail-news-source-failing = The calendar of { $title } failed five times. Look what is wrong, or stop following it.
mail-invitation-subject = Will you take part in { $title }?
mail-invitation-lead = You are invited to a learning community at Kansrijk: { $title }
mail-invitation-what = Students and teachers learn from each other there. You decide yourself whether you take part.
mail-invitation-link = Open this page. There you read more and choose yes or no:
mail-invitation-button = Read and choose
mail-invitation-not-you = Do you not know this? Then you need not do anything. You take part only when you say yes.
mail-news-programme-matched-subject = You are matched in { $title }
mail-news-programme-matched = The programme { $title } has found somebody for you. See who it is and make an appointment.
mail-news-programme-suggested-subject = A suggestion from { $title }
mail-news-programme-suggested = The programme { $title } suggests somebody who fits you. Say yes within three days, or ask for somebody else.
mail-news-programme-published-subject = The matches of { $title } are made
mail-news-programme-published = The matches of { $title } are made. Everybody has heard. See who waits still.
mail-news-match-plan-subject = News about your meeting
mail-news-match-plan = There is news about a meeting with your buddy. See what it says, then choose or add it to your calendar.
mail-news-match-tomorrow-subject = You meet your buddy tomorrow
mail-news-match-tomorrow = Tomorrow you meet somebody from Kansrijk. Check where and when. Cannot make it? Feel free to move it.
mail-news-guest-hour-asked-subject = A teacher asks you for a guest hour
mail-news-guest-hour-asked = A teacher asks whether you would tell your story in class for an hour. Say yes or no within three days. The choice is yours.
mail-news-guest-hour-answered-subject = News of your guest hour
mail-news-guest-hour-answered = There is news of the guest hour that you asked for. See what the answer is and what you can do now.
mail-news-match-stuck-subject = How are the two of you doing?
mail-news-match-stuck = It has been quiet with your buddy for a while. That happens. See what helps now: another time, one goal fewer or stopping.
mail-moment = { $day } { $month ->
        [m1] January
        [m2] February
        [m3] March
        [m4] April
        [m5] May
        [m6] June
        [m7] July
        [m8] August
        [m9] September
        [m10] October
        [m11] November
       *[m12] December
    } at { $time }
mail-place-button = To your place
mail-place-cancel = Not coming after all? Say so on the same page. One tap is enough, and somebody else can come.
mail-place-not-you = Was this not you? Then you need not do anything. Nothing happens until somebody says yes on the page.
mail-place-offered-subject = There is a place for you: { $title }
mail-place-offered = A place came free at { $title }. It is yours until { $moment }. After that it goes to the next.
mail-place-offered-link = Say yes or no:
mail-place-lapsed-subject = The place went to the next: { $title }
mail-place-lapsed = We did not hear from you in time. The place at { $title } went to the next.
mail-place-lapsed-link = Do you want to come after all? Put yourself on the list again:
mail-place-free-subject = There is a place: { $title }
mail-place-free = There is still a place at { $title }. It begins soon. Who says yes first has the place.
mail-place-free-link = Say yes, if you come:
mail-place-given-subject = You have a place: { $title }
mail-place-given = There is room for everyone now at { $title }. For you too.
mail-place-given-link = See where and at what time it is:
mail-signup-asked-subject = Do you want to come? { $title }
mail-signup-asked = You gave this address for { $title }. Say yes, and you are on the list. The link works until { $moment }.
mail-signup-asked-link = Open this page and say yes:
mail-meetup-changed-subject = Something has changed: { $title }
mail-meetup-changed = The organiser has changed something about { $title }. It begins on { $moment }.
mail-meetup-changed-link = See what it says now:
mail-meetup-cancelled-subject = Called off: { $title }
mail-meetup-cancelled = { $title } of { $moment } is called off.
mail-meetup-cancelled-link = See why, and what else is coming:
mail-meetup-cancelled-end = You need not do anything.
mail-meetup-tomorrow-subject = Tomorrow: { $title }
mail-meetup-tomorrow = You asked for a reminder. { $title } begins on { $moment }.
mail-meetup-tomorrow-link = See where it is:
mail-meetup-soon-subject = In an hour: { $title }
mail-meetup-soon = You asked for a reminder. { $title } begins on { $moment }.
mail-meetup-soon-link = See where it is:
mail-day = { $day } { $month ->
        [m1] January
        [m2] February
        [m3] March
        [m4] April
        [m5] May
        [m6] June
        [m7] July
        [m8] August
        [m9] September
        [m10] October
        [m11] November
       *[m12] December
    }
mail-span = { $from } until { $until }
mail-change-nothing = not known yet
mail-change-title = Name: { $now }. It was: { $before }.
mail-change-time = Time: { $now }. It was: { $before }.
mail-change-place = Place: { $now }. It was: { $before }.
mail-change-cost = Cost: { $now }. It was: { $before }.
mail-change-travel = Travel: { $now }. It was: { $before }.
mail-change-link = The link to take part online is different. You find it on the page.
mail-change-series = The days are different. You find them on the page.
mail-change-date-moved = The one of { $before } is now on { $now }.
mail-change-date-off = The one of { $before } is called off.
mail-change-date-back = The one of { $now } is on after all.
mail-community-button = To the page
mail-community-end = You get this mail because you take part in a learning community.
mail-entry-needed-subject = Still needed? { $title }
mail-entry-needed = Your notice { $title } ends on { $moment }. Do you still need it?
mail-entry-needed-link = Keep it longer with one tap, or close it:
mail-entry-expired-subject = Your notice has ended: { $title }
mail-entry-expired = The time of your notice { $title } is over. It is not open any more.
mail-entry-expired-link = See what was said. You can always place a new one:
mail-entry-reacted-subject = Somebody reacted: { $title }
mail-entry-reacted = Somebody reacted to your notice { $title }.
mail-entry-reacted-link = Read the reaction:
mail-entry-thanked-subject = Solved thanks to you: { $title }
mail-entry-thanked = You helped with { $title }. Thank you!
mail-entry-thanked-link = See what became of it:
mail-join-asked-subject = Somebody wants to take part: { $title }
mail-join-asked = Somebody asks to take part in { $title }. Say yes or no within a week.
mail-join-asked-link = See the request and choose:
mail-join-welcome-subject = Welcome to { $title }
mail-join-welcome = You take part in { $title } now. Good to have you.
mail-join-welcome-link = See who takes part and what is coming:
mail-join-declined-subject = Your request to { $title }
mail-join-declined = Taking part in { $title } is not possible now. That says nothing about you.
mail-join-declined-link = See what else there is in your region:
mail-join-unanswered-subject = No answer yet from { $title }
mail-join-unanswered = You asked to take part in { $title }. No answer came in time. It should have.
mail-join-unanswered-link = Feel free to ask again:
mail-join-missed-subject = Somebody waited for you: { $title }
mail-join-missed = A week ago somebody asked to take part in { $title }. The request is over now.
mail-join-missed-link = Invite this person yourself, or wait for a new request:
mail-topic-proposed-subject = A topic for your group: { $title }
mail-topic-proposed = Somebody wants to talk about: { $title }. Say what becomes of it before { $moment }.
mail-topic-proposed-link = See the topic and choose:
mail-topic-waits-subject = Waits for your answer: { $title }
mail-topic-waits = Your group still waits for an answer about { $title }. Choose before { $moment }: a meetup, later or not.
mail-topic-waits-link = See the topic and choose:
mail-topic-planned-subject = It is coming: { $title }
mail-topic-planned = You wanted to talk about { $title }. There will be a meetup.
mail-topic-planned-link = See when:
mail-topic-later-subject = Later: { $title }
mail-topic-later = You wanted to talk about { $title }. It is not possible now. We look again on { $moment }.
mail-topic-later-link = See which topics there are:
mail-topic-declined-subject = An answer to your topic: { $title }
mail-topic-declined = You wanted to talk about { $title }. It does not become a meetup. The topic says why.
mail-topic-declined-link = Read the answer:
mail-topic-unanswered-subject = No answer: { $title }
mail-topic-unanswered = You wanted to talk about { $title }. Nobody answered. They should have.
mail-topic-unanswered-link = Feel free to propose it again:
mail-follow-up-asked-subject = What do you take away? { $title }
mail-follow-up-asked = You organised { $title }. Tell in a few sentences what you take away. Others can use it too.
mail-follow-up-asked-link = Write it down:
