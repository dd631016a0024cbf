## Na een ja: afspreken, doelen, hoe het gaat, het einde

together-plan = Afspreken
together-plan-agreed = Jullie spreken elkaar op
together-plan-past = Jullie afspraak was op
together-plan-off = Deze afspraak gaat niet door:
together-plan-calendar = Zet in mijn agenda
together-plan-calendar-off = Haal uit mijn agenda
together-plan-remind = Herinner mij een dag ervoor
together-plan-reminded = Je krijgt een dag ervoor bericht.
together-plan-remind-stop = Herinner mij niet
together-plan-yours = Jij stelde dit voor. { $name } kiest.
together-plan-theirs = { $name } stelt dit voor. Kies wat jou past.
together-plan-pick = Welk moment past jou?
together-plan-choose = Kies dit moment
together-plan-none = Niets past mij
together-plan-back = Trek mijn voorstel terug
together-plan-propose = Stel een moment voor
together-plan-other = Stel iets anders voor
together-plan-low = Een eerste keer is kennismaken. Je hoeft niets klaar te hebben. Lachen mag.
together-plan-first = Moment
together-plan-second = Tweede moment
together-plan-third = Derde moment
together-plan-empty = Kies een moment
together-plan-place = Waar?
together-plan-place-hint = Kies een plek waar jullie je allebei goed voelen. Een adres is niet nodig.
together-plan-send = Stuur dit voorstel
together-plan-call-off-text = Kun je toch niet? Dat geeft niet. Zeg het dan op tijd.
together-plan-call-off = Zeg deze afspraak af
together-moment = { $day } om { $time }
together-place-kansrijk = In jullie gesprek op Kansrijk
together-place-school = Op school
together-place-bellen = Online, met beeld
together-place-bibliotheek = In de bibliotheek
together-place-buurthuis = In een buurthuis
together-place-horeca = In een café of lunchroom
together-place-other = Een andere plek

together-goals = Samen aan de slag
together-goal-add = Kies een doel erbij
together-goal-choose = Waar gaan jullie mee aan de slag?
together-goal-hint = Eén doel is genoeg. Je kunt het later anders doen.
together-goal-send = Kies dit doel
together-goal-done = { $done } van { $all } stappen klaar
together-goal-away = Haal dit doel weg
together-step-add = Zet er een kleine stap bij
together-step-list = Een stap uit de lijst
together-step-own-first = Kies een stap
together-step-own = Of schrijf een eigen stap
together-step-send = Zet erbij
together-step-anyway = Bewaar het toch
together-step-gone = Deze stap is weg
together-step-rustig-praten = Een keer rustig praten
together-step-plan-maken = Samen een plan maken
together-step-week-indelen = Een week indelen
together-step-samen-oefenen = Samen oefenen
together-step-iets-bekijken = Iets lezen of bekijken
together-step-iemand-vragen = Iemand iets vragen
together-step-op-bezoek = Een opleiding of plek bekijken
together-step-zelf-proberen = Het zelf een keer doen
together-step-other = Een kleine stap
together-tick = Klaar
together-untick = Toch nog niet

together-check-in = Hoe gaat het met { $name } en jou?
together-check-in-hint = Alleen jij ziet je antwoord. Je kunt kiezen dat { $name } het ook ziet.
together-check-in-share = { $name } mag mijn antwoord zien
together-check-in-send = Dit is mijn antwoord
together-answer-goed = Het gaat goed
together-answer-kan-beter = Het kan beter
together-answer-vast = Het zit vast
together-answer-other = Iets anders
together-said-title = Hoe het ging
together-said-you-goed = Jij zei: het gaat goed. Alleen jij ziet dit.
together-said-you-kan-beter = Jij zei: het kan beter. Alleen jij ziet dit.
together-said-you-vast = Jij zei: het zit vast. Alleen jij ziet dit.
together-said-you-shared-goed = Jij zei: het gaat goed. { $name } ziet dit ook.
together-said-you-shared-kan-beter = Jij zei: het kan beter. { $name } ziet dit ook.
together-said-you-shared-vast = Jij zei: het zit vast. { $name } ziet dit ook.
together-said-other-goed = { $name } zei: het gaat goed.
together-said-other-kan-beter = { $name } zei: het kan beter.
together-said-other-vast = { $name } zei: het zit vast.
together-said-other = Er is iets gezegd.

together-help = Het is even stil
together-help-text = Dat gebeurt, en het is niemands schuld. Wat helpt jullie nu?
together-help-time = Kies een ander moment
together-help-goal = Neem een doel minder
together-help-close = Stoppen mag ook. Dat kan onder aan deze pagina.
together-help-ask = Vraag de coördinator om hulp
together-help-since = De coördinator weet ervan, sinds

together-end = Tot slot
together-end-got = { $name } zegt tegen jou:
together-end-said = Jij zei:
together-end-thank = Wil je { $name } bedanken?
together-end-thank-hint = Kies één zin. De ander leest die hier.
together-end-first = Zoek je een nieuw maatje? Op de wachtlijst ga jij voor, tot { $day }.
together-end-thank-send = Bedank
together-thanks-voor-je-tijd = Dank je wel voor je tijd
together-thanks-veel-geleerd = Ik heb veel van je geleerd
together-thanks-fijn-gepraat = Het was fijn om met je te praten
together-thanks-meer-moed = Je gaf me moed
together-thanks-veel-succes = Ik wens je veel succes
together-thanks-other = Dank je wel

together-next-text = Jij weet nu hoe het is. Wil je zelf iemand helpen?
together-next-look = Bekijk hoe dat kan
together-next-title = Zelf iemand helpen
together-next-lead = Wij vulden dit vast in met wat jij al koos. Kijk of het klopt.
together-next-goals = Hiermee kun je helpen
together-next-routes = Deze weg ken je
together-next-one = Je begint met één student. Je kunt altijd pauze nemen.
together-next-save = Bewaar dit
together-next-change = Verander eerst iets

together-all = Alles wat er gebeurde
together-line-asked-past = De vraag
together-line-yes-past = Het ja
together-line-meeting-past = Jullie zagen elkaar
together-line-meeting-next = Elkaar zien
together-line-check-in-past = Wij vroegen hoe het gaat
together-line-check-in-next = Wij vragen hoe het gaat
together-line-step-past = Een stap klaar
together-line-end-past = Het einde
together-line-thanks-past = Een bedankje
together-line-other = Er is iets gebeurd

## Voor coördinatoren

together-matches-title = Hoe het loopt tussen maatjes
together-programme = Programma
together-programme-all = Alle maatjes
together-programme-show = Laat zien
together-stuck-title = Wie hulp kan gebruiken
together-stuck-two = { $student } en { $buddy }
together-stuck-quiet = Er gebeurt niets meer, sinds
together-stuck-help = Een van de twee vraagt om hulp, sinds
together-stuck-helped = Ik heb geholpen
together-stuck-none = Niemand zit nu vast.
together-lasting-title = Wat helpt om samen door te gaan?
together-lasting-text =
    { $count ->
        [one] 1 paar begon drie maanden geleden of langer.
       *[other] { $count } paren begonnen drie maanden geleden of langer.
    }
together-lasting-drawn =
    { $count ->
        [0] Nergens besliste een loting.
        [one] Bij 1 paar besliste een loting wie de plek kreeg.
       *[other] Bij { $count } paren besliste een loting wie de plek kreeg.
    }
together-lasting-attribute = Dit hadden ze samen
together-lasting-with = Met
together-lasting-without = Zonder
together-lasting-share = Na drie maanden loopt nog { $share }%, tussen { $low }% en { $high }%, van { $count } paren
together-lasting-few = Te weinig paren
together-lasting-note = Wij tellen alleen groepen van vijftig paren of meer. Er staat niemand in.
together-attribute-study-field = Dezelfde richting
together-attribute-region = Dezelfde regio
together-attribute-language = Nog een taal samen
together-attribute-goals = Hulp bij alle doelen
together-attribute-in-person = Elkaar kunnen zien
together-attribute-leerweg = Dezelfde leerweg
together-attribute-other = Iets anders

## Wat er is gedaan

together-flash-proposed = Je voorstel is verstuurd.
together-flash-agreed = Jullie hebben een afspraak.
together-flash-dropped = Goed dat je het zegt. Stel gerust iets anders voor.
together-flash-off = De afspraak gaat niet door. De ander weet het.
together-flash-reminder = Bewaard.
together-flash-goal = Jullie hebben een doel.
together-flash-goal-away = Het doel is weg.
together-flash-step = De stap staat erbij.
together-flash-ticked = Mooi, weer een stap klaar.
together-flash-unticked = De stap staat weer open.
together-flash-said = Dank je wel voor je antwoord.
together-flash-help = De coördinator kijkt mee.
together-flash-thanked = Je bedankje is verstuurd.
together-flash-helped = Bewaard. Het paar weet dat jij hielp.
