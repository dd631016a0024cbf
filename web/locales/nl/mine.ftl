### My page. Keys begin with "mine-".

mine-title = Mijn pagina
mine-heading = Dit loopt er, { $name }
mine-on-me = Wacht op jou
mine-on-me-nothing = Er wacht nu niets op jou.
mine-on-others = Wacht op een ander
mine-coming = Komt eraan
mine-coming-nothing = Je gaat nog nergens heen.
mine-news = Nieuws
mine-begin = Begin iets nieuws
mine-account = Jouw account
mine-cards = Kaarten van jou
mine-cards-more =
    { $count ->
        [one] Nog 1 kaart van jou
       *[other] Nog { $count } kaarten van jou
    }

mine-empty = Er loopt nu niets.
mine-empty-text = Vraag je iets of meld je je aan? Dan zie je hier wat de volgende stap is.

mine-way-suggestions = Zoek een maatje
mine-way-profile = Bekijk je profiel
mine-way-toolbox = Zoek een kaart voor je team
mine-way-publish = Zet een bijeenkomst op het bord
mine-way-meetups = Bekijk de bijeenkomsten

mine-kind-meetup = Bijeenkomst
mine-relation-voor-de-overstap = Maatje voor de overstap
mine-relation-eerste-jaar = Maatje in het eerste jaar
mine-relation-samen-gelijk = Samen leren
mine-relation-rolmodel = Rolmodel
mine-relation-meelopen = Een dag meelopen
mine-relation-other = Maatje

mine-step-me-answer = Zeg ja of nee, of stel eerst een vraag.
mine-step-me-reply = { $name } stelt je een vraag. Geef antwoord.
mine-step-me-meet = Spreek af met { $name }.
mine-step-me-check-in = Zeg hoe het gaat met { $name }.
mine-step-me-other = Kijk wat je nu kunt doen.
mine-step-other-be-asked = Eerst antwoordt een ander. Daarna vragen wij { $name }.
mine-step-other-answer = { $name } zegt ja of nee.
mine-step-other-reply = { $name } geeft antwoord op je vraag.
mine-step-other-meet = { $name } spreekt met je af.
mine-step-other-check-in = { $name } zegt hoe het gaat.
mine-step-other-other = { $name } is aan zet.
mine-step-come = Je hebt een plek.
mine-step-waiting = Je staat op plek { $position } van de wachtlijst. Komt er een plek vrij, dan hoor je het.

mine-news-all = Lees ze bij je vragen en ruim ze op
mine-news-asked = Wij hebben { $name } gevraagd.
mine-news-question = { $name } stelt je eerst een vraag.
mine-news-matched = { $name } zei ja!
mine-news-running = Jij en { $name } zijn begonnen.
mine-news-declined = { $name } kan nu niet. Vraag gerust iemand anders.
mine-news-expired = { $name } antwoordde niet op tijd. Je kunt iemand anders vragen.
mine-news-withdrawn = De vraag aan { $name } is ingetrokken.
mine-news-withdrawn-for-match = Je hebt een maatje. De vraag aan { $name } is daarom ingetrokken.
mine-news-closed = Jij en { $name } zijn klaar samen.
mine-news-reminded = { $name } heeft een herinnering gekregen.
mine-news-checked-in = { $name } liet weten hoe het gaat.
mine-news-moved-up = Er kwam een plek vrij. Je gaat naar { $name }.
mine-news-changed = Er is iets veranderd bij { $name }.
mine-news-cancelled = { $name } gaat niet door.
mine-news-other = Er is nieuws over { $name }.

mine-missing-matching = Je maatjes zijn er nu even niet. Kijk straks nog eens.
mine-missing-meetups = Je bijeenkomsten zijn er nu even niet. Kijk straks nog eens.
mine-missing-toolbox = Je kaarten zijn er nu even niet. Kijk straks nog eens.

mine-devices-title = Jouw apparaten
mine-devices-lead = Op deze apparaten ben je aangemeld.
mine-devices-unknown = Onbekend apparaat
mine-devices-this = Dit apparaat
mine-devices-seen = Laatst gebruikt op { $date }, { $time }
mine-devices-since = Aangemeld op { $date }.
mine-devices-ends = Stopt vanzelf op { $date }.
mine-devices-end = Meld dit apparaat af
mine-devices-strange = Zie je een apparaat dat niet van jou is? Meld het af. Vertel het daarna aan je school.
mine-flash-device-ended = Dat apparaat is afgemeld.

mine-access-title = Sleutels voor programma’s
mine-access-lead = Met een sleutel haalt een programma gegevens op in jouw naam. Deel hem met niemand.
mine-access-made = Je nieuwe sleutel
mine-access-made-once = Kopieer hem nu. Je ziet hem maar één keer.
mine-access-mine = Jouw sleutels
mine-access-none = Je hebt geen sleutels.
mine-access-used = Laatst gebruikt op { $date }
mine-access-unused = Nog niet gebruikt
mine-access-since = Gemaakt op { $date }.
mine-access-ends = Werkt tot { $date }, { $time }.
mine-access-revoke = Trek in
mine-access-new = Maak een sleutel
mine-access-name = Naam
mine-access-name-hint = Waar gebruik je hem voor? Dan herken je hem later.
mine-access-how-long = Hoelang werkt hij?
mine-access-hours-24 = Een dag
mine-access-hours-168 = Een week
mine-access-hours-720 = 30 dagen
mine-access-hours-8760 = Een jaar
mine-access-hours-other = Anders
mine-access-make = Maak de sleutel
mine-flash-revoked = De sleutel is ingetrokken. Hij werkt niet meer.
