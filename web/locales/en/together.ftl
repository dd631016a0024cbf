## After a yes: meeting, goals, how it goes, the end

together-plan = Meeting
together-plan-agreed = You meet on
together-plan-past = Your meeting was on
together-plan-off = This meeting is called off:
together-plan-calendar = Add to my calendar
together-plan-calendar-off = Take out of my calendar
together-plan-remind = Remind me a day before
together-plan-reminded = You will hear from us a day before.
together-plan-remind-stop = Do not remind me
together-plan-yours = You proposed this. { $name } chooses.
together-plan-theirs = { $name } proposes this. Choose what suits you.
together-plan-pick = Which moment suits you?
together-plan-choose = Choose this moment
together-plan-none = Nothing suits me
together-plan-back = Take my proposal back
together-plan-propose = Propose a moment
together-plan-other = Propose something else
together-plan-low = A first time is for getting to know each other. You need nothing ready. Laughing is fine.
together-plan-first = Moment
together-plan-second = Second moment
together-plan-third = Third moment
together-plan-empty = Choose a moment
together-plan-place = Where?
together-plan-place-hint = Choose a place where you both feel at ease. No address is needed.
together-plan-send = Send this proposal
together-plan-call-off-text = Cannot make it after all? That is fine. Just say so in time.
together-plan-call-off = Call this meeting off
together-moment = { $day } at { $time }
together-place-kansrijk = In your conversation on Kansrijk
together-place-school = At school
together-place-bellen = Online, by video
together-place-bibliotheek = At the library
together-place-buurthuis = At a community centre
together-place-horeca = At a café
together-place-other = Another place

together-goals = Working on it together
together-goal-add = Choose another goal
together-goal-choose = What will you work on?
together-goal-hint = One goal is enough. You can change it later.
together-goal-send = Choose this goal
together-goal-done = { $done } of { $all } steps done
together-goal-away = Remove this goal
together-step-add = Add a small step
together-step-list = A step of the list
together-step-own-first = Choose a step
together-step-own = Or write your own
together-step-send = Add
together-step-anyway = Keep it anyway
together-step-gone = This step is gone
together-step-rustig-praten = Have a quiet talk
together-step-plan-maken = Make a plan together
together-step-week-indelen = Plan a week
together-step-samen-oefenen = Practise together
together-step-iets-bekijken = Read or watch something
together-step-iemand-vragen = Ask somebody something
together-step-op-bezoek = Visit a school or place
together-step-zelf-proberen = Try it yourself
together-step-other = A small step
together-tick = Done
together-untick = Not yet after all

together-check-in = How are { $name } and you doing?
together-check-in-hint = Only you see your answer. You can let { $name } see it too.
together-check-in-share = { $name } may see my answer
together-check-in-send = This is my answer
together-answer-goed = It goes well
together-answer-kan-beter = It could be better
together-answer-vast = It is stuck
together-answer-other = Something else
together-said-title = How it went
together-said-you-goed = You said: it goes well. Only you see this.
together-said-you-kan-beter = You said: it could be better. Only you see this.
together-said-you-vast = You said: it is stuck. Only you see this.
together-said-you-shared-goed = You said: it goes well. { $name } sees this too.
together-said-you-shared-kan-beter = You said: it could be better. { $name } sees this too.
together-said-you-shared-vast = You said: it is stuck. { $name } sees this too.
together-said-other-goed = { $name } said: it goes well.
together-said-other-kan-beter = { $name } said: it could be better.
together-said-other-vast = { $name } said: it is stuck.
together-said-other = Something was said.

together-help = It is a bit quiet
together-help-text = That happens, and it is nobody's fault. What helps you now?
together-help-time = Choose another time
together-help-goal = Take one goal fewer
together-help-close = Stopping is fine too. You can do so at the end of this page.
together-help-ask = Ask the coordinator for help
together-help-since = The coordinator knows, since

together-end = Finally
together-end-got = { $name } says to you:
together-end-said = You said:
together-end-thank = Would you like to thank { $name }?
together-end-thank-hint = Choose one sentence. The other reads it here.
together-end-first = Are you looking for a new buddy? You go first on the waiting list, until { $day }.
together-end-thank-send = Thank
together-thanks-voor-je-tijd = Thank you for your time
together-thanks-veel-geleerd = I learned a lot from you
together-thanks-fijn-gepraat = It was good to talk with you
together-thanks-meer-moed = You gave me courage
together-thanks-veel-succes = I wish you all the best
together-thanks-other = Thank you

together-next-text = You know now what it is like. Would you like to help somebody yourself?
together-next-look = See how
together-next-title = Helping somebody yourself
together-next-lead = We filled this in with what you chose before. See whether it is right.
together-next-goals = You can help with this
together-next-routes = You know this route
together-next-one = You begin with one student. You can always take a break.
together-next-save = Save this
together-next-change = Change something first

together-all = Everything that happened
together-line-asked-past = The request
together-line-yes-past = The yes
together-line-meeting-past = You met
together-line-meeting-next = Meeting
together-line-check-in-past = We asked how it goes
together-line-check-in-next = We ask how it goes
together-line-step-past = A step done
together-line-end-past = The end
together-line-thanks-past = A thank-you
together-line-other = Something happened

## For coordinators

together-matches-title = How buddies are doing
together-programme = Programme
together-programme-all = All matches
together-programme-show = Show
together-stuck-title = Who could use help
together-stuck-two = { $student } and { $buddy }
together-stuck-quiet = Nothing happens any more, since
together-stuck-help = One of the two asks for help, since
together-stuck-helped = I have helped
together-stuck-none = Nobody is stuck now.
together-lasting-title = What helps to go on together?
together-lasting-text =
    { $count ->
        [one] 1 pair began three months ago or longer.
       *[other] { $count } pairs began three months ago or longer.
    }
together-lasting-drawn =
    { $count ->
        [0] No lottery decided.
        [one] For 1 pair a lottery decided who got the place.
       *[other] For { $count } pairs a lottery decided who got the place.
    }
together-lasting-attribute = What they had in common
together-lasting-with = With
together-lasting-without = Without
together-lasting-share = After three months { $share }% still run, between { $low }% and { $high }%, of { $count } pairs
together-lasting-few = Too few pairs
together-lasting-note = We only count groups of fifty pairs or more. There is nobody in it.
together-attribute-study-field = The same field of study
together-attribute-region = The same region
together-attribute-language = Another language in common
together-attribute-goals = Help with all goals
together-attribute-in-person = Being able to meet
together-attribute-leerweg = The same learning path
together-attribute-other = Something else

## What was done

together-flash-proposed = Your proposal has been sent.
together-flash-agreed = You have a date.
together-flash-dropped = Good that you say so. Feel free to propose something else.
together-flash-off = The meeting is off. The other knows.
together-flash-reminder = Saved.
together-flash-goal = You have a goal.
together-flash-goal-away = The goal is gone.
together-flash-step = The step has been added.
together-flash-ticked = Well done, another step ready.
together-flash-unticked = The step is open again.
together-flash-said = Thank you for your answer.
together-flash-help = The coordinator looks along.
together-flash-thanked = Your thanks have been sent.
together-flash-helped = Saved. The two know that you helped.
