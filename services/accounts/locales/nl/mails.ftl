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
   *[no] Een link naar je account bij Kansrijk
}
mail-recovery-lead = { $used ->
    [yes] Iemand heeft een herstellink gebruikt en meldt zich nu op een nieuwe manier aan bij jouw account.
   *[no] Een beheerder maakte een herstellink voor jouw account. Zo kom je terug als aanmelden niet meer lukt.
}
mail-recovery-you = Vroeg je dit zelf? Dan hoef je niets te doen.
mail-recovery-link = Was jij dit niet? Meld je aan zoals altijd en stop de link op deze pagina:
mail-recovery-button = Bekijken en stoppen
