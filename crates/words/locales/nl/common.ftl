# Woorden die overal terugkomen.
list-nobody = niemand

kind-resident = bewoner
kind-business = ondernemer
kind-organisation = maatschappelijke organisatie
kind-municipality = gemeente

state-member = deelnemer
state-guest = gast
state-left = vertrokken
state-resting = in rust
state-removed = uitgezet
state-dismissed = weggestuurd
state-waiting = wacht tot er iemand bereikbaar is
state-this = dit apparaat
state-standing = in gebruik
state-retired = buiten gebruik
state-forked = niet meer te vertrouwen: er zijn twee geschiedenissen van
state-paper = je papieren sleutel
state-apart = hier nog zonder apparaat
state-moved = verplaatst of gekopieerd?

ballot-for = voor
ballot-against = tegen
ballot-abstain = onthouding
ballot-consent = akkoord
ballot-concern = akkoord, met een zorg
ballot-object = zwaarwegend bezwaar
ballot-aside = aan de anderen gelaten
ballot-blank = blanco: niets gekozen

status-draft = voorstel
status-open = stemming open
status-closed = voorlopig
status-confirmed = vastgesteld
status-disputed = betwist

outcome-adopted = aangenomen
outcome-rejected = niet aangenomen

method-majority = meerderheid
method-absolute = meerderheid van alle deelnemers
method-qualified = minstens { $share } voor
method-consent = consent: niemand heeft een zwaarwegend bezwaar

field-title = de titel
field-text = de tekst
field-review = de dag van de terugblik
field-name = de naam
field-purpose = de bedoeling
field-deadline = het tijdstip van sluiten
field-quorum = het deel dat mee moet doen
field-share = het deel dat voor moet zijn
field-method = de manier van besluiten
field-goal = het doel
field-base = de versie waar je mee begon
field-comment = de reactie
outcome-chosen = gekozen
outcome-chosen-names = gekozen: { $names }
outcome-tied = gelijk
outcome-told = gepeild
method-qualified-of-all = { $share } van alle deelnemers voor
method-consensus = niemand tegen
method-unanimity = iedereen voor
method-approval = noem wat je goed vindt
method-score = geef punten van 0 tot 5
method-dots = plak stippen
method-ranked = zet op volgorde, één wordt gekozen
method-seats = zet op volgorde, meer worden gekozen
method-budget-greedy = buurtbudget, meeste stemmen eerst
method-budget-shares = buurtbudget, ieder een gelijk deel
method-poll = peiling
method-lot = loting
method-selection = iemand kiezen voor een rol
method-mandate = een mandaat: wie het heeft, besluit, als niemand op tijd bezwaar heeft
field-domain = waar het over gaat
field-constraints = de grenzen
field-report = het verslag
field-cost = het bedrag
field-term = de termijn
field-until = het einde
field-answer = het antwoord op het advies
field-judges = hoeveel mensen een bezwaar wegen
field-under = het mandaat
field-ceiling = het hoogste bedrag
