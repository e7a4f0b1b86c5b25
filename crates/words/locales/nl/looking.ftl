# Zoeken naar iemand van een gemeenschap: waar, wat ervan kwam, hoe ver het is en wat je kunt doen.
looking-network = Dit netwerk (zoals je wifi)
looking-here = Op deze computer zelf ({ $address })
looking-near = Computer op { $address } (eigen netwerk, zoals wifi thuis)
looking-far = Computer op { $address } (internet)
looking-relay = Via het apparaat van een ander op { $address }

looking-connected = verbonden
looking-greeting = er is antwoord, Meent vraagt wie het is
looking-full = daar is het nu vol
looking-stranger = er is antwoord, maar niet van deze gemeenschap, of je mag er niet in
looking-strangers = { $n ->
    [one] één apparaat gevonden, niet van deze gemeenschap
   *[other] { $n } apparaten gevonden, niet van deze gemeenschap
}
looking-lost = de verbinding viel weg
looking-trying = wordt nu geprobeerd
looking-nobody = nog niemand gevonden, Meent blijft kijken
looking-silent-found = { $n ->
    [one] één apparaat gevonden, het antwoordt niet
   *[other] { $n } apparaten gevonden, ze antwoorden niet
}
looking-silent = { $n ->
    [one] geen antwoord (één keer)
   *[other] geen antwoord ({ $n } keer)
}
looking-unusable = dit adres kan Meent hier niet gebruiken
looking-off = zoeken staat uit op dit apparaat
looking-idle = nog niet geprobeerd: Meent draait niet
looking-again = { $said }; over ongeveer { $seconds } s opnieuw

looking-line = Zoeken op { $places ->
    [one] één plek
   *[other] { $places } plekken
}: { $answered ->
    [0] nog geen antwoord
    [one] op één plek antwoord
   *[other] op { $answered } plekken antwoord
}
looking-met = Er is iemand gevonden. Meent haalt op wat er al is.
looking-met-recovery = Er is iemand gevonden. Zodra genoeg deelnemers je code goedkeuren, gaat het verder.
looking-coming = Er is iemand gevonden: { $acts } van de { $expected } handelingen zijn binnen.
looking-broken-off = De verbinding viel weg: { $acts ->
    [one] één handeling is binnen
   *[other] { $acts } handelingen zijn binnen
}. Het gaat verder waar het was.

looking-ask = Vraag wie je uitnodigde om Meent te starten.
looking-ask-who = Vraag { $who } om Meent te starten.
looking-ask-device = Start Meent op je andere apparaat, waar je de code maakte. Zolang het daar draait, werkt de code.
looking-ask-member = Vraag een deelnemer om Meent te starten.
looking-ask-recovery = Vraag deelnemers die je kent om Meent te starten en je code goed te keuren.
looking-ask-founders = Vraag wie mee oprichtte om Meent te starten.
looking-nowhere = In de link staat geen adres. Dan vind je elkaar alleen op hetzelfde netwerk, zoals dezelfde wifi.

looking-nobody-yet = Er is nog niemand gevonden.
show-looking = Hier zoekt Meent:
show-looking-start = Start “meent serve”: dan gaat het vanzelf verder.
show-looking-on = Laat “meent serve” draaien: dan gaat het vanzelf verder. Hoe ver het is: meent status
show-looking-file = Lukt het niet? Vraag dan om een bestand met alles erin en neem dat over: meent bundle import BESTAND
