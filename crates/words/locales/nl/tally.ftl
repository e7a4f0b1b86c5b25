# Stembiljetten uit een bestand geteld (meent tally).
tally-titled = { $title } ({ $file })
tally-counted = { $ballots ->
    [one] { $ballots } geldig biljet
   *[other] { $ballots } geldige biljetten
}, waarvan { $blank } blanco; { $invalid } ongeldig
tally-chosen = Gekozen: { $names }
tally-nobody = Gekozen: niets of niemand
tally-outcome = Uitkomst: { $outcome }
tally-drawn = Geloot, in deze volgorde: { $names }
tally-no-quorum = Er deden te weinig mensen mee: er waren { $needed } biljetten nodig. Daarom is er niets gekozen.
tally-more = Er zijn meer stappen; met --json zie je ze allemaal.
tally-withdrawn = Teruggetrokken: { $names }
tally-invalid-line = Ongeldig, regel { $line }{ $times ->
    [one] {""}
   *[other] { " " }({ $times } keer)
}: { $why }
tally-invalid-ballot = Ongeldig, biljet { $line }{ $times ->
    [one] {""}
   *[other] { " " }({ $times } keer)
}: { $why }

tally-word = { $ballot }: { $count }
tally-votes = { $option }: { $sum ->
    [one] { $sum } keer gekozen
   *[other] { $sum } keer gekozen
}
tally-score = { $option }: { $sum ->
    [one] { $sum } punt
   *[other] { $sum } punten
} van { $people ->
    [one] { $people } mens
   *[other] { $people } mensen
}, gemiddeld { $mean }
tally-no-score = { $option }: niemand gaf punten
tally-dots = { $option }: { $sum ->
    [one] { $sum } stip
   *[other] { $sum } stippen
} van { $people ->
    [one] { $people } mens
   *[other] { $people } mensen
}
tally-pair = { $one } tegen { $other }: { $above } tegen { $below }; sterkste pad { $path } heen en { $back } terug
tally-first = Stap { $stage }: de eerste keuzes. Gekozen is wie { $quota } stemmen heeft.
tally-surplus = Stap { $stage }: { $name } heeft { $surplus } meer dan nodig; dat gaat naar de volgende keuzes.
tally-exclusion = Stap { $stage }: { $name } valt af; de biljetten gaan naar de volgende keuzes.
tally-holds = { $name }: { $votes }
tally-lost = niet over te dragen: { $votes }
tally-elected = { $name } is gekozen
tally-draw = Uit { $pool ->
    [one] { $pool } naam
   *[other] { $pool } namen
}, met de sleutel { $key } ({ $hash }, RFC 3797)
tally-project = { $id } ({ $name })
tally-asks = { $name }, { $votes ->
    [one] { $votes } stem
   *[other] { $votes } stemmen
}, kost { $cost }
tally-shared = de voorstanders betalen ieder hoogstens { $price } (zoveel betalen er { $full })
tally-short = de voorstanders hebben samen nog maar { $together }
tally-paid = betaald uit de pot, er blijft { $left } over
tally-too-dear = te duur, er is nog { $left }
tally-no-votes = niemand koos dit
tally-tied = gelijk met andere, en er is niet geloot

tally-lot = Gelijk: { $among }. Het lot koos { $chosen }.
tally-lot-out = Gelijk: { $among }. Door het lot viel { $chosen } af.
tally-stage = Gelijk: { $among }. Wie bij stap { $stage } voor lag ging voor: { $chosen }.
tally-stage-out = Gelijk: { $among }. Wie bij stap { $stage } achter lag viel af: { $chosen }.
tally-status-quo = Voor en tegen zijn gelijk: alles blijft zoals het was.
tally-stops = Gelijk: { $among }. Zonder loting kan de telling niet verder. Geef de sleutel van een loting met --lot.
tally-level = Gelijk: { $among }, en er is plaats voor { $room }. Zonder loting krijgt niemand die. Geef de sleutel van een loting met --lot.

tally-malformed = { $file }, regel { $line }: { $what }
tally-malformed-hint = Welke bestanden Meent telt, staat in docs/cli.md bij de broncode, onder meent tally.
tally-too-long = een bestand is hoogstens { $most } MiB
tally-unfit = { $what } past niet bij { $method }.
tally-no-electorate = Hiervoor moet je weten hoeveel mensen mee mogen doen.
tally-no-seats = Het bestand zegt niet hoeveel plaatsen er zijn.
tally-no-key = Zonder sleutel kan er niet geloot worden.
tally-usage-hint = Met “meent tally --help” zie je wat erbij hoort, zoals --electorate, --seats en --lot.
tally-unknown = “{ $name }” staat niet op de lijst in het bestand.
tally-unknown-hint = Schrijf de naam precies zoals in het bestand.
tally-too-many = { $file }: er zijn { $ballots } biljetten, en er mogen { $electorate } mensen meedoen.
tally-too-many-hint = Kijk na hoeveel mensen mee mogen doen, en of biljetten dubbel in het bestand staan.
