### Keys begin with "toolbox-".

toolbox-title = Team Toolbox
toolbox-title-for = Toolbox: { $q }
toolbox-lead = Cards that help a team work together. Find one for your next meeting.
toolbox-share = Share a card
toolbox-mine = My cards
toolbox-mine-title = My cards
toolbox-all = See all cards
toolbox-search-label = What would you like to work on?
toolbox-filters = Choose time, group or kind
toolbox-filter-button = Show
toolbox-filter-clear = Clear all choices
toolbox-feed = Follow new cards (Atom)
toolbox-refine = Make the list shorter
toolbox-cards =
    { $count ->
        [one] 1 card
       *[other] { $count } cards
    }
toolbox-newest = What teams shared lately
toolbox-nothing = We found no card
toolbox-nothing-text = Try another word. Or use fewer words.
toolbox-nothing-filtered = With these choices nothing is left.
toolbox-nothing-unfilter = Search without choices

toolbox-kind-label = Kind
toolbox-kind-any = Every kind
toolbox-kind-overlegstructuur = Meeting structure
toolbox-kind-teamsamenstelling = Team composition
toolbox-kind-werkvorm = Working form
toolbox-kind-other = Another kind
toolbox-minutes-label = How much time do you have?
toolbox-minutes-any = Any time
toolbox-within-15 = Up to 15 minutes
toolbox-within-30 = Up to 30 minutes
toolbox-within-45 = Up to 45 minutes
toolbox-within-60 = Up to an hour
toolbox-within-90 = Up to an hour and a half
toolbox-within-120 = Up to two hours
toolbox-within-other = Longer
toolbox-group-label = With how many people?
toolbox-tag-label = Keyword
toolbox-fits-label = Fits in a meeting that is already planned
toolbox-facet-kind = Kind
toolbox-facet-minutes = Time
toolbox-facet-tag = Keyword

toolbox-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
toolbox-group-exactly = { $people } people
toolbox-group-between = { $min } to { $max } people
toolbox-group-from = From { $people } people
toolbox-group-up-to = Up to { $people } people
toolbox-fits-true = Fits in a planned meeting
toolbox-fits-false = Needs time of its own
toolbox-fits-other = Not known

toolbox-card-title = { $title }
toolbox-time = Time
toolbox-group = Group
toolbox-frequency = How often
toolbox-first-do = Do this first
toolbox-preconditions = What you need beforehand
toolbox-materials = Get ready
toolbox-roles = Who does what
toolbox-steps = Step by step
toolbox-body = More about it
toolbox-variations = Other ways
toolbox-pitfalls = Watch out for
toolbox-for-whom = For whom and where it worked
toolbox-tags = Keywords:
toolbox-visible-for = Can be seen by
toolbox-shared-by = Shared by
toolbox-origin = Where it comes from
toolbox-licence = Licence
toolbox-changed = Last changed on
toolbox-history-link =
    { $count ->
        [one] See the history
       *[other] See all { $count } versions
    }
toolbox-leads-to = What you can do next
toolbox-related = Much like this
toolbox-edit = Edit
toolbox-withdrawn = This card was taken off the shelf. Others do not see it any more.
toolbox-withdraw = Take this card off the shelf
toolbox-withdraw-text = Others will not find the card any more. Its versions are kept.
toolbox-withdraw-button = Take off the shelf
toolbox-flash-shared = Your card “{ $name }” is shared. Thank you!
toolbox-flash-saved = Your card is saved.
toolbox-flash-withdrawn = The card “{ $name }” was taken off the shelf.

toolbox-visibility-team = Only me
toolbox-visibility-school = My school
toolbox-visibility-region = My region
toolbox-visibility-country = The whole country
toolbox-visibility-other = Not known

toolbox-new-title = Share a card
toolbox-new-lead = What works in your team? Write it down in a few words. Other teams will try it too.
toolbox-new-licence = You share the card under the licence CC BY 4.0. Others may use it when they name your team.
toolbox-new-look = Look at the card
toolbox-new-share = Share the card
toolbox-new-not-allowed = Sharing cards takes a teacher’s account
toolbox-new-not-allowed-text = You may read and use all cards. Do you have a good idea? Tell your teacher.
toolbox-preview = This is what your card looks like
toolbox-preview-text = Is everything right? Then the card is ready.
toolbox-preview-change = Change something
toolbox-edit-title = Edit your card
toolbox-edit-lead = What was there before is kept. Readers can look back at it.
toolbox-edit-save = Save the card
toolbox-edit-leave = Stop, change nothing
toolbox-edit-changed-meanwhile = This card was changed while you were busy. What you typed is still here. When you save it, your text goes on the card.
toolbox-edit-see-changes = See what was changed

toolbox-form-title = Title
toolbox-form-title-hint = A few words that are easy to find again.
toolbox-form-kind = What is it?
toolbox-form-goal = What does a team get out of it?
toolbox-form-goal-hint = One sentence is enough.
toolbox-form-minutes = Number of minutes
toolbox-form-group-min = Smallest group
toolbox-form-group-max = Largest group
toolbox-form-fits = This fits in a meeting that is already planned
toolbox-form-steps = Steps
toolbox-form-steps-hint = Put each step on a new line. Do you know the time? Put it behind the step, like this: (5 min)
toolbox-form-materials = What do you get ready?
toolbox-form-line-hint = Put each point on a new line.
toolbox-form-tags = Keywords
toolbox-form-tags-hint = Put a comma between them. For example: feedback, dagstart
toolbox-form-more = Tell more (you may skip this)
toolbox-form-summary = Short explanation
toolbox-form-preconditions = What has to be in place beforehand?
toolbox-form-after = Which card do you do first?
toolbox-form-after-hint = Copy the address of that card. Put each address on a new line.
toolbox-form-variations = How else can you do it?
toolbox-form-pitfalls = What should you watch out for?
toolbox-form-roles = Who does what?
toolbox-form-frequency = How often do you do this?
toolbox-form-for-whom = For whom and where did it work?
toolbox-form-for-whom-hint = For example: a team of eight people in health care.
toolbox-form-origin = Where does it come from?
toolbox-form-body = Anything else to say?
toolbox-form-team = Name of your team and school
toolbox-form-team-hint = This stands on the card, with your name.
toolbox-form-visibility = Who may see the card?
toolbox-form-visibility-hint = Want to try it in your own school first? You can. You can change this later.

toolbox-history-title = History of { $title }
toolbox-history-lead = Every version of this card, newest first.
toolbox-history-back = Back to the card
toolbox-version = Version { $number }
toolbox-deed-added = Shared
toolbox-deed-edited = Edited
toolbox-deed-withdrawn = Taken off the shelf
toolbox-before = Before
toolbox-after = After
toolbox-empty = (empty)
toolbox-field-title = Title
toolbox-field-kind = Kind
toolbox-field-goal = Goal
toolbox-field-summary = Short explanation
toolbox-field-minutes = Minutes
toolbox-field-group-min = Smallest group
toolbox-field-group-max = Largest group
toolbox-field-fits-in-meeting = Fits in a planned meeting
toolbox-field-frequency = How often
toolbox-field-roles = Who does what
toolbox-field-materials = Materials
toolbox-field-steps = Steps
toolbox-field-body = Text
toolbox-field-variations = Variations
toolbox-field-pitfalls = What to watch out for
toolbox-field-preconditions = Needed beforehand
toolbox-field-after = To do first
toolbox-field-for-whom = For whom
toolbox-field-origin = Origin
toolbox-field-tags = Keywords
toolbox-field-licence = Licence
toolbox-field-team = Team
toolbox-field-visibility = Can be seen by

toolbox-problem-card-title-too-short = A title has at least 3 characters. Make it longer.
toolbox-problem-card-title-too-long = This title is too long. Keep it within 120 characters.
toolbox-problem-card-kind-missing = Choose what it is.
toolbox-problem-card-kind-unknown = We do not know this kind. Choose a kind from the list.
toolbox-problem-card-goal-missing = Write in one sentence what a team gets out of it.
toolbox-problem-card-text-too-long = This text is too long. Make it shorter.
toolbox-problem-card-list-too-long = This is too long. Keep the lines that matter most.
toolbox-problem-card-body-missing = There is no text yet. Write something.
toolbox-problem-card-minutes-out-of-range = Fill in a number from 1 to 10,080.
toolbox-problem-card-group-out-of-range = Fill in a number from 1 to 10,000.
toolbox-problem-card-group-upside-down = The largest group is smaller than the smallest. Swap the numbers.
toolbox-problem-card-tags-unfit = These are too many keywords, or they are too long. Remove a few.
toolbox-problem-card-after-unknown = We cannot find this card. Copy the card’s address again.
toolbox-problem-card-visibility-unknown = Choose who may see the card.
toolbox-problem-card-visibility-no-school = Your account has no school. Choose the whole country.
toolbox-problem-card-visibility-no-region = Your account has no region. Choose the whole country.
toolbox-problem-card-number-unreadable = Fill in a whole number here, in digits.
toolbox-problem-card-page-out-of-range = This page does not exist. Go back to the first one.
toolbox-problem-card-teachers-add = Sharing cards takes a teacher’s account.
toolbox-problem-card-not-yours = Only whoever shared the card edits it.
toolbox-problem-card-changed-meanwhile = The card has changed in the meantime. Look at the new version.
toolbox-problem-card-already-withdrawn = This card was taken off the shelf. It does not change any more.
toolbox-problem-card-already-exists = There is a card with this name already. Choose another one.
toolbox-problem-card-id-unfit = This name cannot be used. Choose another one.
toolbox-problem-other = Please look at this again.
toolbox-problem-card-sort-unknown = There is no such order. Choose one from the list.
toolbox-sort-label = Order
toolbox-sort-best = Best fit
toolbox-sort-newest = Newest first
toolbox-sort-shortest = Shortest first
toolbox-sort-other = Order
