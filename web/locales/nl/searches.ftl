### Keys begin with "searches-".

searches-title = Mijn zoekvragen
searches-lead = Zoek je vaker naar hetzelfde? Bewaar je zoekvraag. We mailen je als er iets nieuws bij past.
searches-save = Bewaar deze zoekvraag
searches-save-mail = Mail me als er een nieuwe kaart bij past
searches-save-hint = Je krijgt dan hooguit één mail per dag.
searches-save-button = Bewaar
searches-none = Je hebt nog niets bewaard. Zoek een kaart en kies daar: Bewaar deze zoekvraag.
searches-look = Zoek een kaart
searches-minutes = Tot { $minutes } minuten
searches-group = Met { $people } mensen
searches-team = Van één team
searches-mail-is-on = Je krijgt een mail als er iets nieuws is.
searches-mail-is-off = Je krijgt hier geen mail over.
searches-mail-on = Mail me nieuwe kaarten
searches-mail-off = Zet de mail uit
searches-forget = Gooi weg
searches-left =
    { $count ->
        [one] Je kunt nog 1 zoekvraag bewaren.
       *[other] Je kunt nog { $count } zoekvragen bewaren.
    }
searches-none-left = Je hebt er 20 bewaard. Gooi er een weg als je een nieuwe wilt.
searches-mails-off = Je krijgt nu geen mails van ons, want daar zei je geen ja op.
searches-mails-on = Zet mails aan
searches-flash-kept = Je zoekvraag is bewaard.
searches-flash-kept-mail = Je zoekvraag is bewaard. Je krijgt een mail als er iets nieuws is.
searches-flash-gone = Je zoekvraag is weg.
searches-flash-mail-on = Je krijgt een mail als er iets nieuws is.
searches-flash-mail-off = Je krijgt hier geen mail meer over.
searches-flash-not-kept-search-empty = { toolbox-problem-search-empty }
searches-flash-not-kept-search-too-long = { toolbox-problem-search-too-long }
searches-flash-not-kept-search-too-many = { toolbox-problem-search-too-many }
searches-flash-not-kept-search-teachers = { toolbox-problem-search-teachers }
searches-flash-not-kept = Deze zoekvraag is niet bewaard. Kijk eerst je filters na.
searches-stop-title = Mails over zoekvragen
searches-stop-lead = Wil je geen mails meer over nieuwe kaarten?
searches-stop-button = Zet deze mails uit
searches-stop-hint = Je zoekvragen blijven bewaard. Aanmelden hoeft niet.
searches-stopped = Je krijgt geen mails meer over nieuwe kaarten. Je zoekvragen zijn er nog.
searches-mine-title = Mijn zoekvragen
searches-mine-all = Bekijk en verander ze
searches-missing = De Trukendoos antwoordt niet. Je zoekvragen staan er zo weer.
