### Keys begin with "toolbox-".

toolbox-title = Team Trukendoos
toolbox-title-for = Trukendoos: { $q }
toolbox-lead = Kaarten waarmee een team beter samenwerkt. Zoek er een voor je volgende overleg.
toolbox-share = Deel een kaart
toolbox-mine = Mijn kaarten
toolbox-mine-title = Mijn kaarten
toolbox-all = Bekijk alle kaarten
toolbox-search-label = Waar wil je iets mee doen?
toolbox-filters = Kies tijd, groep of soort
toolbox-filter-button = Laat zien
toolbox-filter-clear = Wis alle keuzes
toolbox-feed = Volg nieuwe kaarten (Atom)
toolbox-refine = Maak de lijst korter
toolbox-cards =
    { $count ->
        [one] 1 kaart
       *[other] { $count } kaarten
    }
toolbox-newest = Dit deelden teams pas geleden
toolbox-nothing = We vonden geen kaart
toolbox-nothing-text = Probeer een ander woord. Of gebruik minder woorden.
toolbox-nothing-filtered = Met deze keuzes blijft er niets over.
toolbox-nothing-unfilter = Zoek zonder keuzes

toolbox-kind-label = Soort
toolbox-kind-any = Elke soort
toolbox-kind-overlegstructuur = Overlegstructuur
toolbox-kind-teamsamenstelling = Teamsamenstelling
toolbox-kind-werkvorm = Werkvorm
toolbox-kind-other = Andere soort
toolbox-minutes-label = Hoeveel tijd heb je?
toolbox-minutes-any = Elke tijd
toolbox-within-15 = Tot 15 minuten
toolbox-within-30 = Tot 30 minuten
toolbox-within-45 = Tot 45 minuten
toolbox-within-60 = Tot een uur
toolbox-within-90 = Tot anderhalf uur
toolbox-within-120 = Tot twee uur
toolbox-within-other = Langer
toolbox-group-label = Met hoeveel mensen?
toolbox-tag-label = Trefwoord
toolbox-fits-label = Past in een overleg dat al gepland is
toolbox-facet-kind = Soort
toolbox-facet-minutes = Tijd
toolbox-facet-tag = Trefwoord

toolbox-minutes =
    { $count ->
        [one] 1 minuut
       *[other] { $count } minuten
    }
toolbox-group-exactly = { $people } mensen
toolbox-group-between = { $min } tot { $max } mensen
toolbox-group-from = Vanaf { $people } mensen
toolbox-group-up-to = Tot { $people } mensen
toolbox-fits-true = Past in een gepland overleg
toolbox-fits-false = Vraagt eigen tijd
toolbox-fits-other = Niet bekend

toolbox-card-title = { $title }
toolbox-time = Tijd
toolbox-group = Groep
toolbox-frequency = Hoe vaak
toolbox-first-do = Doe dit eerst
toolbox-preconditions = Dit heb je vooraf nodig
toolbox-materials = Leg klaar
toolbox-roles = Wie doet wat
toolbox-steps = Stap voor stap
toolbox-body = Meer erover
toolbox-variations = Zo kan het ook
toolbox-pitfalls = Let hierop
toolbox-for-whom = Voor wie en waar het werkte
toolbox-tags = Trefwoorden:
toolbox-visible-for = Te zien voor
toolbox-shared-by = Gedeeld door
toolbox-origin = Waar het vandaan komt
toolbox-licence = Licentie
toolbox-changed = Laatst veranderd op
toolbox-history-link =
    { $count ->
        [one] Bekijk de geschiedenis
       *[other] Bekijk alle { $count } versies
    }
toolbox-leads-to = Hierna kun je doen
toolbox-related = Lijkt hierop
toolbox-edit = Pas aan
toolbox-withdrawn = Deze kaart is van de plank gehaald. Anderen zien hem niet meer.
toolbox-withdraw = Haal deze kaart van de plank
toolbox-withdraw-text = Anderen vinden de kaart dan niet meer. De versies blijven bewaard.
toolbox-withdraw-button = Haal van de plank
toolbox-flash-shared = Je kaart „{ $name }” is gedeeld. Dank je wel!
toolbox-flash-saved = Je kaart is bewaard.
toolbox-flash-withdrawn = De kaart „{ $name }” is van de plank gehaald.

toolbox-visibility-team = Alleen ikzelf
toolbox-visibility-school = Mijn school
toolbox-visibility-region = Mijn regio
toolbox-visibility-country = Het hele land
toolbox-visibility-other = Onbekend

toolbox-new-title = Deel een kaart
toolbox-new-lead = Wat werkt er bij jouw team? Schrijf het kort op. Andere teams proberen het ook.
toolbox-new-licence = Je deelt de kaart onder de licentie CC BY 4.0. Anderen mogen hem gebruiken als ze je team noemen.
toolbox-new-look = Bekijk de kaart
toolbox-new-share = Deel de kaart
toolbox-new-not-allowed = Kaarten delen kan met een account van een docent
toolbox-new-not-allowed-text = Je mag alle kaarten lezen en gebruiken. Heb je een goed idee? Vertel het je docent.
toolbox-preview = Zo ziet je kaart eruit
toolbox-preview-text = Staat alles er goed? Dan is de kaart klaar.
toolbox-preview-change = Pas nog iets aan
toolbox-edit-title = Pas je kaart aan
toolbox-edit-lead = Wat er eerst stond, blijft bewaard. Lezers kunnen het terugzien.
toolbox-edit-save = Bewaar de kaart
toolbox-edit-leave = Stop, verander niets
toolbox-edit-changed-meanwhile = Deze kaart is veranderd terwijl je bezig was. Wat jij typte, staat hieronder nog. Bewaar je het, dan komt jouw tekst op de kaart.
toolbox-edit-see-changes = Bekijk wat er veranderde

toolbox-form-title = Titel
toolbox-form-title-hint = Een paar woorden die je makkelijk terugvindt.
toolbox-form-kind = Wat is het?
toolbox-form-goal = Wat heeft een team eraan?
toolbox-form-goal-hint = Eén zin is genoeg.
toolbox-form-minutes = Aantal minuten
toolbox-form-group-min = Kleinste groep
toolbox-form-group-max = Grootste groep
toolbox-form-fits = Dit past in een overleg dat al gepland is
toolbox-form-steps = Stappen
toolbox-form-steps-hint = Zet elke stap op een nieuwe regel. Weet je de tijd? Zet die erachter, zo: (5 min)
toolbox-form-materials = Wat leg je klaar?
toolbox-form-line-hint = Zet elk punt op een nieuwe regel.
toolbox-form-tags = Trefwoorden
toolbox-form-tags-hint = Zet er een komma tussen. Bijvoorbeeld: feedback, dagstart
toolbox-form-more = Vertel meer (mag je overslaan)
toolbox-form-summary = Korte uitleg
toolbox-form-preconditions = Wat moet er vooraf goed zijn?
toolbox-form-after = Welke kaart doe je eerst?
toolbox-form-after-hint = Kopieer het adres van die kaart. Zet elk adres op een nieuwe regel.
toolbox-form-variations = Hoe kan het ook?
toolbox-form-pitfalls = Waar moet je op letten?
toolbox-form-roles = Wie doet wat?
toolbox-form-frequency = Hoe vaak doe je dit?
toolbox-form-for-whom = Voor wie en waar werkte het?
toolbox-form-for-whom-hint = Bijvoorbeeld: een team van acht mensen in de zorg.
toolbox-form-origin = Waar komt het vandaan?
toolbox-form-body = Wil je nog iets kwijt?
toolbox-form-team = Naam van je team en school
toolbox-form-team-hint = Dit staat op de kaart, met jouw naam erbij.
toolbox-form-visibility = Wie mag de kaart zien?
toolbox-form-visibility-hint = Eerst in je eigen school proberen? Dat kan. Je kunt dit later veranderen.

toolbox-history-title = Geschiedenis van { $title }
toolbox-history-lead = Elke versie van deze kaart, de nieuwste bovenaan.
toolbox-history-back = Terug naar de kaart
toolbox-version = Versie { $number }
toolbox-deed-added = Gedeeld
toolbox-deed-edited = Aangepast
toolbox-deed-withdrawn = Van de plank gehaald
toolbox-before = Eerst
toolbox-after = Daarna
toolbox-empty = (leeg)
toolbox-field-title = Titel
toolbox-field-kind = Soort
toolbox-field-goal = Doel
toolbox-field-summary = Korte uitleg
toolbox-field-minutes = Minuten
toolbox-field-group-min = Kleinste groep
toolbox-field-group-max = Grootste groep
toolbox-field-fits-in-meeting = Past in een gepland overleg
toolbox-field-frequency = Hoe vaak
toolbox-field-roles = Wie doet wat
toolbox-field-materials = Materiaal
toolbox-field-steps = Stappen
toolbox-field-body = Tekst
toolbox-field-variations = Variaties
toolbox-field-pitfalls = Waar je op let
toolbox-field-preconditions = Vooraf nodig
toolbox-field-after = Eerst te doen
toolbox-field-for-whom = Voor wie
toolbox-field-origin = Herkomst
toolbox-field-tags = Trefwoorden
toolbox-field-licence = Licentie
toolbox-field-team = Team
toolbox-field-visibility = Te zien voor

toolbox-problem-card-title-too-short = Een titel heeft minstens 3 tekens. Maak hem langer.
toolbox-problem-card-title-too-long = Deze titel is te lang. Houd het bij 120 tekens.
toolbox-problem-card-kind-missing = Kies wat het is.
toolbox-problem-card-kind-unknown = Deze soort kennen we niet. Kies een soort uit de lijst.
toolbox-problem-card-goal-missing = Schrijf in één zin wat een team eraan heeft.
toolbox-problem-card-text-too-long = Deze tekst is te lang. Maak hem korter.
toolbox-problem-card-list-too-long = Dit is te lang. Houd de belangrijkste regels over.
toolbox-problem-card-body-missing = Er staat nog geen tekst. Schrijf er iets bij.
toolbox-problem-card-minutes-out-of-range = Vul een getal in van 1 tot 10.080.
toolbox-problem-card-group-out-of-range = Vul een getal in van 1 tot 10.000.
toolbox-problem-card-group-upside-down = De grootste groep is nu kleiner dan de kleinste. Draai de getallen om.
toolbox-problem-card-tags-unfit = Dit zijn te veel of te lange trefwoorden. Haal er een paar weg.
toolbox-problem-card-after-unknown = Deze kaart vinden we niet. Kopieer het adres van de kaart nog eens.
toolbox-problem-card-visibility-unknown = Kies wie de kaart mag zien.
toolbox-problem-card-visibility-no-school = Bij jouw account staat geen school. Kies het hele land.
toolbox-problem-card-visibility-no-region = Bij jouw account staat geen regio. Kies het hele land.
toolbox-problem-card-number-unreadable = Vul hier een heel getal in, met cijfers.
toolbox-problem-card-page-out-of-range = Deze bladzijde is er niet. Ga terug naar de eerste.
toolbox-problem-card-teachers-add = Kaarten delen kan met een account van een docent.
toolbox-problem-card-not-yours = Alleen wie de kaart deelde, past hem aan.
toolbox-problem-card-changed-meanwhile = De kaart is intussen veranderd. Bekijk de nieuwe versie.
toolbox-problem-card-already-withdrawn = Deze kaart is van de plank gehaald. Hij verandert niet meer.
toolbox-problem-card-already-exists = Er is al een kaart met deze naam. Kies een andere.
toolbox-problem-card-id-unfit = Deze naam kan niet. Kies een andere.
toolbox-problem-other = Kijk dit nog eens na.
toolbox-problem-card-sort-unknown = Deze volgorde bestaat niet. Kies een volgorde uit de lijst.
toolbox-sort-label = Volgorde
toolbox-sort-best = Best passend
toolbox-sort-newest = Nieuwste eerst
toolbox-sort-shortest = Kortste eerst
toolbox-sort-other = Volgorde
