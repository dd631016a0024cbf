### What goes on in a learning community: vraag en aanbod, topics, asking to join. Keys begin with "communities-".

communities-entries = Vraag en aanbod
communities-entries-title = Vraag en aanbod: { $name }
communities-entries-lead = Wat heb je nodig? Wat kun je geven? Deel het in { $name }.
communities-entries-look = Bekijk vraag en aanbod
communities-entries-running = Dit staat open
communities-entries-over = Wat ermee gebeurde
communities-entries-nothing = Hier staat nu niets
communities-entries-nothing-text = Vraag jij het eerst? Of bied iets aan.
communities-entries-join = Alleen wie meedoet, plaatst iets. Doe mee:
communities-entry-title = { $title }
communities-entry-vraag = Vraag
communities-entry-aanbod = Aanbod
communities-entry-other = Oproep
communities-entry-kind-vraag = Ik vraag iets
communities-entry-kind-aanbod = Ik bied iets aan
communities-entry-kind-other = Iets anders
communities-entry-place = Plaats een oproep
communities-entry-what = Vraag je iets of bied je iets aan?
communities-entry-heading = Waar gaat het om?
communities-entry-heading-hint = Eén korte zin.
communities-entry-text = Vertel er meer over
communities-entry-text-hint = Zet hier geen nummer, adres of link in.
communities-entry-weeks = Hoelang blijft dit staan?
communities-entry-weeks-hint = Voor het stopt, vragen we of je het nog nodig hebt.
communities-entry-send = Plaats
communities-weeks-1 = 1 week
communities-weeks-2 = 2 weken
communities-weeks-4 = 4 weken
communities-weeks-8 = 8 weken
communities-weeks-13 = 3 maanden
communities-weeks-other = Anders
communities-state-open = Open
communities-state-talking = In gesprek
communities-state-solved = Opgelost
communities-state-given = Weggegeven
communities-state-closed = Niet meer nodig
communities-state-expired = Verlopen
communities-state-other = Voorbij
communities-step-open = Wie meedoet, kan reageren.
communities-step-talking = Kijk samen of het lukt.
communities-step-needed = Heb je dit nog nodig?
communities-step-other = Kijk wat er nog kan.
communities-reacted =
    { $count ->
        [one] 1 reactie
       *[other] { $count } reacties
    }
communities-thanks = Opgelost dankzij
communities-thanked = Dit hielp
communities-reactions = Reacties
communities-reactions-none = Er is nog geen reactie.
communities-reactions-hidden =
    { $count ->
        [one] Er is 1 reactie. Alleen wie meedoet, leest hem.
       *[other] Er zijn { $count } reacties. Alleen wie meedoet, leest ze.
    }
communities-reaction = Jouw reactie
communities-reaction-hint = Wie meedoet, leest dit. Zet er geen nummer of adres in.
communities-reaction-remove = Haal weg
communities-react = Reageer
communities-solve = Is het gelukt?
communities-solve-who = Wie hielp je?
communities-solve-do = Opgelost. Dank je wel!
communities-entry-prolong = Nog vier weken
communities-entry-close = Niet meer nodig
communities-entry-remove = Haal deze oproep weg
communities-entry-remove-text = Dan zijn ook de reacties weg. Dit kan niet terug.
communities-entry-remove-do = Haal alles weg
communities-flash-placed = Je oproep staat er. Je krijgt bericht als iemand reageert.
communities-flash-reacted = Je reactie staat erbij.
communities-flash-prolonged = Je oproep blijft nog vier weken staan.
communities-flash-closed = Je oproep is gesloten. Wie hielp, krijgt bericht.
communities-flash-removed = Het is weg.
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
