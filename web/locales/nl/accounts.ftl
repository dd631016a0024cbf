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
