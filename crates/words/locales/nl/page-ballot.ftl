# De pagina: manieren om te beslissen, stemmen met keuzes, volmachten, stemmen op papier.
page-ways-own = Bovenaan staat wat jullie meestal doen, volgens de spelregels.
page-ways-yes-no = Ja of nee
page-ways-choose = Kiezen uit meer keuzes
page-ways-divide = Een pot verdelen
page-ways-ask = Alleen peilen
page-ways-draw = Loten

page-way-consent = Consent
page-means-consent = Het gaat door als niemand een zwaarwegend bezwaar heeft en minstens één buur meegaat.
page-way-consensus = Niemand tegen
page-means-consensus = Het gaat door als minstens één buur voor is en niemand tegen.
page-way-majority = Meerderheid
page-means-majority = Het gaat door als er meer buren voor zijn dan tegen. Bij evenveel verandert er niets.
page-way-qualified = Ruime meerderheid
page-means-qualified = Het gaat door als van wie voor of tegen kiest minstens twee derde voor is.
page-way-absolute = Meer dan de helft van alle deelnemers
page-means-absolute = Het gaat door als meer dan de helft van alle deelnemers voor is, ook als niet iedereen kiest.
page-way-qualified-of-all = Twee derde van alle deelnemers
page-means-qualified-of-all = Het gaat door als minstens twee derde van alle deelnemers voor is, ook als niet iedereen kiest.
page-way-unanimity = Iedereen voor
page-means-unanimity = Het gaat alleen door als alle deelnemers voor zijn.
page-way-approval = Noem wat je goed vindt
page-means-approval = Je vinkt aan wat je goed vindt. Wat het vaakst is genoemd, wordt gekozen.
page-way-dots = Stippen plakken
page-means-dots = Ieder verdeelt een paar stippen. Wat de meeste stippen krijgt, wordt gekozen.
page-way-score = Punten geven
page-means-score = Je geeft elke keuze 0 tot 5 punten. De hoogste som wordt gekozen.
page-way-ranked = Op volgorde, één gekozen
page-means-ranked = Je zet de keuzes op volgorde. Gekozen wordt wat het van elke andere keuze wint.
page-way-seats = Op volgorde, meer gekozen
page-means-seats = Je zet de keuzes op volgorde. Er worden er meer gekozen, zodat ook kleinere groepen iets terugzien.
page-way-budget-shares = Ieder een gelijk deel
page-means-budget-shares = Ieder heeft een gelijk deel van de pot en betaalt mee aan de plannen die die goed vindt.
page-way-budget-greedy = Meeste stemmen eerst
page-means-budget-greedy = Je vinkt plannen aan. Wat de meeste stemmen heeft, wordt betaald zolang de pot het toelaat.
page-way-poll = Peiling
page-means-poll = Je hoort hoe buren erover denken. Er wordt niets besloten.
page-way-lot = Loting
page-means-lot = Het lot kiest, met de getallen van een openbare trekking. Iedereen kan het narekenen.

page-rows = Waar kiezen jullie uit?
page-rows-hint = Eén keuze per regel. Zolang de ronde niet open is, kun je er nog bij zetten.
page-row = Keuze { $n }
page-row-cost = Kosten van { $n }, in euro
page-rows-more = Nog een paar regels
page-stay = Zet erbij: het blijft zoals het is
page-stay-text = Wat gekozen wordt, moet het dan ook daarvan winnen.
page-stay-option = Het blijft zoals het is
page-pot = Hoeveel zit er in de pot, in euro?
page-pot-hint = Zoals 1000 of 1000,50.
page-pot-wrong = Schrijf hoeveel er in de pot zit, zoals 1000 of 1000,50.
page-most = Hoeveel keuzes mag je noemen?
page-most-hint = Leeg: zoveel als je wilt.
page-dots = Hoeveel stippen krijgt ieder?
page-heap = Hoeveel stippen mogen er op één keuze?
page-heap-hint = Leeg: allemaal.
page-seats = Hoeveel keuzes worden er gekozen?
page-places = Hoeveel plaatsen zijn er?
page-aside = Hoeveel mogen het aan de anderen laten?
page-number-wrong = Schrijf een getal, zoals 3.
page-ties = En als het gelijk is?
page-ties-status-quo = Dan blijft die plaats leeg
page-ties-new-round = Dan komt er een nieuwe ronde
page-ties-lot = Dan beslist een openbare loting

page-options = { $n ->
    [one] Waar we uit kiezen: { $n } keuze
   *[other] Waar we uit kiezen: { $n } keuzes
}
page-options-pot = In de pot zit { $pot }.
page-options-none = Er staan nog geen keuzes.
page-option-chosen = gekozen
page-option-stay = alles blijft zoals het is
page-option-add = Zet er een keuze bij
page-option-title = Hoe heet de keuze?
page-option-cost = Wat kost het, in euro?
page-option-text = Leg het uit
page-option-do = Zet deze keuze erbij
page-option-wrong = Geef de keuze een naam van één regel, zonder komma, puntkomma, is-teken of groter-dan-teken.
page-option-cost-wrong = Schrijf bij elk plan wat het kost, zoals 150 of 150,50.
page-option-few = Schrijf minstens één keuze. Om te openen zijn er twee nodig.
page-next-options = Er is nog te weinig te kiezen
page-next-options-text = Zet er minstens twee keuzes bij. Dan kan de ronde open.

page-ask-approval = De vraag: wat vind je goed voor “{ $title }”? Vink aan zoveel je wilt.
page-ask-approval-most = De vraag: wat vind je goed voor “{ $title }”? Je mag er { $most } aanvinken.
page-ask-score = De vraag: hoeveel punten geef je elke keuze voor “{ $title }”? 5 is het beste. Geen mening telt niet mee.
page-ask-dots = { $dots ->
    [one] De vraag: waar leg je je stip voor “{ $title }”?
   *[other] De vraag: hoe verdeel je { $dots } stippen voor “{ $title }”? Op één keuze hoogstens { $most }.
}
page-ask-ranked = De vraag: in welke volgorde zet je de keuzes voor “{ $title }”? Wat even goed is, krijgt dezelfde plaats.
page-ask-seats = De vraag: in welke volgorde zet je de keuzes voor “{ $title }”? Elke keuze krijgt een eigen plaats.
page-ask-budget = De vraag: welke plannen vind je goed voor “{ $title }”? In de pot zit { $pot }.
page-ask-poll = De vraag: wat denk jij over “{ $title }”? Er wordt niets besloten.
page-ask-lot = Er wordt geloot voor “{ $title }”. Je hoeft niets te kiezen. Zeg alleen dat je meedoet, zodat er genoeg mensen bij zijn.
page-choice-stops-text = Dan gaat het niet door.
page-no-preference = Ik heb geen voorkeur
page-no-preference-text = Je telt mee als aanwezig.
page-no-opinion = geen mening
page-place = { $n }e plaats
page-place-none = laat ik weg
page-left-dots = Nog over:
page-left-dots-over = Dat zijn er te veel: haal er een paar weg.
page-left-pot = Gaat alles door wat je aanvinkt, dan is er nog over:
page-left-pot-over = Dat past niet allemaal. Dat mag: samen kiezen jullie wat voorgaat.
page-save-scores = Bewaar mijn punten
page-save-dots = Bewaar mijn stippen
page-save-order = Bewaar mijn volgorde
page-save-presence = Ik doe mee
page-said-present = doet mee
page-said-no-preference = geen voorkeur
page-wrong-both = Je koos iets, en je vinkte aan dat je geen voorkeur hebt. Haal een van beide weg.
page-wrong-number = Bij “{ $title }” staat geen heel getal. Schrijf een getal, of laat het leeg.
page-wrong-many = Je noemde er { $named } en het mogen er { $most } zijn. Haal er { $over } weg.
page-wrong-spent = Je legde { $laid } stippen en er zijn er { $dots }. Haal er { $over } weg.
page-wrong-heap = Op één keuze mogen hoogstens { $most } stippen. Leg er bij “{ $title }” minder.
page-wrong-level = Twee keuzes staan op dezelfde plaats. Geef elke keuze een eigen plaats, of laat er een weg.
page-overtaken-retracted = De opening is intussen ingetrokken.

page-state-closed-chosen = Voorlopig gekozen
page-state-closed-nothing = Voorlopig niets gekozen
page-state-closed-tied = Voorlopig gelijk
page-state-closed-told = Voorlopige peiling
page-state-chosen = Vastgesteld: gekozen
page-state-nothing = Vastgesteld: niets gekozen
page-state-tied = Vastgesteld: gelijk
page-state-told = Vastgesteld: gepeild
page-chosen = Gekozen: { $names }.
page-came-to = { $outcome }: { $names }
page-confirmed-told = Zo denken jullie erover. Er is niets besloten.
page-confirmed-tied = Het is gelijk. Er is niets gekozen; leg het opnieuw voor als jullie verder willen.

page-open-proxies = Voor hoeveel buren mag iemand ook kiezen?
page-open-proxies-hint = Wie niet kan, geeft een volmacht. Meer dan in de spelregels staat, kan niet.
page-open-proxies-n = { $n ->
    [0] Geen volmachten
    [one] Voor één buur
   *[other] Voor { $n } buren
}
page-open-paper = Ook stemmen op papier
page-open-tellers = Wie schrijven de stemmen op papier over?
page-open-tellers-hint = Kies minstens twee mensen van een verschillende soort, zoals een bewoner en een ondernemer. De een schrijft over, de ander kijkt na en tekent.

page-proxy = Kun je zelf niet? Geef een volmacht
page-proxy-text = Wat die buur kiest, telt dan ook voor jou. Kies je toch zelf, dan telt jouw eigen keuze. Je kunt hem terugnemen zolang de ronde open is.
page-proxy-most = { $n ->
    [one] In deze ronde mag iemand er één hebben.
   *[other] In deze ronde mag iemand er { $n } hebben.
}
page-proxy-to = Aan wie?
page-proxy-do = Geef mijn volmacht
page-proxy-given = Je gaf een volmacht aan { $name }
page-proxy-own-first = Kies je zelf, dan telt jouw eigen keuze.
page-proxy-back = Neem mijn volmacht terug
page-proxy-held = Je kiest ook voor { $names }: jouw keuze telt ook voor hen, tenzij ze zelf kiezen.

page-tellers = Stemmen op papier
page-tellers-who = Tellers: { $names }.
page-votes = Stemmen op papier
page-votes-see = Bekijk de stemmen op papier
page-votes-why = De ene teller schrijft over wat er op het papier staat, een teller van een andere soort kijkt het na en tekent. Pas dan telt het.
page-votes-waits = { $n ->
    [one] Eén lijst wacht op jouw handtekening.
   *[other] { $n } lijsten wachten op jouw handtekening.
}
page-votes-record = Schrijf over
page-votes-record-text = Open alleen wie een papier inleverde. De anderen blijven leeg.
page-votes-of = Het papier van { $name }
page-votes-own = koos zelf; dat gaat voor
page-votes-blank = geen papier
page-votes-do = Leg deze lijst vast
page-votes-then = Daarna vraag je een andere teller om te tekenen.
page-votes-none = Er zijn nog geen stemmen op papier.
page-votes-wrong = Het papier van { $name } klopt nog niet.
page-votes-empty = Vul van minstens één buur in wat er op het papier staat.
page-report = { $n ->
    [one] { $n } stem, opgeschreven door { $name }
   *[other] { $n } stemmen, opgeschreven door { $name }
}
page-report-counts = Dit telt: ook getekend door { $names }.
page-report-waits = Dit telt nog niet: een teller van een andere soort moet tekenen.
page-report-compare = Leg het papier ernaast. Klopt elke regel?
page-report-sign = Het klopt: ik teken
page-via-proxy = volmacht aan { $name }
page-via-paper = op papier, opgeschreven door { $name }
page-fate-invalid = telt niet: { $why }

page-retract = Trek de opening in
page-retract-was-wrong = Was het openen een vergissing?
page-retract-then = De ronde vervalt. Wat daarin is gekozen, telt niet.
page-retract-cast = { $n ->
    [one] Eén buur koos al.
   *[other] { $n } buren kozen al.
}
page-retract-again = De tekst kan dan weer veranderen, en jullie kunnen opnieuw openen.
page-retract-do = Trek de opening nu in
page-retract-not = Nee, laat de ronde open
page-retract-none = Er is nu niets in te trekken. Alleen wie de ronde opende, kan dat, zolang de uitslag niet vaststaat.
page-retracted = { $name } trok de opening in
page-retracted-text = Die ronde is vervallen. Jullie kunnen de tekst aanpassen en opnieuw openen.

page-seed = De getallen van de openbare trekking
page-seed-hint-lot = Van de trekking die in het voorstel staat, met punten ertussen en een schuine streep na elke trekking, zoals 9.18.26.34.41.45./
page-seed-hint-tie = Alleen nodig als het gelijk is. Van de trekking die in het voorstel staat, met punten ertussen, zoals 9.18.26.34.41.45./
page-seed-wrong = Schrijf alleen cijfers, punten en schuine strepen, zoals 9.18.26.34.41.45./

page-pairs = Steeds twee keuzes naast elkaar
page-pairs-preferred = Hoeveel buren zetten de keuze van de rij boven die van de kolom. Vet: die wint.
page-pairs-paths = Het sterkste pad van de rij naar de kolom. Vet: sterker dan terug.
page-pairs-wins = wint
page-transfers = Hoe de stemmen doorgingen
page-transfers-caption = Stemmen per keuze na elke stap
page-transfers-stage = Stap { $n }
page-transfers-elected = gekozen
