### Keys begin with "searches-".

searches-title = My searches
searches-lead = Do you look for the same thing more often? Keep your search. We mail you when something new fits.
searches-save = Keep this search
searches-save-mail = Mail me when a new card fits
searches-save-hint = You get one mail a day at most.
searches-save-button = Keep
searches-none = You have kept nothing yet. Look for a card and choose there: Keep this search.
searches-look = Look for a card
searches-minutes = Up to { $minutes } minutes
searches-group = With { $people } people
searches-team = Of one team
searches-mail-is-on = You get a mail when there is something new.
searches-mail-is-off = You get no mail about this.
searches-mail-on = Mail me new cards
searches-mail-off = Turn the mail off
searches-forget = Throw away
searches-left =
    { $count ->
        [one] You can keep 1 more search.
       *[other] You can keep { $count } more searches.
    }
searches-none-left = You have kept 20. Throw one away if you want a new one.
searches-mails-off = You get no mails from us now, because you did not say yes to them.
searches-mails-on = Turn mails on
searches-flash-kept = Your search is kept.
searches-flash-kept-mail = Your search is kept. You get a mail when there is something new.
searches-flash-gone = Your search is gone.
searches-flash-mail-on = You get a mail when there is something new.
searches-flash-mail-off = You get no more mail about this.
searches-flash-not-kept-search-empty = { toolbox-problem-search-empty }
searches-flash-not-kept-search-too-long = { toolbox-problem-search-too-long }
searches-flash-not-kept-search-too-many = { toolbox-problem-search-too-many }
searches-flash-not-kept-search-teachers = { toolbox-problem-search-teachers }
searches-flash-not-kept = This search is not kept. Look at your filters first.
searches-stop-title = Mails about searches
searches-stop-lead = No more mails about new cards?
searches-stop-button = Turn these mails off
searches-stop-hint = Your searches are kept. You need not sign in.
searches-stopped = You get no more mails about new cards. Your searches are still there.
searches-mine-title = My searches
searches-mine-all = See and change them
searches-missing = The toolbox does not answer. Your searches will be back soon.
