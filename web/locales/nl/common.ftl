### What every page says. Keys begin with "common-".

common-site-name = Kansrijk
common-skip = Naar de inhoud
common-home = Begin
common-crumbs = Waar je bent
common-menu = Menu
common-menu-toolbox = Trukendoos
common-menu-matching = Maatjes
common-menu-meetups = Bijeenkomsten
common-menu-regions = Regio’s
common-menu-mine = Mijn pagina
common-menu-sign-in = Aanmelden
common-sign-out = Afmelden
common-leave = Verlaat deze pagina

common-search-label = Zoek op de hele site
common-search-placeholder = Zoek
common-search-button = Zoek
common-results =
    { $count ->
        [0] Geen resultaten
        [one] 1 resultaat
       *[other] { $count } resultaten
    }
common-feed = Wat er nieuw is
common-did-you-mean = Bedoel je
common-pager = Bladeren
common-previous = Vorige
common-next = Volgende
common-page-of = Pagina { $page } van { $pages }

common-footer-words = Samen leren in het mbo. Van elkaar en met elkaar.
common-footer-about = Over Kansrijk
common-footer-privacy = Jouw gegevens
common-footer-accessibility = Toegankelijkheid

common-optional = (mag je overslaan)
common-problem = Let op:
common-problem-other = Kijk dit nog eens na.
common-form-refused = Er klopt nog iets niet. Kijk bij de rode velden. Wat je hebt ingevuld, staat er nog.

common-next-step = Volgende stap
common-next-step-you = Jij bent aan zet.
common-next-step-other = De ander is aan zet.
common-next-step-go = Doe dit nu
common-by = Uiterlijk { $date }
common-progress-done = (klaar)
common-progress-now = (nu)
common-progress-later = (straks)

common-online = Online
common-meetings =
    { $count ->
        [one] 1 bijeenkomst
       *[other] { $count } bijeenkomsten
    }
common-region-map = Kaart van de provincies
common-region-count =
    { $count ->
        [0] { $name }: nog niets gepland
        [one] { $name }: 1 bijeenkomst
       *[other] { $name }: { $count } bijeenkomsten
    }

common-print = Print
common-copy-link = Kopieer de link
common-copied = De link is gekopieerd
common-report = Meld dit

common-other = Is er iets met { $who }?
common-other-report = Meld { $who }
common-other-block = Blokkeer { $who }
common-other-block-text = Jullie zien elkaars naam dan niet meer. De ander merkt dat niet.
