### What every page says. Keys begin with "common-".

common-site-name = Kansrijk
common-skip = Skip to content
common-home = Home
common-crumbs = Where you are
common-menu = Menu
common-menu-toolbox = Toolbox
common-menu-matching = Buddies
common-menu-meetups = Meetups
common-menu-regions = Regions
common-menu-mine = My page
common-menu-sign-in = Sign in
common-sign-out = Sign out
common-leave = Leave this page

common-search-label = Search the whole site
common-search-placeholder = Search
common-search-button = Search
common-results =
    { $count ->
        [0] No results
        [one] 1 result
       *[other] { $count } results
    }
common-feed = What is new
common-did-you-mean = Did you mean
common-pager = Pages
common-previous = Previous
common-next = Next
common-page-of = Page { $page } of { $pages }

common-footer-words = Learning together in vocational education. From each other, with each other.
common-footer-about = About Kansrijk
common-footer-privacy = Your data
common-footer-accessibility = Accessibility

common-optional = (optional)
common-problem = Please note:
common-problem-other = Please check this once more.
common-form-refused = Something is not right yet. Look at the red fields. What you typed is still there.

common-next-step = Next step
common-next-step-you = It is your turn.
common-next-step-other = It is the other person’s turn.
common-next-step-go = Do this now
common-by = By { $date } at the latest
common-progress-done = (done)
common-progress-now = (now)
common-progress-later = (later)

common-online = Online
common-meetings =
    { $count ->
        [one] 1 meetup
       *[other] { $count } meetups
    }
common-region-map = Map of the provinces
common-region-count =
    { $count ->
        [0] { $name }: nothing planned yet
        [one] { $name }: 1 meetup
       *[other] { $name }: { $count } meetups
    }

common-print = Print
common-copy-link = Copy the link
common-copied = The link was copied
common-report = Report this

common-other = Is something wrong with { $who }?
common-other-report = Report { $who }
common-other-block = Block { $who }
common-other-block-text = You no longer see each other's names. The other does not notice.
