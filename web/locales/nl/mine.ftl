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
mine-step-me-read =
    { $count ->
        [one] Lees 1 nieuw bericht van { $name }.
       *[other] Lees { $count } nieuwe berichten van { $name }.
    }
mine-step-me-other = Kijk wat je nu kunt doen.
mine-step-other-be-asked = Eerst antwoordt een ander. Daarna vragen wij { $name }.
mine-step-other-answer = { $name } zegt ja of nee.
mine-step-other-reply = { $name } geeft antwoord op je vraag.
mine-step-other-meet = { $name } spreekt met je af.
mine-step-other-check-in = { $name } zegt hoe het gaat.
mine-step-other-other = { $name } is aan zet.
mine-kind-community = Gemeenschap
mine-step-community-react = Je oproep staat op het bord van { $name }. Nu zijn anderen aan zet.
mine-step-community-needed = Heb je dit nog nodig? Zeg het voor deze dag, anders stopt je oproep.
mine-step-community-thank = Er is een reactie. Is het gelukt? Zeg dank je wel.
mine-step-community-let-in = Wil meedoen in { $name }. Zeg ja of nee.
mine-step-community-be-let-in = Je vroeg of je mag meedoen. Je hoort het voor deze dag.
mine-step-community-answer = Een onderwerp voor { $name }. Zeg wat ermee gebeurt.
mine-step-community-be-answered = Je onderwerp ligt bij { $name }. Uiterlijk op deze dag kijken zij ernaar.
mine-step-community-other = Er loopt iets in { $name }.
mine-step-come = Je hebt een plek.
mine-kind-waiting-list = Maatje
mine-run-waiting-list = De wachtlijst
mine-step-waiting-list = Komt er een plek vrij? Dan vragen wij voor jou.
mine-step-offered = Er is een plek voor je. Kom je? Zeg ja voor deze dag.
mine-step-place-free = Er is nog een plek. Wie het eerst ja zegt, heeft hem.
mine-step-waiting = Je staat op plek { $position } van de wachtlijst. Komt er een plek vrij, dan hoor je het.

mine-news-all = Lees ze bij je vragen en ruim ze op
mine-news-moved-up = Er kwam een plek vrij. Je gaat naar { $name }.
mine-news-offered = Er kwam een plek vrij bij { $name }. Zeg op tijd of je komt.
mine-news-lapsed = Je plek bij { $name } ging naar de volgende. Je kunt weer op de lijst.
mine-news-place-free = Er is nog een plek bij { $name }. Wie het eerst ja zegt, heeft hem.
mine-news-changed = Er is iets veranderd bij { $name }.
mine-news-cancelled = { $name } gaat niet door.
mine-news-other = Er is nieuws over { $name }.

mine-missing-matching = Je maatjes zijn er nu even niet. Kijk straks nog eens.
mine-missing-talks = Je gesprekken zijn er nu even niet. Kijk straks nog eens.
mine-missing-meetups = Je bijeenkomsten zijn er nu even niet. Kijk straks nog eens.
mine-missing-toolbox = Je kaarten zijn er nu even niet. Kijk straks nog eens.
mine-since = sinds { $date }

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

mine-calendar-title = Alles in je eigen agenda
mine-calendar-lead = Maak een geheim adres en zet het in je agenda. Daarna zie je daar zelf wat er komt.
mine-calendar-made = Je nieuwe adres
mine-calendar-once = Kopieer het nu. Je ziet het maar één keer. Kies in je agenda voor: abonneren of toevoegen via een adres.
mine-calendar-secret = Deel het met niemand. Wie het adres heeft, ziet wat jij ziet.
mine-calendar-form-all = Je groepen en je regio
mine-calendar-form-mine = Alleen waar jij heen gaat
mine-calendar-form-other = Een agenda
mine-calendar-about-all = Je ziet wat er komt in je groepen en je regio.
mine-calendar-about-mine = Je ziet waar je een plek hebt. De link om online mee te doen staat erbij.
mine-calendar-about-other = Je ziet wat er komt.
mine-calendar-region = Je regio is nu { $name }.
mine-calendar-none = Je hebt nog geen adres.
mine-calendar-since = Je hebt een adres sinds { $date }.
mine-calendar-renews = Maak je een nieuw adres? Dan werkt het oude niet meer.
mine-calendar-make = Maak een adres
mine-calendar-renew = Maak een nieuw adres
mine-calendar-stop = Trek in
mine-calendar-kinds = Volg een soort bijeenkomst
mine-calendar-kinds-text = Deze adressen zijn voor iedereen. Je ziet wat er in het hele land komt.
mine-flash-calendar = Het adres is ingetrokken. Het werkt niet meer.

mine-consent-title = Wat jij goed vindt
mine-consent-lead = Jij kiest wat wij mogen doen. Je kunt het altijd weer uitzetten.
mine-consent-purpose-found = Gevonden worden
mine-consent-purpose-contacted = Gevraagd worden
mine-consent-purpose-mail = Herinneringen per mail
mine-consent-purpose-asked = Vragen hoe het ging
mine-consent-purpose-zorg = Delen met de zorgconsulent
mine-consent-purpose-other = Iets anders
mine-consent-text-found = Studenten zien jou als maatje of rolmodel. Ze zien je voornaam, je eerste letter en je keuzes.
mine-consent-text-contacted = Anderen mogen je iets vragen. Zet je dit uit? Dan stoppen de vragen die open staan.
mine-consent-text-mail = We mailen je als iets bijna begint of als iets op jou wacht.
mine-consent-text-asked = Na een tijdje vragen we hoe het gaat met je maatje.
mine-consent-text-zorg = De zorgconsulent van je school mag zien dat je hier meedoet.
mine-consent-text-other = Dit staat hier nog niet beschreven.
mine-consent-on = Staat aan
mine-consent-off = Staat uit
mine-consent-since = Zo sinds { $date }.
mine-consent-give = Zet aan
mine-consent-withdraw = Zet uit
mine-consent-history = Wat je eerder koos
mine-consent-history-none = Je hebt nog niets gekozen.
mine-consent-given-found = Je zette aan: gevonden worden.
mine-consent-given-contacted = Je zette aan: gevraagd worden.
mine-consent-given-mail = Je zette aan: herinneringen per mail.
mine-consent-given-asked = Je zette aan: vragen hoe het ging.
mine-consent-given-zorg = Je zette aan: delen met de zorgconsulent.
mine-consent-given-other = Je zette iets aan.
mine-consent-withdrawn-found = Je zette uit: gevonden worden.
mine-consent-withdrawn-contacted = Je zette uit: gevraagd worden.
mine-consent-withdrawn-mail = Je zette uit: herinneringen per mail.
mine-consent-withdrawn-asked = Je zette uit: vragen hoe het ging.
mine-consent-withdrawn-zorg = Je zette uit: delen met de zorgconsulent.
mine-consent-withdrawn-other = Je zette iets uit.
mine-flash-consent-done = Dat geldt nu overal.
mine-flash-consent-pending = Je keuze wordt verwerkt. Over een paar tellen geldt ze overal.

mine-data-title = Mijn gegevens
mine-data-lead = Dit weten wij van jou. Het is van jou: je kunt het meenemen en laten wissen.
mine-data-file = Bewaar alles als bestand
mine-data-nothing = Hier staat niets over jou.
mine-data-missing-accounts = Je account is er nu even niet. Kijk straks nog eens.
mine-data-missing-toolbox = Je kaarten zijn er nu even niet. Kijk straks nog eens.
mine-data-missing-matching = Je maatjes zijn er nu even niet. Kijk straks nog eens.
mine-data-missing-meetups = Je bijeenkomsten zijn er nu even niet. Kijk straks nog eens.
mine-data-missing-other = Een deel is er nu even niet. Kijk straks nog eens.
mine-data-part-accounts = Je account
mine-data-part-toolbox = De trukendoos
mine-data-part-matching = Maatjes
mine-data-part-meetups = Bijeenkomsten
mine-data-part-other = Iets anders
mine-data-table-person = Wie je bent
mine-data-table-mailbox = Je e-mailadres
mine-data-table-held_role = Je rollen
mine-data-table-role_deed = Wat er met je rollen gebeurde
mine-data-table-session = Waar je bent aangemeld
mine-data-table-access_token = Je sleutels
mine-data-table-consent = Wat jij goed vindt
mine-data-table-consent_deed = Wat je eerder koos
mine-data-table-parent_link = Links voor een ouder
mine-data-table-parent_consent = Wat je ouder zei
mine-data-table-waiting = Dat je op een ouder wacht
mine-data-table-recovery = Links naar je account
mine-data-table-block = Wie je niet wilt zien
mine-data-table-report = Wat je hebt gemeld
mine-data-table-look = Wie er heeft gekeken
mine-data-table-card = Je kaarten
mine-data-table-revision = Wat je aan kaarten hebt veranderd
mine-data-table-profile = Je profiel
mine-data-table-vog = Je VOG
mine-data-table-standing = Of we je mogen tonen en vragen
mine-data-table-request = Vragen van jou en aan jou
mine-data-table-conversation = Wat er in je gesprekken staat
mine-data-table-own_calendar = Adressen voor je agenda
mine-data-table-source = Agenda’s van anderen die je toevoegde
mine-data-table-notice = Nieuws voor jou
mine-data-table-asker = Hoeveel vragen je open hebt staan
mine-data-table-place = Hoeveel plekken je hebt
mine-data-table-community = Gemeenschappen waar je voor zorgt
mine-data-table-membership = Gemeenschappen waar je meedoet
mine-data-table-event = Bijeenkomsten die je hebt gemaakt
mine-data-table-signup = Waar je heen gaat
mine-data-table-signup_deed = Waar je je voor hebt aangemeld
mine-data-table-job = Wat nog moet gebeuren
mine-data-table-entry = Wat je vroeg of aanbood
mine-data-table-reaction = Waar je op reageerde
mine-data-table-topic = Onderwerpen die je voorstelde
mine-data-table-topic-support = Onderwerpen die je ook wilt
mine-data-table-join-request = Waar je mee wilt doen
mine-data-table-other = Iets anders
mine-data-stays-cards =
    { $count ->
        [one] 1 kaart blijft staan, zonder jouw naam.
       *[other] { $count } kaarten blijven staan, zonder jouw naam.
    }
mine-data-stays-requests =
    { $count ->
        [one] Bij 1 vraag weet de ander nog wat er gebeurde, zonder jouw naam.
       *[other] Bij { $count } vragen weet de ander nog wat er gebeurde, zonder jouw naam.
    }
mine-data-stays-conversations =
    { $count ->
        [one] In 1 gesprek blijft staan wat de ander schreef. Jouw woorden gaan weg.
       *[other] In { $count } gesprekken blijft staan wat de ander schreef. Jouw woorden gaan weg.
    }
mine-data-stays-events =
    { $count ->
        [one] 1 bijeenkomst blijft staan, zonder jouw naam.
       *[other] { $count } bijeenkomsten blijven staan, zonder jouw naam.
    }
mine-data-stays-communities =
    { $count ->
        [one] 1 gemeenschap gaat door zonder jou.
       *[other] { $count } gemeenschappen gaan door zonder jou.
    }
mine-data-stays-topics =
    { $count ->
        [one] 1 onderwerp blijft staan, zonder jouw naam.
       *[other] { $count } onderwerpen blijven staan, zonder jouw naam.
    }
mine-data-stays-other = Er blijft iets staan, zonder jouw naam.

mine-erase-title = Wis mijn gegevens
mine-erase-text = Dan is je account weg. Wat loopt, stopt. Je kunt dit niet ongedaan maken.
mine-erase-stays = Dit houden anderen
mine-erase-not-sure = Kruis aan dat je zeker bent. Daarna wissen we je gegevens.
mine-erase-sure = Ik weet het zeker
mine-erase-send = Wis alles van mij
mine-erased-title = Je gegevens worden gewist
mine-erased-done = Het is klaar. Wij weten niets meer van je.
mine-erased-pending = Je account is weg. Hier wissen we nog:
mine-erased-look = Kijk opnieuw
mine-erased-home = Naar de voorpagina

mine-role-student = Student
mine-role-maatje = Studiemaatje
mine-role-rolmodel = Rolmodel
mine-role-docent = Docent
mine-role-coordinator = Coördinator
mine-role-zorgconsulent = Zorgconsulent
mine-role-moderator = Moderator
mine-role-beheerder = Beheerder
mine-role-other = Andere rol
mine-roles-title = Jouw rollen
mine-roles-lead = Een rol zegt wat je hier kunt doen. Je ziet wie je een rol gaf en tot wanneer.
mine-roles-mine = Jouw rollen
mine-roles-none = Je hebt geen rol.
mine-roles-given = Rollen die jij gaf
mine-roles-given-none = Je hebt niemand een rol gegeven.
mine-roles-give = Geef iemand een rol
mine-roles-who = Aan wie?
mine-roles-who-hint = Het e-mailadres van deze persoon.
mine-roles-which-role = Welke rol?
mine-roles-where = Waar geldt de rol?
mine-roles-which = Welke regio, school of welk programma?
mine-roles-which-hint = Een code, zoals NL-UT of RMC-19. Leeg als de rol overal geldt.
mine-roles-until = Tot en met welke dag?
mine-roles-until-hint = Schrijf het zo: 2027-07-31. Sommige rollen stoppen altijd binnen een jaar.
mine-roles-give-send = Geef deze rol
mine-roles-history = Wat er gebeurde
mine-roles-since = Sinds { $date }.
mine-roles-ends = Stopt op { $date }.
mine-roles-end = Stop deze rol
mine-roles-place-everywhere = Geldt overal
mine-roles-place-region = Geldt in { $which }
mine-roles-place-school = Geldt op de school { $which }
mine-roles-place-programme = Geldt in het programma { $which }
mine-roles-place-other = Geldt ergens anders
mine-roles-scope-everywhere = Overal
mine-roles-scope-school = Op een school
mine-roles-scope-region = In een regio
mine-roles-scope-programme = In een programma
mine-roles-scope-other = Ergens anders
mine-roles-deed-given = gekregen
mine-roles-deed-given-by-command = gekregen vanaf de opdrachtregel van de site
mine-roles-deed-ended = gestopt
mine-roles-deed-other = veranderd
mine-flash-role-given = De rol is gegeven.
mine-flash-role-ended = De rol is gestopt.

mine-safety-title = Veilig voelen
mine-safety-lead = Wie wil je niet zien? Wat heb je gemeld? En wie heeft er gekeken?
mine-safety-blocks = Wie je niet wilt zien
mine-safety-blocks-none = Je hebt niemand geblokkeerd.
mine-safety-since = Geblokkeerd op { $date }.
mine-safety-unblock = Zie elkaar weer
mine-safety-reports = Wat je hebt gemeld
mine-safety-reports-none = Je hebt niets gemeld.
mine-safety-looks = Wie er heeft gekeken
mine-safety-looks-text = Meldt iemand iets van jou? Dan kijkt een moderator. Elke keer dat dit gebeurt, staat hier.
mine-safety-looks-none = Er heeft niemand gekeken.
mine-flash-unblocked = Jullie kunnen elkaar weer zien.

mine-kind-question = Vraag
mine-kind-vraag = Een vraag van een team
mine-kind-antwoord = Een antwoord op een vraag
mine-kind-kaart = Een kaart
mine-kind-verzoek = Een vraag aan een maatje
mine-kind-bericht = Een bericht in een gesprek
mine-kind-talk = Gesprek
mine-kind-bijeenkomst = Een bijeenkomst
mine-kind-gemeenschap = Een gemeenschap
mine-kind-oproep = Een oproep in een gemeenschap
mine-kind-persoon = Een persoon
mine-kind-other = Iets anders
mine-reason-onveilig = Ik voel me niet veilig
mine-reason-grof = Het is grof of kwetst iemand
mine-reason-nep = Het is nep of klopt niet
mine-reason-contact = Iemand vraagt om contact buiten Kansrijk
mine-reason-anders = Iets anders
mine-reason-other = Iets anders
mine-outcome-gesproken = We hebben met de ander gesproken.
mine-outcome-verwijderd = We hebben het weggehaald.
mine-outcome-school = We hebben de school gevraagd om te helpen.
mine-outcome-niets = We hebben gekeken. We hoefden niets te doen.
mine-outcome-other = We hebben gekeken.
mine-report-title = Meld iets
mine-report-lead = Een moderator kijkt binnen twee dagen. De ander hoort niet wie dit meldde.
mine-report-about = Je meldt:
mine-report-message = Dit staat erin:
mine-report-why = Wat is er aan de hand?
mine-report-words = Wil je er iets bij vertellen?
mine-report-words-hint = Dit leest alleen de moderator.
mine-report-send = Meld dit
mine-report-block = Ik wil deze persoon niet meer zien
mine-report-made = Gemeld op { $date }.
mine-report-step-look = Een moderator kijkt hiernaar.
mine-report-step-other = Dit wacht op een moderator.
mine-flash-reported = Dank je. Een moderator kijkt hiernaar.
mine-reports-title = Meldingen
mine-reports-lead = Dit wacht op jou. Open je een melding? Dan ziet de ander dat er is gekeken.
mine-reports-open = Open meldingen
mine-reports-none = Er zijn geen meldingen.
mine-one-report-title = Een melding
mine-one-report-words = Wat er gebeurde
mine-one-report-message = Het bericht
mine-one-report-message-gone = Dit bericht is er niet meer.
mine-one-report-look = Bekijk waar het over gaat
mine-one-report-done = Wat heb je gedaan?
mine-one-report-close = Rond af
mine-flash-report-closed = De melding is afgerond.

mine-parent-title = Toestemming van een ouder
mine-parent-lead = { $name } wil meedoen met Kansrijk en is nog geen 16. Daarom vragen we het aan jou.
mine-parent-what = Zo werkt het:
mine-parent-point-1 = Studenten helpen elkaar. Jouw kind ziet alleen volwassenen met een geldige VOG.
mine-parent-point-2 = Praten gaat alleen via Kansrijk. Wij tonen geen adres en geen nummer.
mine-parent-point-3 = Jij en je kind kunnen altijd stoppen. Dan is je kind meteen voor niemand meer te zien.
mine-parent-given = Je vindt het goed dat { $name } meedoet.
mine-parent-withdraw = Ik vind het niet meer goed
mine-parent-yes = Ik vind het goed
mine-parent-no = Ik vind het niet goed
mine-parent-ends = Deze link werkt tot { $date }. Bewaar de mail als je later wilt stoppen.
mine-parent-ended = Deze link werkt niet meer. Vraag je kind om een nieuwe.
mine-flash-parent-yes = Dank je. Je kind kan nu meedoen.
mine-flash-parent-no = Je kind doet niet mee. Niemand kan je kind nog zien. Over 30 dagen wissen we alles.

mine-safety-recoveries = Links naar je account
mine-safety-recoveries-text = Een beheerder kan zo'n link maken als je niet meer kunt aanmelden. Vroeg jij dit niet? Stop de link dan, ook als die al is gebruikt.
mine-safety-recovery-until = Dit verandert vanzelf op { $date } om { $time }.
mine-safety-recovery-withdraw = Stop deze link
mine-recovery-asked = deze link wacht op akkoord van iemand anders
mine-recovery-waits = deze link werkt pas na een wachttijd
mine-recovery-settling = deze link is gebruikt, je kunt dat nog terugdraaien
mine-recovery-open = deze link werkt nog
mine-recovery-used = deze link is gebruikt
mine-recovery-withdrawn = deze link is gestopt
mine-recovery-ended = deze link is verlopen
mine-safety-deeds = Wat een beheerder met je account deed
mine-account-deed-signed-out = je bent overal afgemeld
mine-account-deed-other = er is iets met je account gedaan
mine-flash-recovery-withdrawn = De link werkt niet meer.
mine-recovery-other = we weten niet wat er met deze link is
mine-flash-blocked = Je hebt deze persoon geblokkeerd. Hieronder draai je dat terug.

mine-teams = Jouw teams
mine-teams-nothing = Je zit nog niet in een team.
mine-teams-find = Zoek een team
mine-teams-found = Begin een team
mine-kind-team = Team
mine-step-team-answer = Wil bij { $name }. Zeg ja of nee.
mine-step-team-asked = { $name } antwoordt op je vraag.
mine-team-news-joined = Je zit nu in { $name }.
mine-team-news-declined = { $name } zei nu nee. Zoek gerust een ander team.
mine-team-news-ended = { $name } antwoordde niet op tijd. Je vraag is gestopt.
mine-team-news-unanswered = Iemand wilde bij { $name }. Niemand antwoordde op tijd.
mine-team-news-other = Er is nieuws over { $name }.
mine-missing-teams = Je teams zijn er nu even niet. Kijk straks nog eens.

mine-suspensions-title = Schorsingen
mine-suspensions-lead = Wie hier staat, ziet niemand en doet even niet mee. Kijk eerst of een gesprek genoeg is.
mine-suspensions-none = Nu is niemand geschorst.
mine-suspensions-standing = Wie nu geschorst is
mine-suspensions-since = Sinds { $date }
mine-suspensions-until = Tot { $date }
mine-suspensions-open = Zonder einddatum
mine-suspensions-objection = Bezwaar
mine-suspensions-answer-by = Antwoord voor { $date }.
mine-suspensions-upheld = Iemand keek opnieuw. De schorsing bleef.
mine-suspensions-lift = Opheffen
mine-suspensions-uphold = De schorsing blijft
mine-suspensions-new = Iemand schorsen
mine-suspensions-what = De ander krijgt een mail met jouw uitleg. Aanmelden, sleutels en open vragen stoppen meteen.
mine-suspensions-rights = De ander houdt het recht op de eigen gegevens, en kan één keer bezwaar maken.
mine-suspensions-report = Je schorst degene over wie deze melding gaat.
mine-suspensions-who = Wie?
mine-suspensions-who-hint = Het e-mailadres of het nummer van het account.
mine-suspensions-why = Waarom?
mine-suspensions-words = Wat is er gebeurd?
mine-suspensions-words-hint = De ander leest dit. Noem niet wie het meldde.
mine-suspensions-last-day = Laatste dag
mine-suspensions-last-day-hint = Bijvoorbeeld 2026-08-31. Leeg is zonder einddatum.
mine-suspensions-go = Schorsen
mine-one-report-suspend = Dit account schorsen
mine-suspended-title = Geschorst
mine-suspended-lead = Je account is geschorst. Anderen zien je niet, en je kunt niet meedoen.
mine-suspended-why = Waarom
mine-suspended-who-moderator = Een moderator besliste dit op { $date }.
mine-suspended-who-beheerder = Een beheerder besliste dit op { $date }.
mine-suspended-who-other = Dit is beslist op { $date }.
mine-suspended-until = Dit duurt tot { $date }. Daarna kun je vanzelf weer meedoen.
mine-suspended-open = Er is geen einddatum. Een moderator of beheerder kan het opheffen.
mine-suspended-object = Niet mee eens?
mine-suspended-object-text = Vertel waarom. Iemand anders kijkt opnieuw, binnen twee weken. Dit kan één keer.
mine-suspended-words = Waarom ben je het er niet mee eens?
mine-suspended-send = Bezwaar maken
mine-suspended-objected = Je bezwaar
mine-suspended-answer-by = Iemand anders kijkt ernaar, voor { $date }. Je krijgt een mail als de schorsing stopt.
mine-suspended-upheld = Iemand anders keek er op { $date } naar. De schorsing blijft.
mine-suspended-data = Je gegevens blijven van jou
mine-suspended-data-text = Je kunt ze bekijken, meenemen en wissen.
mine-suspended-data-go = Naar mijn gegevens
mine-flash-suspended = Dit account is geschorst. De ander krijgt een mail.
mine-flash-suspension-lifted = De schorsing is opgeheven. De ander krijgt een mail.
mine-flash-suspension-upheld = De schorsing blijft. De ander ziet dat bij het aanmelden.
mine-flash-objected = Je bezwaar is verstuurd.
mine-account-deed-suspended = je account is geschorst
mine-account-deed-suspension-lifted = de schorsing is opgeheven
mine-account-deed-suspension-over = de schorsing is voorbij
mine-account-deed-suspension-upheld = de schorsing bleef na je bezwaar
mine-data-table-suspension = Waarom je geschorst bent
mine-data-table-suspended = Dat je geschorst bent
mine-data-table-invitation = Uitnodigingen die je stuurde
mine-attended = Waar je was
mine-attended-text = Op de pagina haal je je bewijs van deelname.
