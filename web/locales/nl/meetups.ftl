### Bijeenkomsten and learning communities. Keys begin with "meetups-".

meetups-kind-leergemeenschap = Leergroep
meetups-kind-kennismaking = Kennismaken
meetups-kind-training = Training
meetups-kind-intervisie = Intervisie
meetups-kind-gesprekstafel = Gesprekstafel
meetups-kind-kennisdeling = Kennis delen
meetups-kind-themadag = Themadag
meetups-kind-seminar = Seminar of webinar
meetups-kind-open-dag = Open dag of meelopen
meetups-kind-debat = Debat
meetups-kind-theater = Theater
meetups-kind-huiskamerfestival = Huiskamerfeest
meetups-kind-bustour = Bustour of werkbezoek
meetups-kind-pitchdag = Pitchdag
meetups-kind-start-pilot = Start van een proef
meetups-kind-lancering = Aftrap
meetups-kind-jubileum = Feest
meetups-kind-prijsuitreiking = In het zonnetje
meetups-kind-other = Bijeenkomst

meetups-access-wheelchair = Rolstoel
meetups-access-sign-language = Gebarentolk
meetups-access-live-subtitles = Ondertitels
meetups-access-quiet-room = Rustige kamer
meetups-access-other = Vraag het na

meetups-skill-reflectie = Terugkijken
meetups-skill-feedback = Feedback
meetups-skill-weerbaarheid = Sterk staan
meetups-skill-other = Leren

meetups-side-student = student
meetups-side-docent = docent
meetups-side-aankomend-docent = ik word docent
meetups-side-other = lid
meetups-sides-student = Studenten
meetups-sides-docent = Docenten
meetups-sides-aankomend-docent = Worden docent

meetups-tier-school = Leergroep van een school
meetups-tier-regio = Leergroep van de regio
meetups-tier-other = Leergroep

meetups-missing-students = Er doen nog geen studenten mee. Ken je er een? Deel deze pagina.
meetups-missing-teachers = Er doen nog geen docenten mee. Ken je er een? Deel deze pagina.
meetups-missing-second-school = Er doet nog maar één school mee. Een groep van de regio heeft er twee of meer.
meetups-missing-other = Deze groep zoekt nog mensen.

meetups-repeat-week = Elke week
meetups-repeat-twee-weken = Om de week
meetups-repeat-vier-weken = Om de vier weken
meetups-repeat-blijft = Zoals het nu is
meetups-repeat-other = Vaker

meetups-status-cancelled = Gaat niet door
meetups-status-over = Dit was er al
meetups-status-open = Plek voor wie wil
meetups-status-full = Vol
meetups-status-waiting =
    { $count ->
        [one] Vol, 1 wacht
       *[other] Vol, { $count } wachten
    }
meetups-status-free =
    { $count ->
        [one] Nog 1 plek
       *[other] Nog { $count } plekken
    }
meetups-recurs = Vaker

meetups-board-title = Bijeenkomsten
meetups-board-past-title = Dit was er al
meetups-board-lead = Leer van scholen bij jou in de buurt. Kijk wat er komt en doe mee.
meetups-board-new = Zet iets op de agenda
meetups-board-search = Wat zoek je?
meetups-board-region = Regio
meetups-board-region-any = Heel Nederland
meetups-board-kind = Soort
meetups-board-kind-any = Alles
meetups-board-access = Wat heb je nodig?
meetups-board-access-any = Niets bijzonders
meetups-board-calendar = Zet deze soort in je agenda
meetups-board-count =
    { $count ->
        [0] Niets gevonden
        [one] 1 gevonden
       *[other] { $count } gevonden
    }
meetups-board-clear = Wis je keuze
meetups-board-coming = Kijk wat er komt
meetups-board-past = Kijk wat er was
meetups-board-nothing = Hier staat nu niets
meetups-board-nothing-text = Er staat nog niets gepland. Kijk straks nog eens.
meetups-board-nothing-filtered = Kies een andere regio. Of gebruik een ander woord.
meetups-board-map = Op de kaart
meetups-board-map-text = Tik op je provincie.
meetups-board-map-list = Of kies uit de lijst

meetups-meetup-title = { $title }
meetups-when = Wanneer
meetups-until = tot
meetups-where = Waar
meetups-where-later = De plek hoor je nog
meetups-where-both = Of doe online mee
meetups-region = Regio { $name }
meetups-by = Van
meetups-outcome = Wat nemen we mee?
meetups-later = En daarna
meetups-facts = Goed om te weten
meetups-cost = Kosten
meetups-travel = Reizen
meetups-skills = Je oefent
meetups-access = Toegang
meetups-access-unknown = Nog niet bekend. Vraag het als je iets nodig hebt.
meetups-organiser = Contact
meetups-cohosts = Samen met
meetups-cancelled = Dit gaat niet door.
meetups-your-place = Jouw plek
meetups-mine-placed = Je hebt een plek
meetups-mine-waiting = Plek { $position } op de wachtlijst
meetups-mine-offered = Er is een plek voor je
meetups-mine-free = Er is nog een plek
meetups-mine-lapsed = Je plek ging naar de volgende
meetups-mine-until = Hij is voor jou tot { $date }, { $time }. Daarna gaat hij naar de volgende.
meetups-confirm = Ja, ik kom
meetups-mine-see-you = We zien je op { $date }.
meetups-mine-move-up = Komt er een plek vrij? Dan houden we hem een dag voor je vast. Je hoort het.
meetups-link = Doe online mee
meetups-leave = Ik kom toch niet
meetups-offer-place = Ik kom
meetups-offer-waiting = Zet me op de wachtlijst
meetups-offer-hint = Eén tik is genoeg. Kom je toch niet? Dan zeg je dat hier.
meetups-add-to-calendar = Zet in je agenda
meetups-organise = Voor wie dit regelt
meetups-see-signups = Wie komt er?
meetups-edit = Pas aan
meetups-cancel = Gaat niet door
meetups-back = Terug

meetups-flash-placed = Je hebt een plek. Tot dan!
meetups-flash-waiting = Je staat op de wachtlijst. Je hoort het als er een plek vrijkomt.
meetups-flash-left = Je komt niet. Dank je dat je het zegt.
meetups-flash-published = Het staat op de agenda. Iedereen kan het zien.
meetups-flash-changed = Het is aangepast.
meetups-flash-cancelled = Het gaat niet door. Wie zou komen, krijgt bericht.
meetups-flash-joined = Fijn dat je meedoet!
meetups-flash-left-community = Je doet niet meer mee.

meetups-new-title = Zet iets op de agenda
meetups-new-lead = Vul in wat je weet. De rest kan later.
meetups-new-not-yours = Dit kan alleen wie deze regio of groep leidt. Kies een andere regio of groep.
meetups-new-publish = Zet het op de agenda
meetups-edit-title = Pas aan: { $title }
meetups-edit-people =
    { $count ->
        [one] 1 mens staat op de lijst. Verander je de tijd of plek? Dan hoort die het.
       *[other] { $count } mensen staan op de lijst. Verander je de tijd of plek? Dan horen ze het.
    }
meetups-edit-save = Bewaar
meetups-cancel-title = Gaat niet door: { $title }
meetups-cancel-lead = Weet je het zeker? Het zou zijn op { $date }.
meetups-cancel-people =
    { $count ->
        [one] 1 mens krijgt bericht.
       *[other] { $count } mensen krijgen bericht.
    }
meetups-cancel-reason = Waarom niet?
meetups-cancel-reason-hint = Eén zin voor wie zou komen.
meetups-cancel-do = Het gaat niet door
meetups-cancel-keep = Toch wel, ga terug
meetups-signups-title = Wie komt er? { $title }
meetups-signups-placed = Met een plek
meetups-signups-of = van { $count }
meetups-signups-waiting = Op de wachtlijst
meetups-signups-nobody = Nog niemand
meetups-signups-nobody-text = Deel de pagina. Dan zien meer mensen het.

meetups-form-title = Hoe heet het?
meetups-form-day = Dag
meetups-form-from = Van
meetups-form-until = Tot
meetups-form-place = Plek
meetups-form-place-hint = Naam, straat en stad. Of laat leeg als het online is.
meetups-form-link = Link om mee te doen
meetups-form-link-hint = Alleen wie een plek heeft, ziet de link.
meetups-form-region = Regio
meetups-form-region-empty = Kies een regio
meetups-form-kind = Soort
meetups-form-community = Leergroep
meetups-form-community-none = Geen groep
meetups-form-capacity = Hoeveel plekken?
meetups-form-capacity-hint = Leeg: er is plek voor wie wil.
meetups-form-description = Wat gaan we doen?
meetups-form-description-hint = Een paar korte zinnen.
meetups-form-more = Meer kiezen: toegang, kosten, vaker
meetups-form-access = Wat is er?
meetups-form-skills = Wat oefen je hier?
meetups-form-cost = Kosten
meetups-form-cost-hint = Schrijf ook op als het gratis is.
meetups-form-travel = Reizen
meetups-form-cohosts = Samen met wie?
meetups-form-cohosts-hint = Zet een komma tussen de namen.
meetups-form-repeat = Komt het terug?
meetups-form-repeat-once = Nee, één keer
meetups-form-times = Hoeveel keer?
meetups-form-all-day = Het duurt de hele dag
meetups-form-last-day = Laatste dag
meetups-form-last-day-hint = Alleen als het meer dagen duurt.
meetups-form-outcome = Wat nemen we mee?

meetups-community-title = { $name }
meetups-schools =
    { $count ->
        [one] 1 school
       *[other] { $count } scholen
    }
meetups-you-are = Je doet mee: { $side }
meetups-mix = Wie doen er mee?
meetups-join = Doe mee
meetups-join-as = Hoe doe je mee?
meetups-goals = Dit oefenen we
meetups-community-coming = Dit komt eraan
meetups-community-past = Dit was er al
meetups-community-nothing = Er staat nog niets gepland
meetups-community-nothing-text = Kijk ook wat er in de regio is.
meetups-follow = Mis niets van deze groep
meetups-follow-text = Zet deze agenda in je telefoon. Wat nieuw is, komt er vanzelf in.
meetups-follow-calendar = Zet in je agenda
meetups-follow-atom = Nieuws (Atom)
meetups-members = Dit zijn we
meetups-coordinates = regelt het
meetups-leave-community = Ik stop

meetups-problem-title-missing = Er is nog geen naam. Geef het een naam.
meetups-problem-title-too-short = Maak de naam iets langer. Drie letters of meer.
meetups-problem-title-too-long = Maak de naam korter. Het kan tot 200 letters.
meetups-problem-kind-unknown = Kies een soort uit de lijst.
meetups-problem-region-missing = Kies een regio.
meetups-problem-region-unknown = Kies een regio uit de lijst.
meetups-problem-community-unknown = Kies een groep uit de lijst. Of laat dit leeg.
meetups-problem-starts-missing = Vul de dag en de tijd in.
meetups-problem-starts-unreadable = We snappen deze dag of tijd niet. Vul hem nog eens in.
meetups-problem-ends-missing = Vul in hoe laat het stopt.
meetups-problem-ends-unreadable = We snappen deze tijd niet. Vul hem nog eens in.
meetups-problem-ends-before-starts = Het stopt voor het begint. Kies een later einde.
meetups-problem-ends-too-late = Het duurt te lang. Kies hoogstens 31 dagen.
meetups-problem-timezone-unknown = Deze tijdzone is er niet.
meetups-problem-text-too-long = Deze tekst is te lang. Maak hem korter.
meetups-problem-link-unreadable = Een link begint met https. Plak de hele link.
meetups-problem-capacity-out-of-range = Vul een getal in van 1 tot 100.000. Of laat dit leeg.
meetups-problem-accessibility-unknown = Kies uit wat er staat.
meetups-problem-skill-unknown = Kies uit wat er staat.
meetups-problem-recurrence-unreadable = We snappen dit niet. Kies hoe vaak en vul een getal in.
meetups-problem-recurrence-too-often = Dit is te vaak. Kies iets ruimers.
meetups-problem-date-unreadable = We snappen deze dag niet.
meetups-problem-page-out-of-range = Deze bladzij is er niet. Begin bij de eerste.
meetups-problem-per-page-out-of-range = Kies van 1 tot 100.
meetups-problem-event-not-yours = Dit kan alleen wie deze regio of groep leidt.
meetups-problem-event-cancelled = Dit gaat niet door.
meetups-problem-event-over = Dit was er al. Kijk of er iets nieuws is.
meetups-problem-signup-already = Je stond al op de lijst.
meetups-problem-signup-none = Je stond niet op de lijst.
meetups-problem-signup-no-offer = Deze plek is niet meer vrij voor jou. Kijk hoe het nu staat.
meetups-problem-signup-name = Vul je naam in. Je voornaam is genoeg.
meetups-problem-signup-age = Zonder account kom je vanaf 16 jaar. Ben je jonger? Vraag je docent of ouder.
meetups-problem-signup-too-many = Er kwamen hiervandaan veel aanmeldingen. Probeer het over een uur.
meetups-problem-reminder-unknown = Kies uit wat er staat.
meetups-problem-attendance-early = Dit kan vanaf 2 uur voor het begin.
meetups-problem-door-unknown = Deze code is van niemand hier. Kijk hem na.
meetups-problem-name-too-short = Maak de naam iets langer.
meetups-problem-name-too-long = Maak de naam korter.
meetups-problem-slug-unreadable = Gebruik kleine letters, cijfers en streepjes.
meetups-problem-slug-taken = Dit adres is al van een ander. Kies een nieuw adres.
meetups-problem-tier-unknown = Kies voor een school of voor de regio.
meetups-problem-schools-too-many = Kies één school. Of kies voor de regio.
meetups-problem-school-unreadable = Kies een school uit de lijst.
meetups-problem-side-unknown = Kies hoe jij meedoet. Je rol moet erbij passen.
meetups-problem-cohosts-too-many = Noem hooguit 20 organisatoren.
meetups-problem-recurrence-too-many = Een reeks heeft hooguit 400 losse dagen. Maak een tweede bijeenkomst.
meetups-problem-community-other-school = Deze leergemeenschap is van een school. Meld je aan met je schoolaccount, dan kun je meedoen.
meetups-problem-community-not-yours = Dit kan alleen wie deze regio of school leidt.
meetups-problem-site-unreadable = Dit adres klopt niet.
meetups-problem-arguments-unreadable = We kunnen deze argumenten niet lezen.
meetups-problem-calendar-form = Kies wat je in je agenda wilt zien.
meetups-problem-calendar-browser = Een adres voor je agenda maak je zelf, op de site.
meetups-problem-text-leads-outside = Hier staat een nummer, adres of link in. Schrijf het zonder.
meetups-problem-text-missing = Schrijf hier een paar woorden.
meetups-problem-community-members-only = Dit kan alleen wie meedoet.
meetups-problem-entry-kind = Kies of je iets vraagt of iets aanbiedt.
meetups-problem-entry-title = Schrijf één zin van drie tot 120 letters.
meetups-problem-entry-weeks = Kies hoelang dit blijft staan.
meetups-problem-entry-many = Je hebt hier al tien oproepen open. Sluit er eerst een.
meetups-problem-entry-not-yours = Dit is van iemand anders.
meetups-problem-entry-over = Deze oproep is al voorbij.
meetups-problem-reaction-many = Hier staan al genoeg reacties.
meetups-problem-entry-thanks = Kies wie je hielp. Dat kan alleen iemand zijn die reageerde.
meetups-problem-space-unknown = Kies open of gesloten.
meetups-problem-join-no-need = Vragen hoeft niet. Je kunt zo meedoen.
meetups-problem-join-ask-first = Dit is een gesloten groep. Vraag eerst of je mee mag doen.
meetups-problem-join-no-request = Deze vraag is er niet meer.
meetups-problem-topic-many = Er wachten al vijf onderwerpen van jou. Wacht op een antwoord.
meetups-problem-topic-answered = Dit onderwerp heeft al een antwoord.
meetups-problem-topic-answer = Kies wat ermee gebeurt.
meetups-problem-topic-event = Kies een bijeenkomst van deze groep. Zet haar eerst op de agenda.
meetups-problem-topic-until = Kies een dag die nog komt, binnen een jaar.
meetups-problem-event-not-over = Dit is nog niet geweest. Vertel het daarna.
meetups-problem-cards-unreadable = Noem hooguit acht kaarten. Zet elke kaart op een eigen regel.
meetups-problem-other = Kijk dit nog eens na.

meetups-invite = Iemand uitnodigen
meetups-invite-text = We sturen een mail met een link. Je hoort niet of iemand al een account heeft. Wie ja zegt, doet mee.
meetups-invite-mail = E-mailadres
meetups-invite-send = Uitnodigen
meetups-take-off = Uit de groep halen
meetups-flash-invited = De mail gaat op weg. Wie ja zegt, zie je hier.
meetups-flash-taken-off = Deze persoon doet niet meer mee.
meetups-flash-declined = Je doet niet mee. De link werkt niet meer.
meetups-invitation-title = Je bent uitgenodigd
meetups-invitation-lead = Doe je mee met { $name }?
meetups-invitation-what = Wie meedoet, ziet elkaars voornaam. Je kunt altijd stoppen.
meetups-invitation-look = Eerst verder lezen
meetups-invitation-yes = Ja, ik doe mee
meetups-invitation-no = Nee, liever niet
meetups-invitation-ends = De link werkt tot { $date }, en één keer.
meetups-invitation-ended = Deze link werkt niet meer. Vraag om een nieuwe mail.
meetups-problem-invite-email = Dit is geen e-mailadres. Kijk het na: er hoort een @ in te staan.
meetups-problem-invite-too-many = Je hebt vandaag al veel mensen uitgenodigd. Ga morgen verder.

meetups-by-mail = Zonder account komen
meetups-by-mail-text = We sturen een mail met een link. Daar zeg je ja, en later ook nee. We gebruiken je adres alleen hiervoor. 30 dagen na afloop gooien we het weg.
meetups-by-mail-name = Je naam
meetups-by-mail-name-hint = Je voornaam is genoeg. Wie dit regelt, leest hem.
meetups-by-mail-age = Hoe oud ben je?
meetups-by-mail-age-hint = Ben je jonger dan 16? Vraag je docent of ouder.
meetups-by-mail-send = Stuur mij de mail
meetups-sixteen-ja = 16 jaar of ouder
meetups-sixteen-other = 16 jaar of ouder
meetups-place-title = Jouw plek
meetups-place-asked = Je bent er bijna. Zeg ja, dan sta je op de lijst.
meetups-place-no = Nee, ik kom niet
meetups-place-kept = Zeg je nee? Dan gooien we je naam en adres meteen weg.
meetups-place-ended = Deze link werkt niet meer. Meld je opnieuw aan als je wilt komen.
meetups-flash-asked = Kijk in je mail. Je staat op de lijst als je daar ja zegt.
meetups-flash-known = We weten het. Je ziet hier hoe het staat.
meetups-flash-forgotten = Je komt niet. Je naam en adres zijn weg.
meetups-remind = Wil je een seintje?
meetups-remind-day = Een dag ervoor
meetups-remind-hour = Een uur ervoor
meetups-remind-other = Ervoor
meetups-remind-keep = Bewaar
meetups-remind-hint = Je krijgt een mail, als je mails aan hebt staan.
meetups-remind-mails = Kijk of ze aan staan
meetups-flash-reminders = Bewaard. Je kunt het altijd veranderen.
meetups-signups-nameless = Iemand zonder account
meetups-signups-offered = moet nog ja zeggen
meetups-mine-code = Laat dit zien bij de deur:
meetups-mine-qr = De code voor een camera
meetups-door-title = Wie is er? { $title }
meetups-door-code = Een code intypen
meetups-door-label = Code
meetups-door-hint = De code staat op de pagina van wie komt.
meetups-door-look = Zoek op
meetups-door-found = Deze code is van:
meetups-door-there = Is er
meetups-door-not-there = Toch niet
meetups-door-was-there = Is er al.
meetups-door-early = Dit kan vanaf 2 uur voor het begin.
meetups-door-list = Naar de hele lijst
meetups-flash-ticked = Genoteerd.
meetups-language = Taal
meetups-language-nl = Nederlands
meetups-language-en = Engels
meetups-language-other = Een andere taal
meetups-topics = Gaat over
meetups-board-more = Meer kiezen: wanneer, waarover, toegang
meetups-board-topic = Onderwerp
meetups-form-hosts = Wie regelt het met je mee?
meetups-form-hosts-hint = Zij kunnen het ook aanpassen. Je kiest uit de leergroep.
meetups-form-topics = Waar gaat het over?
meetups-form-topics-hint = Hooguit vijf korte woorden, met een komma ertussen.
meetups-form-language = Taal
meetups-problem-topics-too-many = Noem hooguit vijf onderwerpen. Maak ze kort.
meetups-problem-language-unknown = Kies een taal uit de lijst.
meetups-problem-host-unknown = Kies iemand uit de leergroep.
meetups-again = Nog zo een
meetups-new-keep = Bewaar als concept
meetups-later-title = Plaats het later vanzelf
meetups-later-day = Op deze dag
meetups-later-time = Om
meetups-later-do = Plaats het dan
meetups-concepts-title = Nog niet geplaatst
meetups-concepts-lead = Alleen jij ziet dit, en wie het met je regelt.
meetups-concepts-none = Je hebt niets bewaard
meetups-concepts-none-text = Bewaar een bijeenkomst als concept. Dan schrijf je later verder.
meetups-concept-title = Concept: { $title }
meetups-concept-untitled = Concept zonder naam
meetups-concept-at = Wordt geplaatst op { $date } om { $time }.
meetups-concept-kept = We bewaren het tot { $date }.
meetups-concept-of = Dit is van { $name }.
meetups-concept-drop = Gooi dit weg
meetups-concept-problem-community = Het is niet geplaatst: de leergroep is er niet meer. Kies een andere.
meetups-concept-problem-suspended = Het is niet geplaatst: je account stond even stil. Kies een nieuw moment.
meetups-concept-problem-office = Het wordt niet geplaatst: je mag hier geen bijeenkomsten meer plaatsen. Vraag het een coördinator.
meetups-concept-problem-other = Het is niet geplaatst. Kijk het na en kies een nieuw moment.
meetups-flash-kept = Bewaard. Alleen jij ziet het, en wie het met je regelt.
meetups-flash-later = Bewaard. Het komt vanzelf op de agenda.
meetups-flash-dropped = Het is weg.
meetups-problem-publish-past = Dit moment is al voorbij. Kies een later moment.
meetups-problem-publish-late = Kies een moment voor het begint, en binnen een half jaar.
meetups-dates = Verplaats één dag, of zeg hem af
meetups-dates-title = De dagen van { $title }
meetups-dates-lead = Je verandert hier één dag. De rest blijft zoals het is.
meetups-dates-people =
    { $count ->
        [one] 1 mens staat op de lijst en krijgt bericht.
       *[other] { $count } mensen staan op de lijst en krijgen bericht.
    }
meetups-dates-coming = Dit komt eraan
meetups-dates-moved = Verplaatst
meetups-dates-move = Verplaats
meetups-dates-off = Gaat niet door
meetups-dates-back = Zet terug
meetups-dates-on = Gaat toch door
meetups-dates-are-off = Gaat niet door
meetups-dates-page = Naar de bijeenkomst
meetups-flash-date = De dag is aangepast. Wie komt, krijgt bericht.
meetups-problem-date-unknown = Deze dag staat hier niet meer. Kijk nog eens.
meetups-problem-date-last = Dit is de laatste dag die nog komt. Zeg dan de hele reeks af.
meetups-board-from = Vanaf
meetups-board-to = Tot en met
meetups-board-months = Per maand
meetups-board-postcode = Je postcode
meetups-board-postcode-hint = Vier cijfers is genoeg. We bewaren je postcode niet.
meetups-board-nearby = Bij mij in de buurt
meetups-problem-postcode-unknown = Deze postcode kennen we niet. Schrijf hem als 3511.
meetups-certificate = Bewijs van deelname
meetups-certificate-until = Haal je bewijs binnen 30 dagen op. Daarna weten we je naam niet meer.
meetups-mine-was-there = Je was erbij. Fijn!
meetups-problem-certificate-none = Bij de deur is niet genoteerd dat je er was. Vraag het wie dit regelt.
meetups-entry-brings = Hoeveel mensen neem je mee?
meetups-entry-brings-hint = Jezelf tel je niet mee. Jullie komen samen of niet.
meetups-entry-choose = Kies
meetups-entry-who = Alleen wie dit regelt, ziet je antwoord. Na 30 dagen is het weg.
meetups-entry-change = Verander je aanmelding
meetups-flash-entry = Bewaard. Zo staat het nu op de lijst.
meetups-mine-brings =
    { $count ->
        [one] Je neemt 1 mens mee.
       *[other] Je neemt { $count } mensen mee.
    }
meetups-mine-short = Er is plek, maar niet voor jullie samen. Kom met minder mensen, of wacht nog even.
meetups-signups-brings =
    { $count ->
        [one] en 1 ander
       *[other] en { $count } anderen
    }
meetups-signups-came =
    { $count ->
        [one] 1 mens is er.
       *[other] { $count } mensen zijn er.
    }
meetups-signups-list = Haal de lijst op
meetups-form-brings = Mag iemand anderen meenemen?
meetups-form-brings-hint = Zoveel mensen per aanmelding. Iedereen telt als een plek.
meetups-form-brings-nobody = Nee, je komt alleen
meetups-form-questions = Wat wil je weten van wie komt?
meetups-form-questions-hint = Vraag niet naar gezondheid, geloof of afkomst. Iets nodig om mee te doen? Zet erbij wie je kunt bellen.
meetups-form-question = Vraag { $n }
meetups-form-options = Antwoorden bij vraag { $n }
meetups-form-options-hint = Zet elk antwoord op een eigen regel, 2 tot 8. Leeg: mensen schrijven het zelf.
meetups-form-needed = Vraag { $n } is nodig om je aan te melden
meetups-problem-signup-no-room = Er is geen plek voor zoveel mensen. Kom met minder mensen.
meetups-problem-may-bring-out-of-range = Kies een aantal van 0 tot 5.
meetups-problem-may-bring-endless = Bij een reeks zonder einde komt iedereen alleen. Kies 0, of laat de reeks stoppen.
meetups-problem-brings-too-many = Zoveel mensen kun je hier niet meenemen. Kies een kleiner aantal.
meetups-problem-question-length = Een vraag heeft 3 tot 200 tekens. Maak hem langer of korter.
meetups-problem-question-options = Geef 2 tot 8 korte antwoorden. Of laat ze leeg.
meetups-problem-questions-too-many = Stel hooguit 3 vragen, elk één keer.
meetups-problem-answer-missing = Dit antwoord is nodig. Vul het in.
meetups-problem-answer-unknown = Kies een van de antwoorden.
meetups-problem-answer-of-before = De vragen zijn veranderd. Kijk ze nog eens na.

meetups-sources-title = Agenda’s van anderen in { $name }
meetups-sources-lead = Volg de agenda van een school of wijkcentrum. Wat daar komt, staat dan ook op jullie bord.
meetups-sources-list = Deze agenda’s volg je
meetups-sources-none = Je volgt nog geen agenda.
meetups-sources-new = We halen deze agenda zo op.
meetups-sources-held =
    { $count ->
        [one] Op het bord staat 1 bijeenkomst hiervan.
       *[other] Op het bord staan { $count } bijeenkomsten hiervan.
    }
meetups-sources-doubles =
    { $count ->
        [one] Nog 1 stond er al.
       *[other] Nog { $count } stonden er al.
    }
meetups-sources-worked = Laatst gelezen op { $date }, { $time }.
meetups-sources-again = We proberen het straks opnieuw.
meetups-sources-failing = Dit gaat steeds mis. Kijk of het adres klopt. We proberen het nog één keer per dag.
meetups-sources-drop = Stop met volgen
meetups-sources-add = Volg een agenda
meetups-sources-address = Adres van de agenda
meetups-sources-address-hint = Het begint met https:// en eindigt vaak op .ics. Staat iets niet meer in die agenda? Dan gaat het op het bord niet door.
meetups-sources-follow = Volg deze agenda
meetups-flash-source = Je volgt deze agenda nu. Kijk over een minuut nog eens.
meetups-flash-source-dropped = Je volgt deze agenda niet meer. Wat al op het bord staat, blijft.
meetups-problem-source-address = Dit adres kunnen we niet ophalen. Het begint met https://.
meetups-problem-source-private = Dit adres leidt naar een besloten netwerk. Kies een adres dat iedereen kan openen.
meetups-problem-source-away = De andere site geeft geen antwoord. Klopt het adres?
meetups-problem-source-slow = De andere site doet er te lang over.
meetups-problem-source-large = De agenda is te groot. Hij mag hooguit 5 MB zijn.
meetups-problem-source-refused = De andere site geeft deze agenda niet.
meetups-problem-source-unreadable = Dit is geen agenda die wij kunnen lezen. Zoek het adres van de .ics.
meetups-problem-source-taken = Deze agenda volg je al.
meetups-problem-sources-too-many = Je kunt 20 agenda’s volgen. Stop eerst met een andere.
meetups-problem-sources-not-yours = Alleen wie voor deze regio zorgt, kan dit doen.

meetups-image = Afbeelding
meetups-image-title = Afbeelding bij { $title }
meetups-image-lead = Je kiest één afbeelding. Die staat op de pagina van de bijeenkomst.
meetups-image-alt = Wat is er te zien?
meetups-image-alt-hint = Dit leest wie de afbeelding niet ziet. Staan er mensen op? Vraag of dat mag.
meetups-image-file = Welke afbeelding?
meetups-image-other = Een andere afbeelding
meetups-image-file-hint = Een JPEG, PNG of WebP tot 5 MB. Waar en wanneer een foto is gemaakt, halen we eraf.
meetups-image-again = Kies je bestand nog een keer. Je browser onthoudt het niet.
meetups-image-again-too = Maak je later nog zo een? Kies dan daar opnieuw een afbeelding.
meetups-image-remove = Haal de afbeelding weg
meetups-flash-image = De afbeelding is bewaard.
meetups-flash-image-gone = De afbeelding is weg.
meetups-problem-image-missing = Kies een afbeelding.
meetups-problem-image-alt = Schrijf kort wat er te zien is. Het kan tot 300 letters.
meetups-problem-image-kind = Dit is geen afbeelding die we kennen. Kies een JPEG, PNG of WebP.
meetups-problem-image-large = Dit bestand is te groot. Het mag 5 MB zijn.
meetups-problem-image-pixels = Deze afbeelding heeft te veel beeldpunten. Maak haar eerst kleiner.
meetups-problem-image-moves = Deze afbeelding beweegt. Kies er een die stilstaat.
meetups-problem-image-broken = We kunnen dit bestand niet lezen. Kies een ander bestand.
