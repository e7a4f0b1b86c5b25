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
charter-years = { $n ->
    [one] een jaar
   *[other] { $n } jaar
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
change-redact = Iets van { $about } wordt gewist
change-clause = { $about }: { $value } (nu: { $now })
change-approvals = { $needed ->
    [one] { $n } van de { $needed } nodig, van { $of } deelnemers. Voor: { $names }.
   *[other] { $n } van de { $needed } nodig, van { $of } deelnemers. Voor: { $names }.
}
change-core = Of { $n } van de { $needed } van het kernteam, als genoeg anderen het weten.
change-objections = Niet alleen het kernteam, vinden: { $names }. Bij twee beslissen allen.
change-never = Dit kan nu niet van kracht worden.
change-mine = Jij bent voor. Tot het geldt, kun je dat terugnemen.
blocked-two = Met z’n tweeën kun je elkaar er niet uit zetten of herstellen.
blocked-overtaken = Er geldt intussen een andere regel. Stel het opnieuw voor als je het nog wilt.
blocked-out = Dit hoeft niet meer: diegene doet al niet meer mee.

# De spelregels als zinnen.
charter-say-majority = Staat er niets anders bij, dan gaat iets door als er meer mensen voor zijn dan tegen.
charter-say-absolute = Staat er niets anders bij, dan gaat iets door als meer dan de helft van alle deelnemers voor is.
charter-say-qualified = Staat er niets anders bij, dan gaat iets door als van wie voor of tegen stemt minstens { $share } voor is.
charter-say-consent = Staat er niets anders bij, dan gaat iets door als niemand een zwaarwegend bezwaar heeft.
charter-say-quorum = Een stemming telt als genoeg mensen meedoen: minstens { $value }.
charter-say-quorum-none = Een stemming telt, hoe weinig mensen er ook meedoen.
charter-say-shortest-term = Niemand hoeft zich te haasten: iedereen heeft minstens { $value } om te kiezen.
charter-say-deadline = Een stemming staat gewoonlijk { $value } open.
charter-say-grace = Sluit wie de stemming opende haar niet op tijd, dan mag na { $value } een ander dat doen.
charter-say-invite-term = Een uitnodiging werkt { $value }.
charter-say-invite-guests = Een uitnodiging is goed voor { $value }.
charter-say-rest = Horen we { $value } niets van iemand, dan vraagt Meent ons of die in rust kan. Wie in rust is, is terug met wat die zelf weer doet.
charter-say-review = Na { $value } kijken we terug op wat we besloten: hielp het?
charter-say-no-team = We hebben geen kernteam. Wat iedereen aangaat, beslissen we allemaal samen.
charter-say-team = Ons kernteam is { $people }. Minstens { $k } van hen samen mogen zonder de rest { $may }.
charter-say-vote = Organisaties en de gemeente stemmen mee, met één stem elk, net als ieder ander.
charter-say-advise = Organisaties en de gemeente geven advies en stemmen niet mee.
charter-say-proxies = Wie niet kan, mag een ander laten stemmen. Iemand doet dat voor hoogstens { $n ->
    [one] één ander
   *[other] { $n } anderen
}.
charter-say-no-proxies = Ieder stemt zelf. Niemand stemt voor een ander.
charter-say-version = Onze apps volgen versie { $value } van de regels van Meent.
charter-say-house-rules = { $n ->
    [0] We schreven nog geen huisregels op.
    [one] We hebben { $n } huisregel.
   *[other] We hebben { $n } huisregels.
}

# De pagina met de spelregels.
charter-page = Spelregels
charter-page-why = { $n ->
    [one] Zo gaat het in { $name }. Er is nu { $n } deelnemer.
   *[other] Dit spreken wij af in { $name }, met { $n } deelnemers.
}
charter-part-decide = Hoe we beslissen
charter-part-people = Wie erbij komt
charter-part-say = Wie wat te zeggen heeft
charter-part-more = En verder
charter-equal = Ieder heeft één stem. Wie begon, heeft niet meer te zeggen dan een ander.
charter-admit = Een gast leest en praat meteen mee. Stemmen kan zodra { $needed ->
    [one] een deelnemer de gast toelaat
   *[other] { $needed } van de { $n } deelnemers de gast toelaten
}.
charter-change-rule = { $n ->
    [one] Je bent de enige deelnemer: een nieuwe regel geldt meteen.
   *[other] Een regel verandert als { $needed } van de { $n } deelnemers dat willen.
}
charter-signed = Dit geldt voor ons allemaal
charter-signed-text = Wie meedoet, houdt zich eraan: { $names }.
charter-signed-more = { $n ->
    [one] En nog { $n } deelnemer.
   *[other] En nog { $n } deelnemers.
}
charter-other = Verander
charter-pending = { $needed ->
    [one] Iemand stelt iets anders voor: { $n } van de { $needed } nodig.
   *[other] Iemand stelt iets anders voor: { $n } van de { $needed } nodig.
}
charter-pending-see = Bekijk het voorstel
charter-since = later veranderd
charter-conflict = Hier zijn los van elkaar verschillende regels aangenomen
charter-conflict-now = Tot jullie er één kiezen, blijft wat hierboven staat.
charter-conflict-choose = Kies welke het wordt

charter-team-is = Wat een kernteam is
charter-team-what = Een paar mensen die samen iets mogen doen zonder op alle anderen te wachten. Dat helpt als de meesten zelden kijken.
charter-power-admit = Gasten toelaten
charter-power-admit-what = Zij kiezen dan wie er meestemt.
charter-power-rest = Mensen in rust zetten
charter-power-rest-what = Wie in rust is, telt nergens voor mee, tot die zelf weer iets doet.
charter-power-confirm = Uitslagen vaststellen
charter-power-confirm-what = Zij bevestigen dan dat een stemming goed geteld is.
charter-team-trust = Een kernteam vertrouw je alles toe
charter-team-trust-what = Wie kiest wie er meebeslist, kan ook sturen wat er besloten wordt. Kies dus mensen van wie dat mag.
charter-team-check = Toelaten en in rust zetten lukt pas als een derde van de anderen ervan weet. Vragen twee deelnemers dat iedereen beslist, dan beslist iedereen.
charter-team-now = { $needed ->
    [one] Nu moet { $needed } van hen het willen: { $names }.
   *[other] Nu moeten { $needed } van hen het willen: { $names }.
}
charter-team-lost = Het kernteam heeft te weinig mensen over
charter-team-lost-what = Er zijn er minstens drie nodig. Wat het kernteam mocht, beslissen jullie nu weer allemaal samen.
charter-team-end = Stel voor: geen kernteam meer

# Een andere regel voorstellen.
charter-ask = Een andere regel voorstellen
charter-ask-now = Zo is het nu
charter-ask-then = { $n ->
    [one] Je bent de enige deelnemer: dit geldt meteen.
   *[other] Dit geldt zodra { $needed } van de { $n } deelnemers het willen. Jij bent dan de eerste. Tot dan blijft het zoals het was.
}
charter-ask-do = Stel dit voor
charter-ask-alone = Verander deze regel
charter-ask-not = Nee, laat het zo
charter-ask-method = Hoe gaat iets door?
charter-ask-qualified = Twee derde van de stemmen
charter-ask-absolute = Meer dan de helft van alle deelnemers
charter-ask-quorum = Hoeveel deelnemers doen minstens mee?
charter-ask-days = Hoeveel dagen?
charter-ask-days-hint = Een getal, zoals 7.
charter-ask-number = Hoeveel?
charter-ask-organisations = Wat doen organisaties en de gemeente?
charter-ask-team = Willen jullie een kernteam?
charter-ask-team-none = Geen kernteam
charter-ask-team-none-more = Wat iedereen aangaat, beslissen jullie allemaal samen.
charter-ask-team-some = Een kernteam
charter-ask-team-some-more = Vul dan hieronder in wie, met hoeveel, en wat zij mogen.
charter-ask-who = Wie zitten erin?
charter-ask-who-hint = Minstens drie deelnemers.
charter-ask-k = Met hoeveel moeten zij het minstens eens zijn?
charter-ask-k-hint = Meent neemt nooit minder dan twee derde van het kernteam.
charter-ask-may = Wat mogen zij zonder de rest?
charter-ask-conflict = Wat wordt het?
charter-ask-wrong-days = Vul een heel aantal dagen in, zoals 7.
charter-ask-wrong-number = Vul een heel getal in, van 0 tot 65535.
charter-ask-wrong-people = Kies minstens drie deelnemers.
charter-ask-wrong-k = Vul een getal in dat niet groter is dan het kernteam.
charter-ask-wrong-may = Kies minstens één ding dat zij mogen.
charter-ask-wrong = Kies een van de mogelijkheden.

# Met welke spelregels een gemeenschap begint.
charter-start = Welke spelregels passen bij jullie?
charter-start-hint = Je kunt ze later samen veranderen, regel voor regel.
charter-start-association = Buurtvereniging
charter-start-association-what = Iets gaat door als meer mensen voor zijn dan tegen, en minstens de helft meedoet. Na een jaar kijken jullie erop terug.
charter-start-friends = Vriendenkring
charter-start-friends-what = Iets gaat door als niemand een zwaarwegend bezwaar heeft. Zo wordt in een kleine groep niemand overstemd.
charter-start-platform = Wijkplatform met gemeente
charter-start-platform-what = Bewoners, organisaties en de gemeente hebben elk één stem, en iets gaat door zonder zwaarwegend bezwaar. Elk kwartaal kijken jullie terug.
charter-start-initiative = Bewonersinitiatief
charter-start-initiative-what = Een groep bewoners neemt een taak op zich en beslist zonder zwaarwegend bezwaar. Na een half jaar kijken jullie terug.

# Wat op goedkeuring wacht.
change-page = Wat op goedkeuring wacht
change-page-why = Dit gaat over wie meedoet en over de spelregels. Het geldt zodra genoeg deelnemers het willen. Er is geen haast bij.
change-short = { $n ->
    [one] Eén ding wacht op goedkeuring
   *[other] { $n } dingen wachten op goedkeuring
}
change-short-all = Bekijk en beslis
change-short-none = Er wacht niets.
change-empty = Er wacht niets op goedkeuring
change-empty-text = Wil iemand een spelregel veranderen of een gast toelaten, dan staat het hier tot genoeg deelnemers het willen.
change-yours = Dit wacht op jou
change-yours-for = Waar jij voor bent
change-yours-for-text = Zolang het niet geldt, kun je je woord terugnemen.
change-others = Wat verder nog wacht
change-of-needed = { $n } van de { $needed } nodig
change-enough = Dat zijn er genoeg. Het geldt zodra een van jullie weer iets doet.
change-enough-do = Laat het nu gelden
change-never-needed = Dit kan nu niet
change-voices = { $n ->
    [0] Nog niemand is voor.
   *[other] Voor: { $names }.
}
change-voices-of = { $of ->
    [one] Eén deelnemer beslist hierover.
   *[other] { $of } deelnemers beslissen hierover.
}
change-asked = Gevraagd door { $name },
change-approve = Ik ben ervoor: { $what }
change-approve-rule = Ik ben ervoor: { $value }
change-approve-team = Ik ben voor dit kernteam
change-approve-no-team = Ik ben ervoor: geen kernteam
change-withdraw = Toch niet
change-object = Laat iedereen beslissen
change-object-what = Het kernteam kan dit zonder de rest doen. Vragen twee deelnemers dat iedereen beslist, dan beslist iedereen.
change-objected = Jij vroeg dat iedereen dit beslist.
change-core-of = Of { $n } van de { $needed } van het kernteam, zodra genoeg anderen het weten.
change-objections-of = Niet alleen het kernteam, vinden: { $names }. { $n ->
    [one] Vindt nog iemand dat, dan beslist iedereen.
   *[other] Daarom beslist nu iedereen.
}
change-is-rule = Een andere spelregel
change-rule-now = Nu: { $now }
change-means-admit = { $about } stemt dan mee, en kan anderen toelaten.
change-means-rest = { $about } telt dan nergens voor mee, zodat de rest verder kan. Doet { $about } zelf weer iets, dan is de rust meteen voorbij.
change-means-remove = { $about } kan dan niet meer meeschrijven of stemmen. Wat er van { $about } staat, blijft staan. Dit kan niet ongedaan gemaakt worden.
change-means-recover = { $about } is de oude apparaten kwijt. Vraag na of het nieuwe apparaat echt van { $about } is: wie het heeft, schrijft en stemt in die naam.
change-means-redact = Tekst, of bijlage met naam en beschrijving, verdwijnt van elk apparaat zodra dat verbinding heeft. Dat er iets stond, en van wie, blijft te zien.
change-means-see = Bekijk wat gewist wordt
change-about-you = Dit gaat over jou. Daarom beslis jij er niet over mee.
change-guest = Als gast kun je het volgen. Meebeslissen kan zodra je deelnemer bent.
change-resting = Je bent in rust. Met je antwoord ben je terug, en tel je weer mee.

schism-none = Er is geen scheuring: alles wat je van anderen hebt, past bij wie er volgens jou deelnemer zijn.
schism-begin = Scheuring. Iemand heeft iets vastgelegd zonder te weten wie er intussen deelnemer zijn. Dat kan een oude laptop zijn die lang uit stond, of iemand die de anderen voorbij wil gaan.
schism-change = { $what }. Dat wilden: { $by }. ({ $at })
schism-invite = De uitnodiging waarmee je kwam, noemt andere deelnemers dan wat je van de anderen kreeg. Uitgenodigd door: { $by }. ({ $at })
schism-round = Over “{ $about }” is een uitslag vastgesteld, door { $by }. ({ $at })
schism-what-now = Meent houdt dit buiten wat jij ziet en doet: de gemeenschap zoals je die kende, gaat gewoon door. Bel elkaar. Klopt het, neem het dan op met `meent schism accept`.
schism-clause = Een spelregel is veranderd. Dat wilden: { $by }. ({ $at })
