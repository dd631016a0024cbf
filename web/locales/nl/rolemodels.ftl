### Rolmodellen: vinden, zijn en uitnodigen. Keys begin with "rolemodels-".

rolemodels-way-find = Zoek een rolmodel
rolemodels-way-own = Vertel kort wie je bent als rolmodel
rolemodels-way-invite = Ken je zelf iemand? Nodig die uit

rolemodels-form-gesprek = Gesprek
rolemodels-form-gastuur = Gastuur in de klas
rolemodels-form-meelopen = Dag meelopen
rolemodels-form-other = Iets anders

rolemodels-ask-gesprek = Vraag een gesprek
rolemodels-ask-gastuur = Vraag een gastuur
rolemodels-ask-meelopen = Vraag een dag meelopen
rolemodels-ask-other = Vraag dit

rolemodels-how = Zo werkt het

## Finding one
rolemodels-find-title = Rolmodellen
rolemodels-find-lead = Dit zijn mensen die hun vak en hun weg laten zien. Elk vak telt even zwaar. Elke route ook.
rolemodels-find-none = Er past nu niemand
rolemodels-find-none-text = Vraag iemand die je zelf kent. Denk aan familie, je stage of je buurt.
rolemodels-card-chance = Deze kans kreeg ik:
rolemodels-card-example = Mijn rolmodel:
rolemodels-card-routes = Deze weg liep ik zelf:
rolemodels-how-1 = Je vraagt een gesprek, een gastuur of een dag meelopen.
rolemodels-how-2 = Je hoort binnen drie dagen ja of nee.
rolemodels-how-3 = Bij een ja kiezen jullie samen een dag. Je zit nergens aan vast.

## My short profile
rolemodels-own-title = Jij als rolmodel
rolemodels-own-lead = Vertel kort wat je doet. Je vak en jouw weg zijn genoeg. Een diploma meer of minder maakt niet uit. Studenten lezen dit.
rolemodels-own-invited = Je bent uitgenodigd
rolemodels-own-by = { $name } vraagt jou als rolmodel
rolemodels-own-stop = Ik doe toch niet mee
rolemodels-own-help = Vul in hoe je wilt helpen
rolemodels-own-shown = Studenten zien dit nu.
rolemodels-own-hidden = Studenten zien dit nu niet. Je hebt pauze, of je toestemming staat uit.
rolemodels-own-consent = Kijk naar je toestemming
rolemodels-own-routes = Jouw weg staat in je profiel:
rolemodels-own-edit = Pas je profiel aan
rolemodels-own-filter = Zet hier geen nummer, adres of link. Praten doe je via berichten op Kansrijk.
rolemodels-own-save = Bewaar
rolemodels-own-empty = Maak dit leeg
rolemodels-q-trade = Wat doe je?
rolemodels-why-trade = Je vak of je werk, zoals kok, elektricien of docent. Ten hoogste 60 tekens.
rolemodels-q-chance = Welke kans kreeg je?
rolemodels-why-chance = Iets of iemand die jou verder hielp. Ten hoogste 200 tekens.
rolemodels-q-example = Wie was jouw rolmodel?
rolemodels-why-example = Noem geen hele naam. Je tante of je baas is genoeg.
rolemodels-q-offers = Wat wil je doen?
rolemodels-why-offers = Kies wat bij je past. Je zegt bij elke vraag zelf ja of nee.

## Inviting by a link
rolemodels-invite-title = Nodig een rolmodel uit
rolemodels-invite-lead = Ken jij iemand met een mooi vak of verhaal? Stuur die een link.
rolemodels-invite-made = Dit is je link. Kopieer hem nu: we laten hem maar één keer zien.
rolemodels-invite-left = { $count ->
    [0] Je hebt nu drie uitnodigingen open. Trek er een in voor een nieuwe.
    [one] Je kunt nog één uitnodiging maken.
   *[other] Je kunt nog { $count } uitnodigingen maken.
}
rolemodels-invite-form = Wat wil je vragen?
rolemodels-invite-make = Maak een link
rolemodels-invite-own = Jouw uitnodigingen
rolemodels-invite-withdraw = Trek in
rolemodels-invite-how-1 = De link werkt 14 dagen, voor één persoon.
rolemodels-invite-how-2 = Die persoon is 18 jaar of ouder en meldt zich aan.
rolemodels-invite-how-3 = Ben jij nog geen 18? Dan is ook een geldige VOG nodig. Jullie praten alleen hier.
rolemodels-until = Tot en met
rolemodels-made = Gemaakt op
rolemodels-ended = Klaar op
rolemodels-to-request = Bekijk de vraag
rolemodels-state-open = Nog niet gebruikt
rolemodels-state-claimed = Er mist nog iets bij
rolemodels-state-used = Gelukt met
rolemodels-state-withdrawn = Ingetrokken
rolemodels-state-ended = Voorbij
rolemodels-state-other = Anders

## Where the link leads
rolemodels-link-title = Word iemands rolmodel
rolemodels-link-lead = { $name } kent jou en vraagt jou als rolmodel.
rolemodels-link-asked = De vraag
rolemodels-link-sign-in = Meld je aan en doe mee
rolemodels-link-new = Nieuw hier? Je maakt een account met je e-mailadres.
rolemodels-link-join = Ik doe mee
rolemodels-link-then = Daarna krijg je een vraag. Je zegt zelf nog ja of nee.
rolemodels-link-before = Deed je al mee met deze link? Ga verder
rolemodels-link-further = Ga verder
rolemodels-link-safe = Zo houden we het veilig
rolemodels-link-safe-1 = Je bent 18 jaar of ouder.
rolemodels-link-safe-minor = Deze student is nog geen 18. Daarom heb je een geldige VOG nodig. Een coördinator kijkt die na.
rolemodels-link-safe-2 = Jullie praten alleen via berichten op Kansrijk.
rolemodels-link-safe-3 = Allebei kun je stoppen, iets melden of de ander blokkeren.
rolemodels-still-needed = Dit is nog nodig
rolemodels-by-itself = Is alles er? Dan komt de vraag vanzelf bij je.
rolemodels-missing-profile = Vul in hoe je wilt helpen. Kies daar rolmodel of meelopen.
rolemodels-missing-short = Vertel kort wie je bent als rolmodel.
rolemodels-missing-consent = Zet aan dat anderen je mogen vinden en vragen.
rolemodels-missing-certificate = Laat een coördinator van je regio je VOG zien.
rolemodels-missing-paused = Je profiel staat op pauze. Zet het weer aan.
rolemodels-missing-full = Je hebt geen plek vrij. Maak je aantal groter.
rolemodels-missing-student = De student kan nu niets vragen. Wacht even.
rolemodels-missing-other = Er mist nog iets.

rolemodels-flash-saved = Bewaard. Dank je wel.
rolemodels-flash-emptied = Je tekst is weg.
rolemodels-flash-stopped = Je doet niet mee. De student hoort dat de uitnodiging voorbij is.
rolemodels-flash-withdrawn = De uitnodiging is ingetrokken. De link werkt niet meer.
rolemodels-flash-joined = Fijn dat je meedoet! Dit is de vraag.
rolemodels-flash-still-missing = Fijn dat je meedoet! Hier staat wat nog nodig is.

rolemodels-problem-trade-empty = Vertel wat je doet: je vak of je werk.
rolemodels-problem-trade-too-long = Je vak is te lang. Gebruik ten hoogste 60 tekens.
rolemodels-problem-chance-too-long = Deze tekst is te lang. Gebruik ten hoogste 200 tekens.
rolemodels-problem-example-too-long = Deze tekst is te lang. Gebruik ten hoogste 100 tekens.
rolemodels-problem-text-leads-outside = Hier staat een nummer, adres of link. Haal dat weg. Afspreken doen jullie hier.
rolemodels-problem-offers-empty = Kies minstens één ding dat je wilt doen.
rolemodels-problem-offer-unknown = Deze keuze staat niet in de lijst. Kies er een uit de lijst.
rolemodels-problem-form-unknown = Kies wat je wilt vragen: iets wat dit rolmodel aanbiedt.
rolemodels-problem-role-model-no-profile = Vul eerst je profiel als helper in. Kies daar rolmodel of meelopen.
rolemodels-problem-role-model-not-allowed = Rolmodel zijn kan vanaf 18 jaar, als je leert, werkt of lesgeeft.
rolemodels-problem-invitation-too-many = Je hebt al drie uitnodigingen open. Trek er een in, of wacht.
rolemodels-problem-invitation-many-made = Je maakte deze maand al veel uitnodigingen. Probeer het later nog eens.
rolemodels-problem-invitation-ended = Deze uitnodiging is voorbij of al gebruikt. Vraag om een nieuwe.
rolemodels-problem-invitation-own = Dit is je eigen uitnodiging. Stuur de link aan wie je wilt vragen.
rolemodels-problem-invitation-from-eighteen = Een rolmodel is 18 jaar of ouder. Deze uitnodiging kun je niet aannemen.
rolemodels-problem-other = Dit kan nu niet. Probeer het later nog eens.
