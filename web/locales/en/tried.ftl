### Keys begin with "tried-".

tried-heading = Tried
tried-title = Tried: { $title }
tried-count =
    { $teams ->
        [one] 1 team tried this, { $again ->
            [0] and would not do it again.
           *[other] and would do it again.
        }
       *[other] { $teams } teams tried this, { $again } would do it again.
    }
tried-level-label = Support { $level } of 5.
tried-level-0 = No team has told yet how this went.
tried-level-1 = This says little so far: there are few teams or schools, or teams do not agree.
tried-level-2 = A beginning: { $teams } teams of { $schools } schools, and enough of them would do it again.
tried-level-3 = Fair: { $teams } teams of { $schools } schools, and most would do it again.
tried-level-4 = Good: { $teams } teams of { $schools } schools, and many of them would do it again.
tried-level-5 = Strong: { $teams } teams of { $schools } schools, and nearly all would do it again.
tried-level-other = Not known.
tried-interval = Of every 100 teams, probably { $low } to { $high } would do it again.
tried-for-whom = Worked with
tried-worked-label = What worked
tried-not-label = What was in the way
tried-all =
    { $count ->
        [one] Read what 1 team says
       *[other] Read what { $count } teams say
    }
tried-tell = Tell how it went with you
tried-to-card = To the card
tried-reports = What teams say
tried-reports-yours = What teams say, yours among them
tried-changed = What we did differently:
tried-again-label = Again:
tried-edit = Edit this report
tried-withdraw = Take this report away
tried-people =
    { $count ->
        [one] 1 person
       *[other] { $count } people
    }
tried-how = How we work this out
tried-how-text = Each team counts once, by its last report. We look at teams, schools and how sure it is.
tried-how-1 = 1: one team tried it.
tried-how-2 = 2: 3 teams of 2 schools. At least 20 of 100 teams would do it again.
tried-how-3 = 3: 5 teams of 2 schools, and at least 30 of 100.
tried-how-4 = 4: 8 teams of 3 schools, and at least 40 of 100.
tried-how-5 = 5: 12 teams of 4 schools, and at least 50 of 100.

tried-new-title = How did it go with you?
tried-new-lead = Tell in a minute how { $title } went. Name no people.
tried-new-button = Tell it
tried-edit-title = Edit your report
tried-edit-lead = { $title }, as { $team } did it on { $date }.
tried-no-team = You tell on behalf of a team
tried-no-team-text = You are not in a team yet. Find one, or start one.
tried-form-team = On behalf of which team?
tried-form-on = When did you do this?
tried-form-again = Would you do this again?
tried-form-group = With whom?
tried-form-people = With how many people?
tried-form-worked = What worked?
tried-form-not = What was in the way?
tried-form-changed = What did you do differently from the card?
tried-form-line = One more sentence for other teams
tried-form-line-hint = Write nothing about one person.
tried-form-field = Study field of the group
tried-form-no-field = Does not apply

tried-again-ja = Yes
tried-again-met-aanpassingen = Yes, with changes
tried-again-nee = No
tried-again-other = Not known
tried-group-collega-s = Colleagues
tried-group-mbo-1 = Students mbo 1
tried-group-mbo-2 = Students mbo 2
tried-group-mbo-3 = Students mbo 3
tried-group-mbo-4 = Students mbo 4
tried-group-hbo = Students hbo
tried-group-gemengd = A mixed group
tried-group-other = Another group
tried-worked-iedereen-deed-mee = Everybody took part
tried-worked-duidelijke-stappen = The steps were clear
tried-worked-op-tijd-klaar = We were ready in time
tried-worked-goed-gesprek = It became a good talk
tried-worked-nieuwe-ideeen = There were new ideas
tried-worked-afspraken-gemaakt = We made agreements
tried-worked-elkaar-leren-kennen = We got to know each other
tried-worked-meer-rust = It brought calm
tried-worked-other = Something else
tried-not-te-weinig-tijd = Too little time
tried-not-veel-voorbereiding = Much preparation
tried-not-uitleg-onduidelijk = The explanation was unclear
tried-not-niet-iedereen-deed-mee = Not everybody took part
tried-not-groep-te-groot = The group was too large
tried-not-groep-te-klein = The group was too small
tried-not-geen-vervolg = There was no follow-up
tried-not-other = Something else

tried-flash-told = Thank you. Other teams now read how it went.
tried-flash-changed = Your report was changed.
tried-flash-withdrawn = The report was taken away.
