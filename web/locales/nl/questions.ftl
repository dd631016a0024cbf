### Keys begin with "questions-".

questions-title = Vragen van teams
questions-lead = Stel je vraag aan andere teams. Of help een team met wat jij weet.
questions-ask = Stel je vraag aan andere teams
questions-search-label = Waar gaat de vraag over?
questions-state-label = Welke vragen?
questions-state-any = Alle vragen
questions-state-open = Wacht op antwoord
questions-state-answered = Heeft antwoord
questions-state-closed = Afgerond
questions-state-other = Onbekend
questions-outcome-helped = Afgerond: dit hielp
questions-outcome-closed = Afgerond
questions-outcome-nobody = Afgerond: niemand wist het
questions-outcome-withdrawn = Weggehaald
questions-outcome-other = Afgerond
questions-circle-school = Te zien voor docenten van de school
questions-circle-region = Te zien voor docenten in de regio
questions-circle-country = Te zien voor docenten in het land
questions-circle-other = Te zien voor docenten
questions-count =
    { $count ->
        [one] 1 vraag
       *[other] { $count } vragen
    }
questions-answers =
    { $count ->
        [0] nog geen antwoord
        [one] 1 antwoord
       *[other] { $count } antwoorden
    }
questions-nothing = We vonden geen vraag
questions-nothing-text = Stel je vraag. Andere teams zien hem en kunnen helpen.
questions-for-teachers = Hier stellen docenten vragen aan elkaar.

questions-ask-title = Stel je vraag
questions-ask-lead = Schrijf je vraag op. Kijk eerst of er al een antwoord is.
questions-ask-label = Je vraag in één zin
questions-ask-hint = Bijvoorbeeld: hoe begin je een teamdag met een nieuw team?
questions-details-label = Meer uitleg
questions-details-hint = Wat heb je al geprobeerd? Noem geen namen van studenten.
questions-field-label = Over welk opleidingsveld gaat het?
questions-field-any = Maakt niet uit
questions-reach-label = Wie mag je vraag lezen?
questions-reach-hint = We beginnen dichtbij. Komt er geen antwoord, dan gaat je vraag verder.
questions-reach-school = Docenten van mijn school
questions-reach-region = Ook docenten in mijn regio
questions-reach-country = Docenten in het hele land
questions-reach-other = Docenten
questions-team-label = Namens welk team?
questions-team-none = Namens mezelf
questions-knows-card = deelde deze kaart:
questions-knows-tried = probeerde deze kaart uit:
questions-knows-good-at = is hier goed in:
questions-look = Kijk wat er al is
questions-send = Stel je vraag
questions-there = Dit is er al
questions-there-nothing = We vonden nog niets. Stel je vraag gerust.
questions-beside = Dit past hierbij
questions-beside-cards = Kaarten
questions-beside-alike = Vragen die hierop lijken
questions-beside-teams = Teams die hier iets over deelden

questions-one-title = Vraag: { $title }
questions-by = Gevraagd door
questions-answers-title = Antwoorden
questions-no-answers = Nog niemand gaf antwoord.
questions-helped = Dit hielp
questions-thanks-said = Bedankje:
questions-thank-title = Heeft dit geholpen?
questions-thank-which = Kies wat je hielp
questions-thank-of = Het antwoord van { $name }
questions-thank-one = Een antwoord zonder naam
questions-thank-words = Schrijf een bedankje
questions-thank-hint = Alleen wie je hielp, leest dit.
questions-thank = Zeg dank je wel
questions-answer-title = Weet jij iets?
questions-answer-label = Je antwoord
questions-answer-cards = Kaarten die helpen
questions-answer-cards-hint = Plak het adres van een kaart. Zet elke kaart op een eigen regel.
questions-answer-send = Geef antwoord
questions-answer-withdraw = Haal dit antwoord weg
questions-reopen = Het hielp nog niet, vraag door
questions-close = Ik heb geen antwoord meer nodig
questions-withdraw = Haal deze vraag weg
questions-withdraw-text = Niemand ziet de vraag en de antwoorden dan nog.
questions-withdraw-button = Haal de vraag weg

questions-step-me-look = Zoek iemand die dit weet. Vraag die persoon om antwoord te geven.
questions-step-me-tell = Vertel of dit heeft geholpen.
questions-step-me-other = Kijk wat je kunt doen.
questions-step-other-answer = Andere teams geven antwoord. Anders gaat de vraag verder het land in.
questions-step-other-look = Een moderator zoekt iemand die dit weet.
questions-step-other-tell = Wie de vraag stelde, vertelt of het hielp.
questions-step-other-other = Een ander is aan de beurt.

questions-news-answered = Er is een antwoord op je vraag: { $title }
questions-news-wider = Je vraag gaat verder: { $title }
questions-news-looked-for = Een moderator zoekt antwoord op je vraag: { $title }
questions-news-nobody = Niemand wist het antwoord op je vraag: { $title }
questions-news-helped = Jouw antwoord hielp: { $title }
questions-news-tell = Heeft het antwoord geholpen? { $title }
questions-news-over = Je vraag is afgerond: { $title }
questions-news-you-know = Misschien weet jij dit: { $title }
questions-news-other = Er is nieuws over een vraag: { $title }

questions-flash-asked = Je vraag staat erbij.
questions-flash-answered = Dank je wel, je antwoord staat erbij.
questions-flash-thanked = Je bedankje is verstuurd. De vraag is afgerond.
questions-flash-reopened = Je vraag staat weer open.
questions-flash-closed = Je vraag is afgerond.
questions-flash-withdrawn = De vraag is weg.
questions-flash-answer-withdrawn = Het antwoord is weg.

questions-problem-question-title = Schrijf je vraag in één zin, van 8 tot 160 tekens.
questions-problem-question-long = Deze uitleg is te lang. Houd het bij 2000 tekens.
questions-problem-question-field = Dit opleidingsveld bestaat niet. Kies er een uit de lijst.
questions-problem-question-reach = Kies wie je vraag mag lezen.
questions-problem-question-no-school = Bij jouw account staat geen school. Kies het hele land.
questions-problem-question-no-region = Bij jouw account staat geen regio. Kies het hele land.
questions-problem-question-too-many = Je hebt al vijf vragen open staan. Rond er eerst een af.
questions-problem-question-team = Je zit niet in dit team. Kies een van je teams, of geen.
questions-problem-question-over = Deze vraag is afgerond. Stel een nieuwe vraag als je verder wilt.
questions-problem-question-not-yours = Alleen wie de vraag stelde, kan dit doen.
questions-problem-question-changed = Er is intussen iets veranderd. Bekijk de vraag opnieuw.
questions-problem-question-teachers-ask = Vragen stellen kan met een account van een docent of coördinator.
questions-problem-answer-text = Schrijf een antwoord van 2 tot 4000 tekens.
questions-problem-answer-cards = Een van deze kaarten is er niet. Geef hooguit vijf adressen.
questions-problem-answer-too-many = Deze vraag heeft genoeg antwoorden. Kijk of het jouwe er al bij staat.
questions-problem-answer-own = Dit is je eigen vraag. Kies wat hielp, of rond de vraag af.
questions-problem-thanks-which = Kies minstens één antwoord dat hielp.
questions-problem-thanks-long = Je bedankje is te lang. Houd het bij 500 tekens.
questions-problem-other = Kijk dit nog eens na.
