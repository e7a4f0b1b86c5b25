# De pagina's over mensen: beginnen, meedoen, buren, apparaten, weggaan.
page-first = Beslis samen met je buren
page-first-what = Met Meent maken jullie samen doelen, nemen jullie besluiten en kijken jullie terug of het werkt. Alles staat op jullie eigen apparaten: er kijkt geen bedrijf mee.
page-first-device = Gebruik je Meent al op een ander apparaat?
page-first-back = Ben je al je apparaten kwijt?
page-first-back-go = Kom terug

page-start = Begin een gemeenschap
page-start-what = Voor je straat, je tuin of je gebouw. Daarna nodig je je buren uit.
page-start-go = Beginnen
page-start-why = Vijf vragen, meer niet.
page-start-name = Hoe heet jullie gemeenschap?
page-start-name-hint = Zoals: Buurttuin De Linde.
page-start-purpose = Waar is jullie gemeenschap voor?
page-start-purpose-hint = Eén zin, zoals: samen een groene straat maken.
page-start-do = Begin deze gemeenschap
page-start-after = Je bent dan de eerste deelnemer. Iedereen die je toelaat, heeft net zoveel te zeggen als jij.
page-purpose-missing = Schrijf in één zin waar jullie gemeenschap voor is.

page-me = Hoe heet je?
page-me-hint = Zo zien je buren je. Je voornaam is genoeg.
page-me-missing = Schrijf hoe je buren je kennen.
page-kind = Hoe doe je mee?
page-kind-resident = Je woont hier.
page-kind-business = Je hebt hier een zaak of praktijk.
page-kind-organisation = Voor een school, kerk, vereniging of corporatie.
page-kind-municipality = Je werkt voor de gemeente.

page-join = Doe mee
page-join-what = Je kreeg een uitnodiging van een buur: een link, een bestand of een QR-code.
page-join-go = Meedoen
page-join-why = Met de uitnodiging die je van een buur kreeg.
page-join-given = Wat heb je gekregen?
page-join-link = Een link: plak hem hier
page-join-link-hint = Hij begint met “meent:”.
page-join-file = Of een bestand: kies het hier
page-join-file-hint = De naam eindigt meestal op “.meent”.
page-join-file-large = Dit bestand is te groot voor een uitnodiging. Kies het bestand dat je van je buur kreeg; de naam eindigt meestal op “.meent”. Eindigt de naam op “.bundle”? Kies dan op de eerste pagina “Begin met een bestand”.
page-join-file-bundle = Dit bestand is de hele gemeenschap, geen losse uitnodiging. Kies op de eerste pagina “Begin met een bestand”.
page-join-qr = Of een QR-code
page-join-qr-text = Richt de camera van je telefoon op de code. Je telefoon laat een link zien die begint met “meent:”. Stuur die naar dit apparaat, bijvoorbeeld in een bericht aan jezelf, en plak hem hierboven.
page-join-nothing = Plak hier de link die je kreeg, of kies hieronder het bestand.
page-join-is-device = Dit is een code voor iemands eigen apparaat, geen uitnodiging. Is het jouw code? Kies dan onderaan “Dit is ook mijn apparaat”.
page-join-do = Doe mee
page-join-after = Je begint als gast: je ziet meteen alles en praat mee.
page-join-other = Gebruik een andere uitnodiging

page-device-join = Dit is ook mijn apparaat
page-device-join-why = Maak op je andere apparaat een code: bij Buren, Je apparaten. Met die code hoort dit apparaat ook bij jou.
page-device-join-do = Maak dit ook mijn apparaat
page-device-code = De code
page-device-code-hint = Hij begint met “meent-device:” en werkt een uur.
page-device-no-code = Dit is geen hele code. Kopieer alles, vanaf “meent-device:” tot het eind.
page-device-is-invite = Dit is een uitnodiging, geen code voor je eigen apparaat. Wil je er nieuw meedoen? Ga dan terug en kies “Doe mee”.

page-waiting = Op weg naar { $name }
page-waiting-text = Meent zoekt nu een buur die aan staat. Deze pagina gaat vanzelf verder.
page-waiting-met = Er is iemand gevonden. Deze pagina gaat vanzelf verder.
page-waiting-read = Gelezen en bewaard
page-waiting-kept = Je hoeft niets nog eens te plakken.
page-waiting-look = Iemand van { $name } vinden
page-waiting-look-more = Meestal duurt dat een paar tellen.
page-waiting-in = Binnen
page-waiting-in-more = Dan haalt Meent alles op wat er al is.
page-waiting-long = Duurt het lang?
page-waiting-file = Of kom binnen met een bestand waar alles in staat. Vraag erom, en kies het hier:
page-waiting-came = Hoeveel er binnen is
page-waiting-network = Ga op hetzelfde netwerk zitten, zoals dezelfde wifi. Een gastennetwerk houdt apparaten vaak uit elkaar.
page-waiting-open = Laat Meent hier aan staan. Deze pagina mag je sluiten.
page-refused = Je bent nog niet in { $name }
page-refused-text = Er is iemand gevonden, maar je kon niet naar binnen.

page-welcome = Welkom in { $name }
page-guest-text = Je bent te gast. Fijn dat je er bent: kijk rustig rond.
page-guest-can = Dit kan meteen
page-guest-read = Alles lezen
page-guest-talk = Meepraten bij doelen en besluiten
page-guest-propose = Zelf een doel of voorstel schrijven
page-guest-later = Dit kan zodra je toegelaten bent
page-guest-vote = Meestemmen over besluiten
page-guest-open = Een ronde openen, en anderen toelaten
page-guest-needed = { $needed ->
    [one] Daarvoor hoeft één deelnemer je toe te laten.
   *[other] Daarvoor moeten { $needed } deelnemers toestemmen.
}
page-guest-approved = { $more ->
    [0] Al akkoord: { $names }. Dat is genoeg.
    [one] Al akkoord: { $names }. Nog één deelnemer, dan is het rond.
   *[other] Al akkoord: { $names }. Nog { $more } deelnemers, dan is het rond.
}
page-member-text = Je doet mee. Wat er al was, staat nu ook op dit apparaat.
page-welcome-on = Ga naar binnen
page-welcome-stay = Laat Meent aan staan als dat kan. Dan vinden je buren je, en blijft alles bij.

page-communities = Je gemeenschappen
page-communities-why = { $n ->
    [one] Waar je op dit apparaat aan meedoet.
   *[other] De { $n } gemeenschappen op dit apparaat.
}
page-communities-more = Nog een
page-in-member = Je doet mee
page-in-guest = Te gast
page-in-guest-what = Je stem telt zodra de deelnemers je toelaten.
page-in-left = Verlaten
page-in-left-what = Je kunt nog lezen wat er stond.
page-in-waiting = Onderweg
page-in-waiting-what = Laat Meent aan staan. Kijk hoe ver het is.
page-in-apart = nog geen apparaat
page-in-apart-what = Je kunt hier lezen. Kijk hoe je weer meedoet.
page-in-moved = verplaatst of gekopieerd?
page-in-moved-what = Zeg eerst wat er met dit profiel gebeurde.

page-members = Buren
page-members-count = { $n ->
    [one] { $n } deelnemer.
   *[other] { $n } deelnemers.
}
page-guests-count = { $n ->
    [one] { $n } gast wacht om toegelaten te worden.
   *[other] { $n } gasten wachten om toegelaten te worden.
}
page-guests = { $n ->
    [one] Te gast
   *[other] Te gast: { $n }
}
page-guests-text = Gasten lezen en praten al mee. Hun stem telt zodra genoeg deelnemers hen toelaten.
page-approve = Laat { $name } toe
page-approved = Jij zei ja: { $n } van de { $needed }.
page-approved-with = Jij en { $names } zeiden ja: { $n } van de { $needed }.
page-withdraw = Toch niet
page-approvals-none = { $needed ->
    [one] Eén deelnemer is genoeg.
   *[other] Nodig: { $needed } deelnemers. Nog niemand zei ja.
}
page-approvals = Al akkoord: { $names }, { $n } van de { $needed }.
page-members-list = Wie meedoet
page-members-left = { $n ->
    [one] { $n } buur is vertrokken
   *[other] { $n } buren zijn vertrokken
}
page-members-left-text = Wat zij schreven, staat er nog.
page-members-empty = Je bent hier nog alleen
page-since = sinds
page-heard = laatst gehoord:
page-heard-clock = volgens de klok van wie het deed
page-heard-claimed = (volgens de eigen klok)
page-rename = Verander je naam
page-rename-why = Zo sta je bij je buren in { $name }.
page-rename-hint = Wat je eerder schreef, krijgt ook je nieuwe naam.
page-rename-do = Bewaar mijn naam
page-yours = Van jou

page-invite = Nodig een buur uit
page-invite-who = Wie mist er nog?
page-invite-short = Met een link, een QR-code of een bestand. Je buur begint als gast.
page-invite-why = Je maakt een uitnodiging en geeft die aan een buur. Die begint als gast, tot de deelnemers toestemmen.
page-invite-how-make = Maak de uitnodiging. Iedereen hier kan zien dat jij er een maakte.
page-invite-how-give = Geef die aan je buur: laat de QR-code zien, stuur de link, of zet het bestand op een stick.
page-invite-how-wait = Laat Meent aan staan. Zo vindt je buur jou.
page-invite-do = Maak een uitnodiging
page-invite-trust = Geef die alleen aan wie je vertrouwt: wie een uitnodiging heeft, kan alles lezen.
page-invite-made = Je uitnodiging voor { $name }
page-invite-until = Deze uitnodiging werkt tot { $until }.
page-invite-careful = Alleen voor wie je vertrouwt
page-invite-careful-text = Wie deze uitnodiging heeft, kan binnenkomen en alles lezen. Stemmen kan pas als de deelnemers toestemmen.
page-invite-stay = Laat Meent aan staan: dan word je gevonden.
page-invite-link = De link
page-invite-link-hint = Klik erin, kies alles en kopieer.
page-invite-square = QR-code van deze uitnodiging
page-invite-as-file = Als bestand
page-invite-as-file-text = Voor een USB-stick of als bijlage bij een mail.
page-invite-file = Bewaar als bestand
page-invite-once = Deze pagina zie je maar één keer. Kwijt? Maak dan een nieuwe.

page-around = Om je heen
page-around-why = Meent werkt bij met buren die nu aan staan. Zonder server: van het ene apparaat naar het andere, of via dat van een andere deelnemer.
page-around-now = { $n ->
    [0] Nu is er niemand verbonden
    [one] Nu verbonden: { $n } apparaat
   *[other] Nu verbonden: { $n } apparaten
}
page-around-nobody = Dat geeft niet. Ga gewoon door: zodra er iemand is, werkt Meent vanzelf bij.
page-around-online = Staan ook aan
page-around-online-why = Met zoveel apparaten aan praat het jouwe met een paar tegelijk. Die geven door aan de rest, dus iedereen krijgt alles.
page-around-via = staat aan, handelingen gaan via anderen
page-around-before = Eerder gezien
page-around-even = heeft alles wat jij hebt
page-around-behind = { $n ->
    [one] krijgt nog { $n } handeling van jou
   *[other] krijgt nog { $n } handelingen van jou
}
page-around-meeting = is er net
page-around-away = staat nu uit, of is te ver weg
page-around-heard = laatst iets gehoord: { $when }
page-around-saved = Alles is bewaard
page-around-saved-text = { $n ->
    [one] Op dit apparaat staat alles wat je tot nu toe kreeg: { $n } handeling. Ook als er niemand is, gaat niets verloren.
   *[other] Op dit apparaat staat alles wat je tot nu toe kreeg: { $n } handelingen. Ook als er niemand is, gaat niets verloren.
}
page-around-find = Vind je elkaar niet?
page-around-both = Laat Meent op beide apparaten aan staan.
page-around-network = Ga op hetzelfde netwerk zitten, zoals dezelfde wifi.
page-around-elsewhere = Is ieder thuis, achter een eigen router? Dan is er één deelnemer nodig die van buiten bereikbaar is en doorgeeft, zoals het buurthuis of de gemeente.
page-around-guest-network = Gastennetwerken en VPN's houden apparaten vaak uit elkaar. Neem dan een ander netwerk, of de hotspot van een telefoon.
page-around-no-hurry = Het hoeft niet tegelijk met iedereen. Eén buur die alles heeft, is genoeg.
page-around-addresses = Adressen van dit apparaat
page-around-addresses-text = Hier luistert Meent. Ze staan ook in je uitnodigingen. Wie meedoet, ook een gast, krijgt ze ook. Je hebt ze alleen nodig als iemand je helpt zoeken.

page-devices = Je apparaten
page-devices-why = Je kunt op meer dan één apparaat meedoen. Je blijft één deelnemer met één stem.
page-devices-list = { $n ->
    [one] { $n } apparaat
   *[other] { $n } apparaten
}
page-device-this = Dit apparaat
page-device-this-text = Hier lees je nu.
page-device-called = Apparaat { $key }
page-device-add = Nog een apparaat
page-device-add-text = Je maakt hier een code en plakt die op het andere apparaat.
page-device-add-do = Maak een code
page-device-code-made = De code voor je andere apparaat
page-device-code-until = Hij werkt één keer, tot { $until }.
page-device-code-copy = Klik erin, kies alles en kopieer.
page-device-careful = Geef deze code aan niemand
page-device-careful-text = Wie hem heeft, kan in jouw naam schrijven en stemmen.
page-device-how = Zo gaat het
page-device-how-start = Start Meent op je andere apparaat. Op dezelfde wifi gaat het het snelst.
page-device-how-choose = Kies daar “{ $name }”.
page-device-how-paste = Plak de code. Laat Meent hier zo lang aan staan.
page-device-square = QR-code van deze code
page-device-retire = Neem buiten gebruik
page-device-retire-ask = Apparaat { $key } buiten gebruik nemen?
page-device-retire-text = Doe dit als je het kwijt bent, weggeeft of niet meer vertrouwt. Terugdraaien kan niet.
page-device-retire-before = Wat je er tot nu toe mee deed, blijft tellen.
page-device-retire-after = Wat er daarna mee gebeurt, telt niet meer.
page-device-retire-do = Ja, neem het buiten gebruik
page-device-keep = Nee, ga terug

page-leave = Verlaat deze gemeenschap
page-leave-ask = { $name } verlaten?
page-leave-what = Wat er dan gebeurt
page-leave-stays = Wat je schreef en koos, blijft bij de anderen staan.
page-leave-reads = Op dit apparaat kun je blijven lezen wat er tot nu toe is.
page-leave-goes = Je schrijft en stemt niet meer mee, en krijgt niets nieuws.
page-leave-back = Terug kan alleen met een nieuwe uitnodiging, en dan begin je opnieuw als gast.
page-leave-type = Weet je het zeker? Typ dan de naam: { $name }
page-leave-other = Je typte een andere naam. Wil je echt weg, typ dan: { $name }
page-leave-do = Verlaat { $name }
page-leave-not = Nee, ik blijf
page-left = Je hebt { $name } verlaten
page-left-text = Je kunt hier nog lezen wat er stond. Meeschrijven en stemmen kan niet meer.
page-left-back = Terugkomen met een nieuwe uitnodiging
page-left-read = Lees wat er stond

page-members-resting = In rust
page-members-resting-text = Zij tellen nu nergens voor mee. Doen ze zelf weer iets, dan zijn ze meteen terug.
page-members-removed = { $n ->
    [one] { $n } buur is uit de gemeenschap gezet
   *[other] { $n } buren zijn uit de gemeenschap gezet
}
page-members-removed-text = De anderen wilden dit, met twee derde. Wat zij schreven, staat er nog.
page-members-dismissed = { $n ->
    [one] { $n } gast is weggestuurd
   *[other] { $n } gasten zijn weggestuurd
}
page-members-dismissed-text = Door wie hen uitnodigde, of door twee deelnemers. Wat zij schreven, staat er nog.
page-someone-member = { $name } doet mee en stemt mee.
page-someone-guest = { $name } is te gast: leest en praat mee, en stemt nog niet.
page-someone-resting = { $name } is in rust en telt nu nergens voor mee. Doet { $name } zelf weer iets, dan is de rust meteen voorbij.
page-someone-left = { $name } is zelf vertrokken. Wat er van { $name } staat, blijft staan.
page-someone-removed = De anderen hebben { $name } uit de gemeenschap gezet. Wat er van { $name } staat, blijft staan.
page-someone-dismissed = { $name } was te gast en is weggestuurd. Wat er van { $name } staat, blijft staan.
page-someone-you = Dit ben jij. Weggaan doe je zelf, bij Buren: “Verlaat deze gemeenschap”.
page-someone-wrote = Wat { $name } hier deed
page-someone-waits = Dit wacht op goedkeuring
page-someone-can = Wat jullie kunnen doen
page-someone-block = Alleen voor jou
page-block = Blokkeer { $name }
page-blocked = door jou geblokkeerd
page-block-short = Dit apparaat praat dan niet meer met de apparaten van { $name }. Je andere apparaten nog wel. { $name } krijgt er geen bericht van. Wat { $name } schrijft, komt via andere buren; zijn die er niet, dan komt het niet.
page-unblock = Blokkeer { $name } niet meer
page-unblock-short = Je hebt { $name } geblokkeerd: dit apparaat praat niet met de apparaten van { $name }. Je andere apparaten nog wel. { $name } krijgt er geen bericht van. Wat { $name } schrijft, komt via andere buren; zijn die er niet, dan komt het niet.
page-dismiss = Stuur { $name } weg
page-dismiss-ask = { $name } wegsturen?
page-dismiss-how = Nodigde jij { $name } uit, dan geldt het meteen. Anders zodra nog een deelnemer dit ook doet.
page-dismiss-goes = { $name } kan dan niet meer meeschrijven en krijgt niets nieuws.
page-dismiss-reads = Wat { $name } al kreeg, kan { $name } blijven lezen. Wat er van { $name } staat, blijft staan.
page-dismiss-back = Terugkomen kan alleen met een nieuwe uitnodiging.
page-dismiss-talk = Zeg erbij waarom, van mens tot mens. Meent stuurt geen bericht.
page-dismiss-do = Stuur { $name } weg
page-dismiss-half = Je zei dat { $name } weg moet. Het geldt zodra nog een deelnemer dat doet.
page-keep-person = Nee, ga terug
page-rest = Zet { $name } in rust
page-rest-short = { $name } telt dan nergens voor mee, tot { $name } zelf weer iets doet.
page-rest-ask = { $name } in rust zetten?
page-rest-when = Doe dit als jullie lang niets van { $name } hoorden. Zo hoeft niemand te wachten op wie er niet is.
page-rest-goes = { $name } telt dan niet mee voor hoeveel mensen nodig zijn, en stemt niet mee.
page-rest-back = Doet { $name } zelf weer iets, dan is de rust meteen voorbij. Niemand hoeft daarvoor iets te doen.
page-rest-needed = { $needed ->
    [one] Het geldt meteen.
   *[other] Het geldt zodra { $needed } van de { $n } deelnemers het willen. Jij bent dan de eerste.
}
page-rest-do = Stel voor: { $name } in rust
page-rest-heard = Van { $name } hoorden we het laatst op { $day }.
page-remove = Zet { $name } eruit
page-remove-short = { $name } kan dan niet meer meeschrijven of stemmen.
page-remove-ask = { $name } uit de gemeenschap zetten?
page-remove-talk = Praat eerst met { $name }, en met de anderen. Iemand eruit zetten doe je pas als praten niet helpt.
page-remove-goes = { $name } kan niet meer meeschrijven of stemmen, en krijgt niets nieuws.
page-remove-stays = Wat { $name } schreef en koos, blijft staan en blijft tellen.
page-remove-never = Het kan niet ongedaan gemaakt worden. Terugkomen kan alleen als nieuw iemand, met een uitnodiging.
page-remove-needed = Het geldt zodra { $needed } van de { $n } anderen het willen. Jij bent dan de eerste. { $name } beslist niet mee, en kan wel zien dat dit wacht.
page-remove-do = Stel voor: { $name } eruit
page-back-here = Ik ben er weer
page-in-resting = In rust
page-in-resting-what = Zodra je iets doet, tel je weer mee.
page-in-removed = Uitgezet
page-in-removed-what = De anderen hebben je eruit gezet. Je kunt nog lezen wat er stond.
page-in-dismissed = Weggestuurd
page-in-dismissed-what = Je was te gast. Je kunt nog lezen wat er stond.
page-removed = De anderen hebben je uit { $name } gezet
page-removed-text = Je kunt hier nog lezen wat er stond. Meeschrijven en stemmen kan niet meer.
page-dismissed = Je bent als gast weggestuurd uit { $name }
page-dismissed-text = Je kunt hier nog lezen wat er stond. Vraag wie je uitnodigde waarom.
schism-page = Scheuring
schism-heading = Dit past niet bij wie er volgens jou deelnemer zijn
schism-line = Iemand heeft iets vastgelegd zonder de deelnemers te kennen die jij kent.
schism-look = Kijk wat en wie
schism-goes-on = Meent houdt dit buiten wat jij ziet en doet. De gemeenschap zoals je die kende, gaat gewoon door. Niets hiervan is vastgesteld.
schism-accept-heading = En nu?
schism-accept-text = Bel elkaar. Was het een oude laptop of een misverstand, en vinden jullie het goed zo? Neem het dan op. Daarna telt het ook bij jou, en dat is niet terug te draaien.
schism-accept = We hebben elkaar gesproken: neem het op
page-hint-no-season = Begin er een bij Nieuw seizoen.
