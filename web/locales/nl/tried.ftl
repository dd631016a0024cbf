### Keys begin with "tried-".

tried-heading = Uitgeprobeerd
tried-title = Uitgeprobeerd: { $title }
tried-count =
    { $teams ->
        [one] 1 team probeerde dit, { $again ->
            [0] en zou het niet weer doen.
           *[other] en zou het weer doen.
        }
       *[other] { $teams } teams probeerden dit, { $again } zouden het weer doen.
    }
tried-level-label = Onderbouwing { $level } van 5.
tried-level-0 = Nog geen team vertelde hoe dit ging.
tried-level-1 = Dit zegt nog weinig: er zijn weinig teams of scholen, of teams zijn het niet eens.
tried-level-2 = Een begin: { $teams } teams van { $schools } scholen, en genoeg van hen zouden het weer doen.
tried-level-3 = Redelijk: { $teams } teams van { $schools } scholen, en de meeste zouden het weer doen.
tried-level-4 = Goed: { $teams } teams van { $schools } scholen, en veel van hen zouden het weer doen.
tried-level-5 = Sterk: { $teams } teams van { $schools } scholen, en bijna allemaal zouden het weer doen.
tried-level-other = Onbekend.
tried-interval = Van elke 100 teams zouden er waarschijnlijk { $low } tot { $high } het weer doen.
tried-for-whom = Werkte met
tried-worked-label = Dit werkte
tried-not-label = Dit zat in de weg
tried-all =
    { $count ->
        [one] Lees wat 1 team vertelt
       *[other] Lees wat { $count } teams vertellen
    }
tried-tell = Vertel hoe het bij jullie ging
tried-to-card = Naar de kaart
tried-reports = Wat teams vertellen
tried-reports-yours = Wat teams vertellen, ook dat van jullie
tried-changed = Dit deden we anders:
tried-again-label = Nog een keer:
tried-edit = Pas dit verslag aan
tried-withdraw = Haal dit verslag weg
tried-people =
    { $count ->
        [one] 1 persoon
       *[other] { $count } mensen
    }
tried-how = Zo rekenen we dit uit
tried-how-text = Elk team telt één keer, met zijn laatste verslag. We kijken naar teams, scholen en hoe zeker het is.
tried-how-1 = 1: één team probeerde het.
tried-how-2 = 2: 3 teams van 2 scholen. Minstens 20 van de 100 teams zouden het weer doen.
tried-how-3 = 3: 5 teams van 2 scholen, en minstens 30 van de 100.
tried-how-4 = 4: 8 teams van 3 scholen, en minstens 40 van de 100.
tried-how-5 = 5: 12 teams van 4 scholen, en minstens 50 van de 100.

tried-new-title = Hoe ging het bij jullie?
tried-new-lead = Vertel in een minuut hoe { $title } ging. Noem geen namen van mensen.
tried-new-button = Vertel het
tried-edit-title = Pas jullie verslag aan
tried-edit-lead = { $title }, zoals { $team } het deed op { $date }.
tried-no-team = Vertellen doe je namens een team
tried-no-team-text = Je zit nog niet in een team. Zoek er een, of begin er zelf een.
tried-form-team = Namens welk team?
tried-form-on = Wanneer deden jullie dit?
tried-form-again = Zouden jullie dit nog een keer doen?
tried-form-group = Met wie?
tried-form-people = Met hoeveel mensen?
tried-form-worked = Wat werkte?
tried-form-not = Wat zat in de weg?
tried-form-changed = Wat deden jullie anders dan op de kaart?
tried-form-line = Nog één zin voor andere teams
tried-form-line-hint = Schrijf niets over één persoon.
tried-form-field = Studierichting van de groep
tried-form-no-field = Niet van toepassing

tried-again-ja = Ja
tried-again-met-aanpassingen = Ja, met aanpassingen
tried-again-nee = Nee
tried-again-other = Onbekend
tried-group-collega-s = Collega’s
tried-group-mbo-1 = Studenten mbo 1
tried-group-mbo-2 = Studenten mbo 2
tried-group-mbo-3 = Studenten mbo 3
tried-group-mbo-4 = Studenten mbo 4
tried-group-hbo = Studenten hbo
tried-group-gemengd = Een gemengde groep
tried-group-other = Een andere groep
tried-worked-iedereen-deed-mee = Iedereen deed mee
tried-worked-duidelijke-stappen = De stappen waren duidelijk
tried-worked-op-tijd-klaar = We waren op tijd klaar
tried-worked-goed-gesprek = Het werd een goed gesprek
tried-worked-nieuwe-ideeen = Er kwamen nieuwe ideeën
tried-worked-afspraken-gemaakt = We maakten afspraken
tried-worked-elkaar-leren-kennen = We leerden elkaar kennen
tried-worked-meer-rust = Het gaf rust
tried-worked-other = Iets anders
tried-not-te-weinig-tijd = Te weinig tijd
tried-not-veel-voorbereiding = Veel voorbereiding
tried-not-uitleg-onduidelijk = De uitleg was onduidelijk
tried-not-niet-iedereen-deed-mee = Niet iedereen deed mee
tried-not-groep-te-groot = De groep was te groot
tried-not-groep-te-klein = De groep was te klein
tried-not-geen-vervolg = Het kreeg geen vervolg
tried-not-other = Iets anders

tried-flash-told = Bedankt. Andere teams lezen nu hoe het ging.
tried-flash-changed = Jullie verslag is aangepast.
tried-flash-withdrawn = Het verslag is weggehaald.
