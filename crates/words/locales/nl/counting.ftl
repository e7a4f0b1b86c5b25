# Zo is er geteld, stap voor stap.
how-draft = Er is nog geen stemming over dit voorstel. De tekst kan nog veranderen.
how-electorate = { $people ->
    [one] Wie mocht stemmen: { $names }. Dat was de enige deelnemer op het moment waarop de stemming openging.
   *[other] Wie mochten stemmen: { $names }. Dat zijn de { $people } deelnemers van het moment waarop de stemming openging.
}
how-rule-majority = De regel: meer stemmen voor dan tegen. Staakt het, dan verandert er niets.
how-rule-absolute = De regel: meer dan de helft van alle deelnemers is voor. Dat zijn er { $needed }.
how-rule-qualified = De regel: van de stemmen voor en tegen samen is minstens { $share } voor.
how-rule-consent = De regel: niemand heeft een zwaarwegend bezwaar, en minstens één deelnemer gaat akkoord. Het hoeft niet je liefste plan te zijn.
how-ballot = { $name }: { $ballot }.
how-ballot-reason = { $name }: { $ballot }. Reden: “{ $reason }”
how-changed = (eerst: { $earlier })
how-absent = Geen stem van: { $names }.
how-void = Van { $name } zijn er twee verschillende stemmen, los van elkaar gemaakt. Geen van beide telt.
how-late = Nagekomen van { $name }: { $ballot }. Wie de stemming sloot, had deze stem nog niet. Ze telt niet mee.
how-quorum-enough = { $needed ->
    [one] Meedoen: { $took } van de { $people }, er was er minstens { $needed } nodig. Dat zijn er genoeg.
   *[other] Meedoen: { $took } van de { $people }, er waren er minstens { $needed } nodig. Dat zijn er genoeg.
}
how-quorum-short = Meedoen: { $took } van de { $people }, er zijn er minstens { $needed } nodig. Er { $more ->
    [one] is nog { $more } stem
   *[other] zijn nog { $more } stemmen
} nodig.
how-tally-votes = Geteld: { $yes } voor, { $no } tegen, { $abstain } onthouding.
how-tally-consent = Geteld: { $consent } akkoord, { $concern } akkoord met een zorg, { $object } zwaarwegend bezwaar, { $aside } aan de anderen gelaten.
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
