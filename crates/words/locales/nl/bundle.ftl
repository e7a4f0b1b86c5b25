# Bundels: een gemeenschap als bestand, voor een stick of een bericht.
show-bundled = { $acts ->
    [one] Eén handeling van “{ $name }” staat nu in { $path }.
   *[other] { $acts } handelingen van “{ $name }” staan nu in { $path }.
}
show-bundled-nothing = { $who } heeft alles al, voor zover dit apparaat weet. In { $path } staat dus niets nieuws.
show-bundled-none = Er is niets van die dag of later. In { $path } staat dus niets.
show-bundled-for = Dit is wat { $who } nog niet heeft, voor zover dit apparaat weet.
show-bundled-care = Wie dit bestand vindt, kan alles lezen wat erin staat. Geef het alleen aan mensen van “{ $name }”.
show-bundled-invite = Er zit een uitnodiging in: wie dit bestand heeft, kan er tot { $until } mee in “{ $name }” komen en alles lezen. Geef het alleen aan wie je vertrouwt.
show-unbundled = { $acts ->
    [0] Hier staat niets nieuws in: je had alles van “{ $name }” al.
    [one] Eén nieuwe handeling van “{ $name }” is binnen.
   *[other] { $acts } nieuwe handelingen van “{ $name }” zijn binnen.
}
show-unbundled-level = Je hebt nu alles wat de maker van het bestand had.
show-unbundled-held = { $acts ->
    [one] Eén handeling is niet overgenomen: van iemand die er niet meer bij hoort, of van wie de uitnodiging voorbij of vol is.
   *[other] { $acts } handelingen zijn niet overgenomen: van iemand die er niet meer bij hoort, of van wie de uitnodiging voorbij of vol is.
}
show-unbundled-refused = { $acts ->
    [one] Eén handeling klopte niet en is niet overgenomen.
   *[other] { $acts } handelingen klopten niet en zijn niet overgenomen.
}
show-unbundled-rifts = Iets hiervan spreekt tegen wat je wist. Kijk met “meent schism show”.
show-unbundled-guest = Je bent te gast in “{ $name }”. Breng een bundel terug, dan weten de anderen het en kunnen ze je toelaten: meent bundle export BESTAND
show-unbundled-written = { $acts ->
    [one] Dit apparaat schreef er één handeling bij, zoals een bevestiging. Breng die terug: meent bundle export BESTAND
   *[other] Dit apparaat schreef er { $acts } handelingen bij, zoals een bevestiging. Breng die terug: meent bundle export BESTAND
}
show-unbundled-waiting = Je wacht nog in “{ $name }”: in dit bestand stond niet wat je binnenlaat. Lezen kan al wel.
show-bundle-percent = { $percent } %
show-bundle-written = { $size } MB

refusal-bundle-none = Dit is geen bundel van Meent.
hint-bundle-none = Een bundel maak je bij “Om je heen”, of een ander maakt er een voor je. Er is niets veranderd.
page-hint-bad-bundle-not_one = Zo’n bestand eindigt op “.bundle”. Heb je een uitnodiging (“.meent”)? Kies “Doe mee”. Een reservekopie? Kies “Kom terug”. Er is niets veranderd.
refusal-bundle-newer = Dit bestand is gemaakt door een nieuwere versie van Meent.
refusal-bundle-cut-off = Dit bestand is afgebroken: het einde ontbreekt.
refusal-bundle-damaged = Dit bestand is beschadigd, of er is iets in veranderd.
hint-bundle-again = Kopieer het bestand nog eens, of vraag om een nieuw. Er is niets veranderd.
refusal-bundle-too-large = Dit bestand is groter dan Meent leest.
hint-bundle-too-large = Vraag om een bestand vanaf een dag, of voor jou alleen. Er is niets veranderd.
page-hint-bad-bundle-too_large = Vraag om een bestand zonder bijlagen, of alleen voor jou. Er is niets veranderd.
refusal-bundle-apart = Dit bestand gaat verder op dingen die je niet hebt.
hint-bundle-apart = Vraag om een bestand met alles erin (“meent bundle export --all”). Er is niets veranderd.
page-hint-bad-bundle-apart = Vraag om een bestand met alles erin. Er is niets veranderd.
refusal-bundle-foreign = Dit bestand is van een gemeenschap waar je niet in zit, en er zit geen uitnodiging in.
hint-bundle-foreign = Vraag iemand die erin zit om een bestand met een uitnodiging.
refusal-bundle-nameless = Met dit bestand kom je in een gemeenschap, en je naam staat er nog niet bij.
hint-bundle-nameless = Zet je naam erbij: --name “Je naam”. Er is niets veranderd.
page-hint-bad-bundle-nameless = Vul in hoe je heet, en kies het bestand nog eens. Er is niets veranderd.
refusal-bundle-too-much = Dit is meer dan in één bestand past.
hint-bundle-too-much = Maak er een vanaf een dag, of voor één persoon.
page-hint-bad-bundle-too_much = Maak er een zonder bijlagen, of voor één persoon.
refusal-bundle-busy = Er zijn al andere bestanden onderweg.
hint-bundle-busy = Wacht tot die klaar zijn, en probeer het dan nog eens.
field-since = de dag waarop het begint
hint-invalid-since = Schrijf een dag als 2026-12-01, of hoe lang geleden: 7d of 12h.

page-bundle = Zonder internet
page-bundle-why = Komen jullie nooit op hetzelfde netwerk? Breng alles dan met de hand: in een bestand op een USB-stick, of in een bericht.
page-bundle-make = Maak een bestand
page-bundle-part = Wat komt erin?
page-bundle-all = Alles
page-bundle-with-invite = Alles, met een uitnodiging voor iemand die nieuw is
page-bundle-for = Wat { $name } nog niet heeft
page-bundle-make-do = Bewaar het bestand
page-bundle-care = Wie dit bestand vindt, kan alles lezen wat erin staat. Zit er een uitnodiging in, dan kan diegene ook binnenkomen. Geef het alleen aan wie je vertrouwt.
page-bundle-take = Neem een bestand over
page-bundle-file = Het bestand
page-bundle-file-hint = Kies het, of sleep het hierheen.
page-bundle-take-do = Neem het over
page-bundle-checked = Meent kijkt eerst alles na. Klopt er iets niet, dan verandert er niets.
page-bundle-none = Kies eerst een bestand.
page-refusal-bad-bundle-not_one = Dit is geen bestand met een gemeenschap.
page-bundle-taken = Het bestand is overgenomen
page-bundle-back = Je app schreef er iets bij, zoals een bevestiging. Maak een bestand en breng het terug, dan weten de anderen het ook.
page-bundle-begin = Begin met een bestand
page-bundle-begin-why = Heb je van een buur een bestand gekregen, op een stick of in een bericht? Dan heb je geen internet nodig.
page-bundle-guest = Breng een bestand terug, dan weten de anderen dat je er bent en kunnen ze je toelaten.
page-bundle-guest-go = Maak een bestand
page-first-bundle = Kreeg je een bestand op een stick?
page-first-bundle-go = Begin met een bestand
show-bundled-attachments = { $n ->
    [one] Met de inhoud van één bijlage.
   *[other] Met de inhoud van { $n } bijlagen.
}
show-unbundled-attachments = { $n ->
    [one] De inhoud van één bijlage is binnen.
   *[other] De inhoud van { $n } bijlagen is binnen.
}
page-bundle-bare = Zonder foto’s en andere bijlagen: een kleiner bestand
