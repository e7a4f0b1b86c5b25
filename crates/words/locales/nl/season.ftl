# Samen oprichten en een nieuw seizoen: een gemeenschap die op deze verder gaat.
season-page = Nieuw seizoen
season-page-why = Samen opnieuw beginnen, met wie er nu meedoet. Jullie doelen, spelregels en wat er besloten is, blijven bij elkaar te vinden.
season-together = Samen oprichten
season-together-why = { $name } is door één iemand begonnen, en die houdt de eerste sleutel in handen. Richten jullie haar samen opnieuw op, dan heeft niemand die alleen.
season-what = Wat er gebeurt
season-what-keys = Ieders Meent maakt een nieuwe sleutel en ondertekent daarmee de oprichting. Zo kan niemand in de naam van een ander oprichten.
season-what-carried = De naam, de bedoeling, de spelregels, de doelen en de besluiten die gelden, gaan mee. Van elk doel en elk besluit blijft te zien waar het vandaan komt. Wat verborgen is, blijft achter.
season-what-stays = Deze gemeenschap blijft bestaan, met alles wat erin staat. Wie nu niet meedoet, kan later worden uitgenodigd.
season-what-team = Een kernteam en huisregels kiezen jullie daar opnieuw.
season-plan = Begin een nieuw seizoen
season-plan-together = Samen oprichten
season-none = Er is nog geen nieuw seizoen begonnen.
season-members-only = Alleen deelnemers kunnen een nieuw seizoen beginnen.
season-begun = { $by } begon hiermee op { $at }.
season-step-join = Wie doet mee?
season-step-join-more = { $n ->
    [one] Eén iemand doet mee: { $names }
   *[other] { $n } mensen doen mee: { $names }
}
season-step-list = De lijst is vast
season-step-list-wait = Als iedereen meedoet die mee wil, legt { $by } de lijst vast.
season-step-list-done = { $n ->
    [one] Eén iemand richt op: { $names }
   *[other] { $n } mensen richten op: { $names }
}
season-step-sign = Ondertekenen
season-step-sign-more = { $n } van de { $of } hebben ondertekend. Dat gaat vanzelf, zodra hun Meent open is.
season-step-sign-missing = Nog niet: { $names }
season-step-founded = Opgericht
season-step-founded-wait = Meent richt de nieuwe gemeenschap op zodra iedereen getekend heeft.
season-step-founded-done = “{ $name }” is opgericht.
season-nameless = de nieuwe gemeenschap
season-join = Ik doe mee
season-joined = Je doet mee. Je Meent ondertekent vanzelf als de lijst vast is.
season-not-joined = Je hoeft niet mee te doen. Je kunt later altijd nog worden uitgenodigd.
season-found = Leg de lijst vast: deze mensen richten op
season-found-what = Wie nu nog niet meedoet, staat dan niet op de lijst. Zo lang er niets is opgericht, kun je een nieuwe lijst vastleggen.
season-found-again = Leg een nieuwe lijst vast
season-open = Ga naar “{ $name }”
season-after = “{ $name }” gaat verder op deze gemeenschap.
season-before = Dit is een nieuw seizoen van “{ $name }”.
season-before-unknown = Dit is een nieuw seizoen van een gemeenschap waar je zelf niet bij was.
season-origin = Dit doel komt uit het vorige seizoen.
season-origin-go = Kijk hoe het daar stond
season-earlier = Besluiten uit een eerder seizoen
season-earlier-why = Deze besluiten zijn meegekomen. Ze zijn toen genomen, niet hier. Wil je dat iedereen er nu iets van vindt? Stel ze dan opnieuw voor.
season-earlier-in = Dit is op { $day } in “{ $name }” { $outcome }.
season-earlier-on = Dit is op { $day } { $outcome }.
season-earlier-read = Lees het besluit
season-earlier-again = Stel het opnieuw voor
season-look = Nieuw seizoen
season-state-open = wie wil, doet mee
season-state-signing = er wordt ondertekend
season-state-founded = opgericht
season-signed = { $name }: heeft ondertekend
season-unsigned = { $name }
season-next-join = Doe mee met “meent season join”.
season-next-found = Doet iedereen mee die wil? Leg dan de lijst vast met “meent season found”.
season-next-sign = Ieders Meent ondertekent vanzelf, zodra die open is.
season-home-together = Richt de gemeenschap samen op
season-home-together-why = Jullie zijn nu met genoeg. Nu heeft wie begon, als enige de eerste sleutel. Richten jullie samen op, dan heeft niemand die alleen.
season-home-together-go = Kijk hoe dat gaat
season-home-season = Een nieuw seizoen?
season-home-season-why = Jullie zijn een tijd bezig. Wie wil, begint samen opnieuw, met dezelfde doelen.
season-home-season-go = Kijk wat een nieuw seizoen is
season-home-join = Doe je mee aan het nieuwe seizoen?
season-home-join-why = { $by } begon een nieuw seizoen. Wie meedoet, richt het mee op.
season-home-join-go = Kijk en doe mee
asked-take-part = doe mee aan het nieuwe seizoen: meent season join
asked-together = jullie zijn met genoeg om samen op te richten: meent season plan
asked-season = een nieuw seizoen beginnen kan: meent season plan
deed-season = { $by } begon een nieuw seizoen
deed-season-join = { $by } doet mee aan het nieuwe seizoen
deed-season-list = { $by } legde vast wie het nieuwe seizoen oprichten ({ $about })
deed-season-sign = { $by } ondertekende de oprichting van het nieuwe seizoen
deed-carry-decision = { $by } nam het besluit “{ $about }” mee uit een eerder seizoen
deed-season-found = { $by } richtte namens allen het nieuwe seizoen op
