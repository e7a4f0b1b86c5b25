# Zo is er geteld, stap voor stap.
how-electorate = { $people ->
    [one] Wie mocht stemmen: { $names }. Dat was de enige deelnemer op het moment waarop de stemming openging.
   *[other] Wie mochten stemmen: { $names }. Dat zijn de { $people } deelnemers van het moment waarop de stemming openging.
}
how-withdrawn = Deze stemming is teruggetrokken. Wat er gestemd is, telt niet meer.
how-replaces = Deze stemming komt in de plaats van een eerdere over hetzelfde voorstel.

# De regel, met de getallen van deze stemming.
how-rule-majority = De regel: meer stemmen voor dan tegen.
how-rule-absolute = De regel: meer dan de helft van alle { $people } deelnemers is voor. Dat zijn er { $needed }.
how-rule-qualified = De regel: van de stemmen voor en tegen samen is minstens { $share } voor.
how-rule-qualified-of-all = De regel: minstens { $share } van alle { $people } deelnemers is voor. Dat zijn er { $needed }.
how-rule-consent = De regel: niemand heeft een zwaarwegend bezwaar, en minstens één deelnemer gaat akkoord. Het hoeft niet je liefste plan te zijn.
how-rule-consensus = De regel: minstens één deelnemer is voor, niemand is tegen, en { $most ->
    [0] niemand laat het aan de anderen over.
   *[other] hoogstens { $most } laten het aan de anderen over.
}
how-rule-unanimity = De regel: alle { $people } deelnemers zijn voor.
how-rule-approval = De regel: je noemt wat je goed vindt, hoogstens { $most } van de { $options } keuzes. { $seats ->
    [one] De keuze die het vaakst genoemd is, wordt gekozen.
   *[other] De { $seats } keuzes die het vaakst genoemd zijn, worden gekozen.
}
how-rule-score = De regel: je geeft een keuze 0 tot 5 punten. Wat je openlaat telt als geen mening. { $seats ->
    [one] De keuze met de meeste punten samen wordt gekozen.
   *[other] De { $seats } keuzes met de meeste punten samen worden gekozen.
}
how-rule-dots = De regel: je hebt { $dots } stippen, en plakt er hoogstens { $most } op één keuze. { $seats ->
    [one] De keuze met de meeste stippen wordt gekozen.
   *[other] De { $seats } keuzes met de meeste stippen worden gekozen.
}
how-rule-ranked = De regel: je zet de keuzes op volgorde. Wat je weglaat staat onderaan. Gekozen wordt wat het twee aan twee van alle andere wint; gaat dat in een kring, dan telt hoe sterk elke winst is (de methode van Schulze).
how-rule-seats = De regel: je zet de keuzes op volgorde, ieder op een eigen plaats. Er { $seats ->
    [one] wordt er { $seats }
   *[other] worden er { $seats }
} gekozen. Wie genoeg stemmen heeft is gekozen. Wat er over is, en de stemmen van wie afvalt, gaan naar je volgende keuze (zoals in Schotland).
how-rule-budget-greedy = De regel: je noemt de plannen die je wilt betalen uit de pot van { $pot }. Wat de meeste mensen noemen gaat voor. Wat niet meer past wordt overgeslagen.
how-rule-budget-shares = De regel: je noemt de plannen die je wilt betalen uit de pot van { $pot }. Ieder die meedoet heeft een gelijk deel, en voorstanders betalen een plan samen. Wat overblijft gaat naar wat de meeste mensen noemen.
how-rule-poll = Dit is een peiling: je noemt wat je goed vindt. Er wordt niets besloten.
how-rule-lot = De regel: er { $seats ->
    [one] wordt er { $seats }
   *[other] worden er { $seats }
} geloot uit { $options }, met de getallen van een openbare trekking. Iedereen kan het narekenen (RFC 3797). Met je stem doe je alleen mee.
how-rule-status-quo = “{ $option }” betekent dat alles blijft zoals het is. Wat gekozen wordt, moet het daarvan winnen.
how-rule-quorum = { $needed ->
    [one] Er moet er minstens { $needed } van de { $people } meedoen.
   *[other] Er moeten er minstens { $needed } van de { $people } meedoen.
}
how-ties-status-quo = Staakt het, dan verandert er niets.
how-ties-nobody = Wat gelijk eindigt en niet allemaal past, wordt niet gekozen.
how-ties-new-round = Is het gelijk, dan komt er een nieuwe stemming.
how-ties-lot = Is het gelijk, dan beslist een openbare loting.
how-options = Keuzes: { $names }.
how-option-cost = { $option } ({ $cost })
how-warning = Let op: zijn er minder dan { $needed } van de { $people } voor, dan houdt wie tegen is het voorstel eerder tegen door weg te blijven dan door tegen te stemmen. Een lager quorum voorkomt dat.

# De stemmen.
how-ballots = { $n ->
    [one] Deze stem telt:
   *[other] Deze { $n } stemmen tellen:
}
how-place = { $place }. { $names }
how-ballot-proxy = { $name }: { $ballot }. Met een volmacht: { $by } stemde zo.
how-ballot-paper = { $name }: { $ballot }. Op papier; { $by } schreef het op.
how-proxy-unused = { $name } gaf een volmacht aan { $holder }, maar van { $holder } zelf telt geen stem.
how-proxy-surplus = { $name } gaf een volmacht aan { $holder }, maar { $holder } had er al zoveel als mag.
how-invalid = Een stem van { $name } telt niet: { $why }.
invalid-no-elector = wie haar gaf, stemt niet mee in deze stemming
invalid-other-text = ze gaat over een andere tekst
invalid-no-reason = de reden erbij is niet van wie stemde
invalid-method = ze hoort bij een andere manier van beslissen
invalid-unknown = ze noemt een keuze die er niet is
invalid-repeated = ze noemt een keuze twee keer
invalid-too-many = ze noemt meer keuzes dan mag
invalid-overspent = ze plakt meer stippen dan mag
invalid-too-high = ze geeft een keuze meer dan vijf punten
invalid-level = ze zet keuzes naast elkaar die elk een eigen plaats krijgen
how-paper-waits = { $by } schreef stemmen op papier op: { $names }. Die tellen pas als een teller van een andere soort ook tekent.

# De uitkomst.
how-counted = Geteld:
how-pairs = Steeds twee keuzes naast elkaar: bij hoeveel mensen de ene hoger staat, en bij hoeveel de andere. Een pad is een rij van zulke winsten, en zo sterk als de zwakste ervan.
how-more = En meer; in de tabel en met --json zie je ze allemaal.
how-unbeaten = Dit verliest van geen andere keuze: { $names }.
how-projects = In de pot zit { $pot }. De plannen om de beurt:
how-tie-nobody = Gelijk: { $among }, en er is plaats voor { $room }. Dus krijgt niemand van hen die.
how-tie-new-round = Gelijk: { $among }. Er is een nieuwe stemming nodig.
how-tie-lot = Gelijk: { $among }. De getallen van een openbare trekking beslissen; wie sluit geeft ze op.
how-chosen = Gekozen: { $names }.
how-would-be = Zou de stemming nu sluiten, dan was de uitslag: { $outcome }.
how-would-choose = Zou de stemming nu sluiten, dan was gekozen: { $names }.
how-objections = Zwaarwegende bezwaren, en hoe ze eindigden:
how-objection-stands = { $name }: “{ $reason }”. Dit bezwaar staat.
how-objection-ended = { $name }: “{ $reason }”. Ingetrokken: later koos { $name } { $ballot }.
how-objection-ended-reason = { $name }: “{ $reason }”. Ingetrokken: later koos { $name } { $ballot }, met als reden “{ $why }”.
how-objection-again = { $name }: “{ $reason }”. Later opnieuw gemaakt.
how-objection-void = { $name }: “{ $reason }”. Telt niet: van { $name } zijn er twee verschillende stemmen.

# Hoe ver het is.
how-draft = Er is nog geen stemming over dit voorstel. De tekst kan nog veranderen.
how-ballot = { $name }: { $ballot }.
how-ballot-reason = { $name }: { $ballot }. Reden: “{ $reason }”
how-changed = (eerst: { $earlier })
how-absent = Geen stem van: { $names }.
how-void = Van { $name } zijn er twee verschillende stemmen, los van elkaar gemaakt. Geen van beide telt.
how-late = Nagekomen van { $name }: { $ballot }. Wie de stemming sloot, had deze stem nog niet. Ze telt niet mee.
how-late-proxy = Nagekomen: { $name } gaf een volmacht aan { $holder }. Wie de stemming sloot, wist dat nog niet. Ze telt niet mee.
how-late-back = Nagekomen: { $name } nam een volmacht terug. Wie de stemming sloot, wist dat nog niet.
how-late-paper = Nagekomen op papier: { $names }. { $by } schreef het op. Wie de stemming sloot, had het nog niet met de handtekeningen die nodig zijn. Het telt niet mee.
how-quorum-enough = { $needed ->
    [one] Meedoen: { $took } van de { $people }, er was er minstens { $needed } nodig. Dat zijn er genoeg.
   *[other] Meedoen: { $took } van de { $people }, er waren er minstens { $needed } nodig. Dat zijn er genoeg.
}
how-quorum-short = Meedoen: { $took } van de { $people }, er zijn er minstens { $needed } nodig. Er { $more ->
    [one] is nog { $more } stem
   *[other] zijn nog { $more } stemmen
} nodig.
how-outcome = Uitslag: { $outcome }.
how-closed = { $name } sloot de stemming.
how-open = De stemming is open. Je kunt je stem nog veranderen.
how-open-until = De stemming is open tot { $moment }. Je kunt je stem nog veranderen.
how-provisional = Voorlopig: { $n ->
    [0] nog niemand heeft bevestigd dat het zo telt.
    [one] { $names } telt het ook zo. Dat is er { $n } van de { $of }.
   *[other] { $names } tellen het ook zo. Dat zijn er { $n } van de { $of }.
} Bij { $needed } staat de uitslag vast.
how-confirmed = Vastgesteld: { $n ->
    [one] { $names } telt het ook zo. Dat is er { $n } van de { $of }
   *[other] { $names } tellen het ook zo. Dat zijn er { $n } van de { $of }
} en { $needed } was genoeg.
how-disputed = Betwist: er zijn twee verschillende uitslagen door genoeg deelnemers bevestigd. Allebei bevestigd door: { $names }. Praat erover en stem opnieuw.
how-double = Twee verschillende uitslagen bevestigd: { $names }. Dat kan door twee apparaten die elkaar nog niet spraken.
how-core = Hier bevestigt het kernteam: { $names }. Twee derde is genoeg.
how-closed-seed = { $name } sloot de stemming, met de getallen van de trekking: { $seed }.
how-close-act = De sluiting is handeling { $close }. Die telt precies de stemmen die toen bekend waren, elk ondertekend door het apparaat waarop ze gemaakt zijn.
how-heads = Zo ver was dit apparaat: { $heads }
