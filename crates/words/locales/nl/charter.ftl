# De spelregels en wijzigingen ervan.
charter-method = Zo beslissen we, als er niets anders bij staat
charter-quorum = Zoveel mensen doen minstens mee
charter-shortest-term = Zo lang heeft iedereen minstens om te kiezen
charter-deadline = Zo lang staat een stemming gewoonlijk open
charter-grace = Zo lang wachten we op wie de stemming sluit
charter-invite-term = Zo lang is een uitnodiging goed
charter-invite-guests = Voor zoveel mensen is een uitnodiging goed
charter-rest = Na zo lang niets van iemand te horen stellen we rust voor
charter-review = Zo vaak kijken we terug op wat we besloten
charter-team = Kernteam
charter-organisations = Organisaties en de gemeente
charter-proxies = Zoveel volmachten mag iemand hebben
charter-version = Versie van de regels
charter-house-rules = Huisregels

charter-half = de helft
charter-third = een derde
charter-two-thirds = twee derde
charter-quarter = een kwart
charter-nobody = niemand hoeft
charter-everybody = iedereen
charter-share = { $part } van elke { $whole }
charter-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
charter-hours = { $n ->
    [one] { $n } uur
   *[other] { $n } uur
}
charter-minutes = { $n ->
    [one] { $n } minuut
   *[other] { $n } minuten
}
charter-guests = { $n ->
    [one] { $n } gast
   *[other] { $n } gasten
}
charter-proxies-most = { $n ->
    [0] geen
    [one] hoogstens { $n }
   *[other] hoogstens { $n }
}
charter-rules = { $n ->
    [0] nog geen
    [one] { $n } regel
   *[other] { $n } regels
}
charter-vote = stemmen mee, met één stem elk
charter-advise = geven advies en stemmen niet
charter-no-team = geen: wat iedereen aangaat vraagt twee derde van alle deelnemers
charter-team-of = { $people }. Minstens { $k } van hen mogen samen { $may }.
charter-may-admit = gasten toelaten
charter-may-rest = mensen in rust zetten
charter-may-confirm = uitslagen vaststellen

change-admit = { $about } wordt deelnemer
change-rest = { $about } gaat in rust, tot { $about } weer iets doet
change-remove = { $about } gaat uit de gemeenschap
change-recover = { $about } gaat verder met een nieuw apparaat; de oude apparaten vervallen
change-redact = Woorden van { $about } worden gewist
change-clause = { $about }: { $value } (nu: { $now })
change-approvals = { $needed ->
    [one] { $n } van de { $needed } nodig, van { $of } deelnemers. Voor: { $names }.
   *[other] { $n } van de { $needed } nodig, van { $of } deelnemers. Voor: { $names }.
}
change-core = Of { $n } van de { $needed } van het kernteam, als genoeg anderen het weten.
change-objections = Niet alleen het kernteam, vinden: { $names }. Bij twee beslissen allen.
change-never = Dit kan nu niet van kracht worden.
change-mine = Jij bent voor. Je kunt dat terugnemen tot het van kracht is.
blocked-two = Met z’n tweeën kun je elkaar er niet uit zetten of herstellen.
blocked-overtaken = Er geldt intussen een andere regel. Stel het opnieuw voor als je het nog wilt.
blocked-out = Dit hoeft niet meer: diegene doet al niet meer mee.
