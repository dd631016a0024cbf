### Een gastuur in de klas. Keys begin with "guesthours-".

guesthours-way = Vraag een rolmodel in je klas
guesthours-title = Gastuur in je klas
guesthours-lead = Deze mensen vertellen graag een uur over hun werk en hun weg. Elk vak telt even zwaar.
guesthours-none = Er kan nu niemand komen
guesthours-none-text = Kijk later nog eens. Of nodig iemand uit op het bord met bijeenkomsten.
guesthours-ask = Vraag een gastuur
guesthours-how-1 = Je zegt wanneer het kan, waar het over gaat en voor hoeveel studenten.
guesthours-how-2 = Je hoort binnen drie dagen ja of nee.
guesthours-how-3 = Bij een ja kiezen jullie samen een datum. Jij bent er in de les bij.

guesthours-ask-title = Vraag { $name } voor je klas
guesthours-names = Noem geen namen van studenten. Het aantal is genoeg.
guesthours-q-slots = Wanneer kan het?
guesthours-why-slots = Kies alle dagdelen die passen. Een datum kiezen jullie later samen.
guesthours-q-subject = Waar gaat het over?
guesthours-q-students = Hoeveel studenten zijn er?
guesthours-why-students = Een getal van 1 tot en met 100.
guesthours-q-place = Waar is het?
guesthours-send = Stuur je vraag
guesthours-safe = In een klas zitten ook minderjarigen. Daarom zie je hier alleen mensen met een geldige VOG.
guesthours-flash-asked = Je vraag is weg. Je hoort binnen drie dagen iets.

guesthours-subject-werkdag = Een werkdag in het echt
guesthours-subject-mijn-weg = De weg naar dit werk
guesthours-subject-werk-vinden = Werk of een stage vinden
guesthours-subject-ondernemen = Een eigen zaak
guesthours-subject-tegenslag = Omgaan met tegenslag
guesthours-subject-verder-leren = Verder leren, of juist niet
guesthours-subject-other = Iets anders
guesthours-place-school = Op school, in de les
guesthours-place-bellen = Online, met beeld
guesthours-place-other = Een andere plek

guesthours-request = Het gastuur
guesthours-request-who-student = Jij bent er als docent bij.
guesthours-request-who-buddy = { $name } is de docent en is erbij.
guesthours-request-who-other = Er is een docent bij.
guesthours-request-count = { $count ->
    [one] Eén student
   *[other] { $count } studenten
}
guesthours-request-when = Dan kan de klas:
guesthours-request-reason-hint = De docent ziet je reden. Dan is duidelijk waar het aan ligt.
guesthours-request-met-text = Is het gastuur geweest? Laat het weten. Dan is het klaar.
guesthours-request-met = Het gastuur is geweest

guesthours-problem-hour-teachers-only = Een gastuur voor een klas vraagt een docent.
guesthours-problem-hour-slots = Kies minstens één dagdeel waarop het kan.
guesthours-problem-hour-subject = Kies waar het over gaat.
guesthours-problem-hour-students = Vul een aantal in van 1 tot en met 100.
guesthours-problem-hour-place = Kies een plek waar dit rolmodel kan komen.
guesthours-problem-hour-not-offered = Dit rolmodel geeft nu geen gastuur. Kies een ander.
guesthours-problem-other = Dit kan nu niet. Probeer het later nog eens.
