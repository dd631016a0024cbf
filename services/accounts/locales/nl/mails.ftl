### The mails that accounts sends. Short, and the same for everybody.

mail-sign-in-subject = Je code voor Kansrijk: { $code }
mail-sign-in-lead = Met deze code meld je je aan bij Kansrijk:
mail-sign-in-where = Typ de code in het tabblad waar je begon.
mail-sign-in-link = Of open deze link in dezelfde browser:
mail-sign-in-button = Aanmelden bij Kansrijk
mail-sign-in-until = De code werkt 10 minuten, en één keer.
mail-sign-in-not-you = Was jij dit niet? Dan hoef je niets te doen. Geef de code aan niemand.
