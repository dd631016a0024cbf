### The mails that accounts sends. Short, and the same for everybody.

mail-sign-in-subject = Je code voor Kansrijk: { $code }
mail-sign-in-lead = Met deze code meld je je aan bij Kansrijk:
mail-sign-in-where = Typ de code in het tabblad waar je begon.
mail-sign-in-link = Of open deze link in dezelfde browser:
mail-sign-in-button = Aanmelden bij Kansrijk
mail-sign-in-until = De code werkt 10 minuten, en één keer.
mail-sign-in-not-you = Was jij dit niet? Dan hoef je niets te doen. Geef de code aan niemand.

mail-parent-subject = Mag { $name } meedoen met Kansrijk?
mail-parent-lead = { $name } wil meedoen met Kansrijk. Daar helpen studenten van het mbo elkaar.
mail-parent-what = { $name } is nog geen 16. Daarom vragen we jou als ouder of verzorger of het goed is.
mail-parent-link = Open deze pagina. Daar lees je wat we bewaren en zeg je ja of nee:
mail-parent-button = Lezen en kiezen
mail-parent-until = De link werkt een week. Zeg je ja? Bewaar deze mail dan: met dezelfde link trek je dat weer in.
mail-parent-not-you = Ken je { $name } niet? Dan hoef je niets te doen.

mail-recovery-subject = { $used ->
    [yes] Iemand is terug in je account bij Kansrijk
    [agreed] Een herstellink naar je account werkt nu
   *[no] Een link naar je account bij Kansrijk
}
mail-recovery-lead = { $used ->
    [yes] Iemand heeft een herstellink gebruikt en meldt zich nu op een nieuwe manier aan bij jouw account.
    [agreed] Een tweede persoon gaf akkoord. De herstellink voor jouw account werkt nu een dag.
   *[no] Een beheerder maakte een herstellink voor jouw account. Zo kom je terug als aanmelden niet meer lukt.
}
mail-recovery-you = Vroeg je dit zelf? Dan hoef je niets te doen.
mail-recovery-link = Was jij dit niet? Stop het dan met één druk op de knop. Aanmelden hoeft niet:
mail-recovery-button = Bekijken en stoppen
mail-news-question-answered-subject = Antwoord op je vraag: { $title }
mail-news-question-answered = Er is een antwoord op je vraag: { $title }
mail-news-question-helped-subject = Jouw antwoord hielp: { $title }
mail-news-question-helped = Jouw antwoord hielp een ander team. Er staat een bedankje voor je klaar.
mail-news-question-nobody-subject = Geen antwoord op je vraag: { $title }
mail-news-question-nobody = Niemand wist het antwoord op je vraag. Stel hem gerust nog eens, in andere woorden.
mail-news-question-tell-subject = Heeft het geholpen? { $title }
mail-news-question-tell = Je kreeg een antwoord op je vraag. Heeft het geholpen?
mail-news-question-you-know-subject = Weet jij dit? { $title }
mail-news-question-you-know = Een team stelt een vraag die past bij een kaart van jou: { $title }
mail-news-saved-search-subject = Nieuw bij je zoekvraag: { $title }
mail-news-saved-search = Er staan nieuwe kaarten in de Trukendoos. Ze passen bij wat jij bewaarde: { $title }
mail-news-stop-kind = Liever geen mails over je zoekvragen? Zet ze hier uit. Aanmelden hoeft niet:
mail-news-conversation-new-subject = Er is een bericht voor je bij Kansrijk
mail-news-conversation-new = Er staat een nieuw bericht voor je klaar in een gesprek op Kansrijk.
mail-news-link = Lees verder op Kansrijk:
mail-news-button = Lees verder
mail-news-stop = Liever geen mails meer? Zet ze hier uit:
mail-news-stop-button = Mails uitzetten
mail-suspension-subject = Je account bij Kansrijk is geschorst
mail-suspension-lead = Je account bij Kansrijk is geschorst. Anderen zien je niet en je kunt niet meedoen.
mail-suspension-why = Dit is waarom:
mail-suspension-until = Dit duurt tot en met { $day }.
mail-suspension-open = Er is geen einddatum. Een moderator of beheerder kan dit opheffen.
mail-suspension-who = Een moderator of beheerder besliste dit. Ben je het er niet mee eens? Dan kijkt iemand anders er opnieuw naar.
mail-suspension-link = Meld je aan. Je leest daar meer, maakt bezwaar, en haalt of wist je gegevens:
mail-suspension-button = Lezen en reageren
mail-suspension-lifted-subject = Je kunt weer meedoen met Kansrijk
mail-suspension-lifted = Je account bij Kansrijk is niet meer geschorst.
mail-suspension-again = Meld je aan zoals altijd. Je sleutels voor scripts maak je opnieuw.
mail-news-community-left-subject = Je doet niet meer mee: { $title }
mail-news-community-left = Wie { $title } leidt, haalde je uit de groep. Vragen? Stel ze aan die persoon.
mail-news-source-failing-subject = We kunnen een agenda niet lezen: { $title }
mail-news-source-failing = De agenda van { $title } is vijf keer niet gelukt. Kijk wat er mis is, of stop met volgen.
mail-invitation-subject = Doe je mee met { $title }?
mail-invitation-lead = Je bent uitgenodigd voor een leergemeenschap op Kansrijk: { $title }
mail-invitation-what = Daar leren studenten en docenten van elkaar. Je beslist zelf of je meedoet.
mail-invitation-link = Open deze pagina. Daar lees je meer en kies je ja of nee:
mail-invitation-button = Lezen en kiezen
mail-invitation-not-you = Ken je dit niet? Dan hoef je niets te doen. Je doet pas mee als je ja zegt.
mail-news-programme-matched-subject = Je bent gekoppeld in { $title }
mail-news-programme-matched = Het programma { $title } heeft iemand voor je gevonden. Kijk wie het is en spreek iets af.
mail-news-programme-suggested-subject = Een voorstel uit { $title }
mail-news-programme-suggested = Het programma { $title } stelt iemand voor die bij je past. Zeg binnen drie dagen ja, of vraag om iemand anders.
mail-news-programme-published-subject = De koppels van { $title } zijn gemaakt
mail-news-programme-published = De koppels van { $title } zijn gemaakt. Iedereen heeft bericht. Kijk wie er nog wacht.
mail-news-match-plan-subject = Er is nieuws over jullie afspraak
mail-news-match-plan = Er is iets nieuws over een afspraak met je maatje. Kijk wat er staat, dan kun je kiezen of het in je agenda zetten.
mail-news-match-tomorrow-subject = Morgen zie je je maatje
mail-news-match-tomorrow = Morgen spreek je iemand van Kansrijk. Kijk nog even waar en hoe laat. Kun je niet? Verzet het dan gerust.
mail-news-guest-hour-asked-subject = Een docent vraagt je voor een gastuur
mail-news-guest-hour-asked = Een docent vraagt of je een uur in de klas komt vertellen. Zeg binnen drie dagen ja of nee. Je kiest zelf.
mail-news-guest-hour-answered-subject = Nieuws over je gastuur
mail-news-guest-hour-answered = Er is nieuws over het gastuur dat je vroeg. Kijk wat het antwoord is en wat je nu kunt doen.
mail-news-match-stuck-subject = Hoe gaat het met jullie?
mail-news-match-stuck = Het is een tijdje stil met je maatje. Dat gebeurt. Kijk wat nu helpt: een ander moment, een doel minder of stoppen.
mail-moment = { $day } { $month ->
        [m1] januari
        [m2] februari
        [m3] maart
        [m4] april
        [m5] mei
        [m6] juni
        [m7] juli
        [m8] augustus
        [m9] september
        [m10] oktober
        [m11] november
       *[m12] december
    } om { $time } uur
mail-place-button = Naar je plek
mail-place-cancel = Kom je niet meer? Zeg het op diezelfde pagina. Eén tik is genoeg, dan kan een ander komen.
mail-place-not-you = Was jij dit niet? Dan hoef je niets te doen. Er gebeurt pas iets als iemand op de pagina ja zegt.
mail-place-offered-subject = Er is een plek voor je: { $title }
mail-place-offered = Er kwam een plek vrij bij { $title }. Hij is voor jou tot { $moment }. Daarna gaat hij naar de volgende.
mail-place-offered-link = Zeg ja of nee:
mail-place-lapsed-subject = De plek ging naar de volgende: { $title }
mail-place-lapsed = We hoorden op tijd niets van je. De plek bij { $title } ging naar de volgende.
mail-place-lapsed-link = Wil je toch komen? Zet je dan weer op de lijst:
mail-place-free-subject = Er is een plek vrij: { $title }
mail-place-free = Er is nog een plek vrij bij { $title }. Het begint al snel. Wie het eerst ja zegt, heeft de plek.
mail-place-free-link = Zeg ja, als je komt:
mail-place-given-subject = Je hebt een plek: { $title }
mail-place-given = Er is nu plek voor iedereen bij { $title }. Ook voor jou.
mail-place-given-link = Kijk waar en hoe laat het is:
mail-signup-asked-subject = Wil je komen? { $title }
mail-signup-asked = Je gaf dit adres op voor { $title }. Zeg ja, dan sta je op de lijst. De link werkt tot { $moment }.
mail-signup-asked-link = Open deze pagina en zeg ja:
mail-meetup-changed-subject = Er is iets veranderd: { $title }
mail-meetup-changed = De organisator heeft iets veranderd aan { $title }. Het begint op { $moment }.
mail-meetup-changed-link = Kijk wat er nu staat:
mail-meetup-cancelled-subject = Gaat niet door: { $title }
mail-meetup-cancelled = { $title } van { $moment } gaat niet door.
mail-meetup-cancelled-link = Kijk waarom, en wat er nog meer komt:
mail-meetup-cancelled-end = Je hoeft niets te doen.
mail-meetup-tomorrow-subject = Morgen: { $title }
mail-meetup-tomorrow = Je vroeg om een seintje. { $title } begint op { $moment }.
mail-meetup-tomorrow-link = Kijk waar het is:
mail-meetup-soon-subject = Over een uur: { $title }
mail-meetup-soon = Je vroeg om een seintje. { $title } begint op { $moment }.
mail-meetup-soon-link = Kijk waar het is:
mail-day = { $day } { $month ->
        [m1] januari
        [m2] februari
        [m3] maart
        [m4] april
        [m5] mei
        [m6] juni
        [m7] juli
        [m8] augustus
        [m9] september
        [m10] oktober
        [m11] november
       *[m12] december
    }
mail-span = { $from } tot { $until }
mail-change-nothing = nog niet bekend
mail-change-title = Naam: { $now }. Eerst: { $before }.
mail-change-time = Tijd: { $now }. Eerst: { $before }.
mail-change-place = Plek: { $now }. Eerst: { $before }.
mail-change-cost = Kosten: { $now }. Eerst: { $before }.
mail-change-travel = Reizen: { $now }. Eerst: { $before }.
mail-change-link = De link om online mee te doen is anders. Je vindt hem op de pagina.
mail-change-series = De dagen zijn anders. Je vindt ze op de pagina.
mail-change-date-moved = De keer van { $before } is nu op { $now }.
mail-change-date-off = De keer van { $before } gaat niet door.
mail-change-date-back = De keer van { $now } gaat toch door.
mail-community-button = Naar de pagina
mail-community-end = Deze mail krijg je omdat je meedoet in een leergemeenschap.
mail-entry-needed-subject = Nog nodig? { $title }
mail-entry-needed = Je oproep { $title } stopt op { $moment }. Heb je hem nog nodig?
mail-entry-needed-link = Laat hem met één tik langer staan, of sluit hem:
mail-entry-expired-subject = Je oproep is gestopt: { $title }
mail-entry-expired = De tijd van je oproep { $title } is voorbij. Hij staat niet meer open.
mail-entry-expired-link = Kijk wat er gezegd is. Je kunt altijd een nieuwe plaatsen:
mail-entry-reacted-subject = Er is een reactie: { $title }
mail-entry-reacted = Iemand reageerde op je oproep { $title }.
mail-entry-reacted-link = Lees de reactie:
mail-entry-thanked-subject = Opgelost dankzij jou: { $title }
mail-entry-thanked = Je hielp met { $title }. Dank je wel!
mail-entry-thanked-link = Kijk wat ermee gebeurde:
mail-join-asked-subject = Iemand wil meedoen: { $title }
mail-join-asked = Iemand vraagt of die mee mag doen met { $title }. Zeg binnen een week ja of nee.
mail-join-asked-link = Bekijk de vraag en kies:
mail-join-welcome-subject = Welkom bij { $title }
mail-join-welcome = Je doet nu mee met { $title }. Fijn dat je er bent.
mail-join-welcome-link = Kijk wie er meedoen en wat er komt:
mail-join-declined-subject = Je vraag aan { $title }
mail-join-declined = Meedoen met { $title } kan nu niet. Dat zegt niets over jou.
mail-join-declined-link = Kijk wat er nog meer in je regio is:
mail-join-unanswered-subject = Nog geen antwoord van { $title }
mail-join-unanswered = Je vroeg of je mee mag doen met { $title }. Er kwam op tijd geen antwoord. Dat had wel gemoeten.
mail-join-unanswered-link = Vraag het gerust nog een keer:
mail-join-missed-subject = Er wachtte iemand op je: { $title }
mail-join-missed = Iemand vroeg een week geleden om mee te doen met { $title }. De vraag is nu voorbij.
mail-join-missed-link = Nodig deze persoon zelf uit, of wacht op een nieuwe vraag:
mail-topic-proposed-subject = Een onderwerp voor je groep: { $title }
mail-topic-proposed = Iemand wil het hebben over: { $title }. Zeg wat ermee gebeurt voor { $moment }.
mail-topic-proposed-link = Bekijk het onderwerp en kies:
mail-topic-waits-subject = Wacht op jouw antwoord: { $title }
mail-topic-waits = Je groep wacht nog op een antwoord over { $title }. Kies voor { $moment }: een bijeenkomst, later of niet.
mail-topic-waits-link = Bekijk het onderwerp en kies:
mail-topic-planned-subject = Het komt er: { $title }
mail-topic-planned = Jij wilde het hebben over { $title }. Er komt een bijeenkomst.
mail-topic-planned-link = Kijk wanneer:
mail-topic-later-subject = Later: { $title }
mail-topic-later = Jij wilde het hebben over { $title }. Nu lukt het niet. We kijken opnieuw op { $moment }.
mail-topic-later-link = Kijk welke onderwerpen er zijn:
mail-topic-declined-subject = Antwoord op je onderwerp: { $title }
mail-topic-declined = Jij wilde het hebben over { $title }. Dat wordt geen bijeenkomst. Bij het onderwerp staat waarom.
mail-topic-declined-link = Lees het antwoord:
mail-topic-unanswered-subject = Geen antwoord: { $title }
mail-topic-unanswered = Jij wilde het hebben over { $title }. Niemand gaf antwoord. Dat had wel gemoeten.
mail-topic-unanswered-link = Stel het gerust nog eens voor:
mail-follow-up-asked-subject = Wat nemen jullie mee? { $title }
mail-follow-up-asked = Je organiseerde { $title }. Vertel in een paar zinnen wat jullie meenemen. Zo hebben anderen er ook iets aan.
mail-follow-up-asked-link = Schrijf het op:
