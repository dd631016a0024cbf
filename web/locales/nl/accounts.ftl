### Signing in and out. Keys begin with "accounts-".

accounts-sign-in-title = Aanmelden

accounts-demo-lead = Dit is een voorbeeld met verzonnen mensen. Kies wie je wilt zijn.
accounts-demo-minor = · 16 of 17 jaar
accounts-demo-child = · nog geen 16: doet mee als een ouder dat goed vindt
accounts-demo-role-student = Student
accounts-demo-role-docent = Docent
accounts-demo-role-maatje = Studiemaatje
accounts-demo-role-rolmodel = Rolmodel
accounts-demo-role-coordinator = Coördinator
accounts-demo-role-zorgconsulent = Zorgconsulent
accounts-demo-role-moderator = Moderator
accounts-demo-role-beheerder = Beheerder
accounts-demo-can-student = Zoek een maatje of een rolmodel. Vraag iemand en kijk wat er loopt.
accounts-demo-can-docent = Zoek een werkvorm voor je team. Voeg een eigen kaart toe.
accounts-demo-can-maatje = Zeg wat je een ander kunt leren. Geef antwoord op een vraag.
accounts-demo-can-rolmodel = Laat zien hoe jouw weg ging. Geef antwoord op een vraag.
accounts-demo-can-coordinator = Zet een bijeenkomst op het bord van je regio.
accounts-demo-can-zorgconsulent = Kijk mee met studenten die dat goed vinden.
accounts-demo-can-moderator = Kijk naar wat mensen melden.
accounts-demo-can-beheerder = Kijk of alles goed loopt.

accounts-school-lead = Je school regelt hoe je je aanmeldt.
accounts-school-ask = Kan dat nog niet? Vraag het aan je docent of mentor.
accounts-school-meanwhile = Rondkijken kan zonder aanmelden:
accounts-school-toolbox = Zoek een kaart in de trukendoos
accounts-school-meetups = Bekijk de bijeenkomsten

accounts-flash-signed-in = Je bent aangemeld.
accounts-flash-signed-out = Je bent afgemeld.

accounts-problem-demo-off = De demo staat hier uit. Vraag je school hoe je je aanmeldt.
accounts-problem-demo-elsewhere = De demo werkt alleen op de computer waarop Kansrijk draait. Open de pagina op die computer.
accounts-problem-person-unknown = Deze persoon kennen we niet. Kies iemand uit de lijst.
accounts-problem-age-parent-consent-needed = Je bent nog geen 16. Je kunt meedoen als een ouder of verzorger dat goed vindt. Vraag je school hoe dat gaat.
accounts-problem-token-hours = Kies hoelang de sleutel werkt.
accounts-problem-token-label-empty = Geef de sleutel een naam. Dan herken je hem later.
accounts-problem-token-label-too-long = De naam is te lang. Gebruik ten hoogste 60 tekens.
accounts-problem-token-too-many = Je hebt al 20 sleutels. Trek er eerst een in.
accounts-problem-token-in-person-only = Dit kan niet met een sleutel. Meld je aan in je browser en doe het daar.
accounts-problem-other = Dit lukt nu niet. Probeer het straks opnieuw.

accounts-problem-role-unknown = Kies een rol uit de lijst.
accounts-problem-role-not-yours = Deze rol kun jij hier niet geven. Vraag een beheerder.
accounts-problem-role-place = Kies een regio, school of programma dat bij de rol past.
accounts-problem-role-until = Kies een dag na vandaag, ten hoogste een jaar vooruit.
accounts-problem-role-who = Deze persoon kennen we hier niet. Kijk of het adres klopt.
accounts-problem-report-why = Kies wat er aan de hand is.
accounts-problem-report-what = Wat je meldt bestaat niet meer.
accounts-problem-report-too-long = Je verhaal is te lang. Gebruik ten hoogste 1000 tekens.
accounts-problem-report-too-many = Je hebt al tien meldingen open staan. Wacht tot we er een hebben bekeken.
accounts-problem-report-outcome = Kies wat je hebt gedaan.
accounts-providers-title = Met je schoolaccount
accounts-provider = Aanmelden met { $name }
accounts-mail-title = Met je e-mail
accounts-mail-lead = Je krijgt een mail met een code.
accounts-mail-label = Je e-mailadres
accounts-mail-send = Stuur mij een code

accounts-code-title = Typ je code
accounts-code-lead = We sturen je een mail met een code van 6 cijfers.
accounts-code-label = De code
accounts-code-hint = De code werkt 10 minuten.
accounts-code-check = Aanmelden
accounts-code-none = Geen mail? Kijk ook bij ongewenste mail, of
accounts-code-again = vraag een nieuwe code.
accounts-code-mailbox = Open het postvak van dit voorbeeld

accounts-link-title = Aanmelden met je mail
accounts-link-lead = Klik op de knop om je aan te melden.
accounts-link-press = Aanmelden
accounts-link-elsewhere = Deze link werkt hier niet.
accounts-link-type = Ga terug naar het tabblad waar je begon. Typ daar de code uit de mail.

accounts-failed-title = Aanmelden lukt nu niet
accounts-failed-stale = Deze aanmelding werkt niet meer. Begin opnieuw.
accounts-failed-browser = Je begon in een andere browser. Ga daarnaar terug, of begin hier opnieuw.
accounts-failed-declined = De aanmelding bij je school is gestopt. Probeer het nog eens, of kies een andere manier.
accounts-failed-away = De aanmelding van je school geeft nu geen antwoord. Probeer het zo nog eens.
accounts-failed-distrusted = Het antwoord van je school klopt niet. Begin opnieuw. Helpt dat niet? Vraag dan je school om hulp.
accounts-failed-unknown = Deze manier van aanmelden is er niet. Kies een andere.
accounts-failed-young = Je bent nog geen 16. Je kunt meedoen als een ouder of verzorger dat goed vindt. Vraag je school hoe dat gaat.
accounts-failed-nothing = Je bent niet aangemeld. De rest van de site doet het gewoon.
accounts-failed-again = Opnieuw aanmelden
accounts-failed-code = Vraag je om hulp? Geef dan deze code door:

accounts-welcome-title = Welkom
accounts-welcome-lead = Nog een paar vragen en je kunt beginnen.
accounts-welcome-name = Hoe mogen anderen je noemen?
accounts-welcome-name-why = Je voornaam is genoeg.
accounts-welcome-year = In welk jaar ben je geboren?
accounts-welcome-birth-why = We vragen jaar en maand, want onder de 18 gelden andere regels.
accounts-welcome-month = In welke maand?
accounts-welcome-school = Op welke school zit je of werk je?
accounts-welcome-school-why = Dan zie je wat er bij jou in de buurt is.
accounts-welcome-choose = Kies
accounts-welcome-told = { $way } zegt dat je bij { $school } hoort.
accounts-welcome-go = Beginnen
accounts-welcome-kept = Meer bewaren we niet van je aanmelding.
accounts-welcome-privacy = Lees wat we bewaren
accounts-welcome-known = Heb je al een account?
accounts-welcome-known-how = Meld je dan aan zoals je dat eerder deed. Daarna koppel je deze manier eraan.
accounts-welcome-known-go = Aanmelden met mijn account
accounts-welcome-account = Je bent aangemeld als { $name }
accounts-welcome-link-way = Wil je voortaan ook met { $way } aanmelden?
accounts-welcome-link-mail = Wil je voortaan ook met dit e-mailadres aanmelden?
accounts-welcome-link = Koppel aan mijn account
accounts-welcome-or-new = Of maak een nieuw account

accounts-month-1 = januari
accounts-month-2 = februari
accounts-month-3 = maart
accounts-month-4 = april
accounts-month-5 = mei
accounts-month-6 = juni
accounts-month-7 = juli
accounts-month-8 = augustus
accounts-month-9 = september
accounts-month-10 = oktober
accounts-month-11 = november
accounts-month-12 = december

accounts-passkey-title = Extra slot
accounts-passkey-due = Met jouw rol beslis je over anderen. Daarom vragen we een extra slot.
accounts-passkey-shown = Je extra slot is open. Je kunt doen wat bij je rol hoort.
accounts-passkey-what = Dat slot is een passkey. Je opent hem met je vinger, je gezicht of een code.
accounts-passkey-script = Een passkey werkt alleen met JavaScript. Zet het aan, of meld je aan via je school.
accounts-passkey-make = Maak een passkey
accounts-passkey-use = Gebruik mijn passkey
accounts-passkey-another = Maak een tweede passkey
accounts-passkey-other-way = Meld je af en weer aan via je school. Of open de site op zijn gewone adres.
accounts-passkey-go = Extra slot openen

accounts-mailbox-title = Postvak
accounts-mailbox-lead = Dit zijn de mails van dit voorbeeld. Ze gaan nergens heen.
accounts-mailbox-to = Aan { $to }, { $date } om { $time }
accounts-mailbox-none = Er zijn nog geen mails.

accounts-signed-out-title = Je bent afgemeld
accounts-signed-out-still = Bij { $name } ben je nog aangemeld.
accounts-signed-out-shared = Deel je deze computer met anderen? Meld je dan ook daar af.
accounts-signed-out-there = Afmelden bij { $name }
accounts-signed-out-home = Naar de voorpagina

accounts-flash-welcome = Welkom! Maak nu je profiel.
accounts-flash-linked = Gelukt. Je kunt nu ook zo aanmelden.
accounts-flash-passkey = Je extra slot is open.

accounts-problem-name-empty = Vul in hoe anderen je mogen noemen.
accounts-problem-name-too-long = Je naam is te lang. Gebruik ten hoogste 80 tekens.
accounts-problem-birth-year = Vul je geboortejaar in met vier cijfers.
accounts-problem-birth-month = Kies een maand.
accounts-problem-school-unknown = Kies je school uit de lijst.
accounts-problem-email-wrong = Dit is geen e-mailadres. Schrijf het zo: naam@school.nl.
accounts-problem-mail-off = Aanmelden met e-mail kan hier niet. Kies een andere manier.
accounts-problem-mail-code-wrong = Deze code klopt niet. Typ de 6 cijfers uit de nieuwste mail.
accounts-problem-mail-code-spent = Deze code werkt niet meer. Vraag een nieuwe mail aan.
accounts-problem-passkey-refused = De passkey is niet gelukt. Probeer het nog eens.
accounts-problem-passkey-unavailable = Op dit adres werken passkeys niet.
accounts-problem-passkey-first = Gebruik eerst een passkey die je al hebt.
accounts-problem-identity-taken = Deze aanmelding hoort al bij een ander account.

accounts-welcome-parent-title = Je bent nog geen 16
accounts-welcome-parent-what = Een ouder of verzorger zegt eerst of het goed is. Wij sturen een mail.
accounts-welcome-parent = E-mailadres van je ouder of verzorger
accounts-welcome-parent-why = Na de mail bewaren we dit adres niet.
accounts-waiting-title = Wachten op je ouder
accounts-waiting-asked = { $name }, we hebben je ouder gemaild op { $date }.
accounts-waiting-ends = De link in die mail werkt tot { $date }.
accounts-waiting-unasked = { $name }, er ligt nu geen mail bij je ouder.
accounts-waiting-no = { $name }, je ouder vindt het niet goed. Praat er samen over.
accounts-waiting-yes = { $name }, je ouder vindt het goed. Meld je aan om te beginnen.
accounts-waiting-go = Aanmelden
accounts-waiting-until-then = Tot je ouder ja zegt, ziet niemand jou. Jij ziet ook geen andere mensen.
accounts-waiting-again = Nog een mail sturen
accounts-waiting-left = { $count ->
    [one] Vandaag kan dat nog 1 keer.
   *[other] Vandaag kan dat nog { $count } keer.
  }
accounts-waiting-tomorrow = Vandaag gingen er al drie mails weg. Morgen kan het weer.
accounts-waiting-correct = Klopte het adres niet? Vul hier het goede in. De oude link werkt dan niet meer.
accounts-waiting-send = Stuur de mail
accounts-waiting-meanwhile = Dit kan wel al
accounts-waiting-gone = Zegt niemand ja? Dan wissen we je account op { $date }.
accounts-flash-parent-asked = We sturen nu een mail naar je ouder.
accounts-problem-parent-not-needed = Toestemming van een ouder is niet meer nodig.
accounts-problem-parent-asked-often = We stuurden vandaag al drie mails. Probeer het morgen opnieuw.
accounts-problem-parent-missing = Je bent nog geen 16. Vul het adres van een ouder of verzorger in.
accounts-problem-parent-is-child = Dit is je eigen adres. Vul het adres van een ouder of verzorger in.
accounts-problem-email-shape = Dit is geen e-mailadres. Schrijf het zo: naam@school.nl.

accounts-passkey-keys = Je passkeys
accounts-passkey-key = Gemaakt op { $made }, voor het laatst gebruikt op { $used }
accounts-passkey-remove = Verwijder deze passkey
accounts-passkey-remove-first = Gebruik eerst een passkey. Daarna kun je er een verwijderen.
accounts-flash-passkey-gone = De passkey is weg. Op andere apparaten vragen we opnieuw om een passkey.

accounts-recoveries-title = Iemand terughelpen
accounts-recoveries-lead = Kan iemand niet meer in het eigen account? Maak dan een link.
accounts-recoveries-point-1 = Kijk eerst of je echt die persoon voor je hebt.
accounts-recoveries-point-2 = Geef de link zelf aan die persoon, en aan niemand anders.
accounts-recoveries-point-3 = De persoon krijgt een mail en ziet op de eigen pagina dat jij dit deed.
accounts-recoveries-who = Wie wil je terughelpen?
accounts-recoveries-who-hint = Het e-mailadres van het account.
accounts-recoveries-make = Maak een link
accounts-recoveries-made = Een link voor { $name }
accounts-recoveries-once = Je ziet deze link maar één keer. Hij werkt ook maar één keer.
accounts-recoveries-ends = De link werkt tot { $date } om { $time }.
accounts-recovery-title = Terug naar je account
accounts-recovery-lead = Deze link hoort bij het account van { $name }.
accounts-recovery-what = Je bent net op een nieuwe manier aangemeld. Die manier hoort daarna bij dit account. Op andere apparaten word je afgemeld.
accounts-recovery-go = Ik ben { $name }
accounts-recovery-first = Meld je eerst aan op je nieuwe manier. Open daarna deze link opnieuw.
accounts-recovery-sign-in = Aanmelden
accounts-recovery-ends = De link werkt tot { $date } om { $time }.
accounts-problem-recovery-not-yours = Voor dit account kun je geen link maken. Beslist iemand over anderen? Geef dan de rol aan een nieuw account.
accounts-problem-recovery-ended = Deze link werkt niet meer. Vraag een beheerder om een nieuwe.
accounts-problem-recovery-sign-in-first = Meld je eerst aan op je nieuwe manier. Open daarna deze link opnieuw.
accounts-recoveries-point-4 = Iemand anders kijkt mee. Is er niemand anders? Dan werkt de link na drie dagen.
accounts-recoveries-make-title = Zelf een link maken
accounts-recoveries-asked = De link werkt als een andere beheerder of een moderator akkoord geeft. Dat kan tot { $date } om { $time }.
accounts-recoveries-opens = Niemand anders kan meekijken. Daarom werkt de link pas vanaf { $date } om { $time }.
accounts-recoveries-agree-title = Wacht op jouw akkoord
accounts-recoveries-agree-lead = Vraag na of het echt die persoon is. Geef pas dan akkoord.
accounts-recoveries-agree-by = { $by } maakte deze link op { $date }.
accounts-recoveries-agree-until = Akkoord geven kan tot { $date } om { $time }.
accounts-recoveries-agree = Ik weet dat dit { $name } is
accounts-recoveries-agree-none = Er wacht nu niets op jou.
accounts-flash-recovery-agreed = Je gaf akkoord. De link werkt nu een dag.
accounts-recovery-asked = Deze link werkt nog niet. Eerst geeft iemand anders akkoord. Open de link later opnieuw.
accounts-recovery-opens = Deze link werkt vanaf { $date } om { $time }. Open hem dan opnieuw.
accounts-problem-recovery-waits = Deze link werkt nog niet. Open hem later opnieuw.
accounts-problem-recovery-settling = Je account is net hersteld. Dit kan pas na de wachttijd. Op Mijn veiligheid zie je wanneer.
