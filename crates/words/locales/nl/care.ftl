# Het zorgen voor Meent zelf: de stand, wat er schort, en een peer die altijd aanstaat.
stand-of = De stand van “{ $name }”, in zes woorden:
stand-why = Lees ze elkaar voor. Zijn ze hetzelfde, dan heb je allebei precies hetzelfde: alles wat er gebeurde, en wie er meedoen. Foto’s kunnen nog onderweg zijn. Leest de een Engels, dan is dat woord voor woord de vertaling: “appelbrug” is “apple-bridge”.
stand-differs = Niet hetzelfde? Dan heeft een van jullie nog niet alles, of kwam er net iets bij. Wacht even en kijk opnieuw.
stand-differs-hint = Blijft het zo, kijk dan met “meent doctor” wat er mis is.
page-same = Hebben jullie hetzelfde?
page-same-why = Lees elkaar deze zes woorden voor. Zijn ze bij je buur hetzelfde, dan hebben jullie precies hetzelfde. Foto’s kunnen nog onderweg zijn.
page-same-means = En als ze niet hetzelfde zijn?
page-same-differs-hint = Blijft het zo, haal dan iets op bij een andere buur, of kijk wat er mis is.

# De instellingen van een peer die altijd aanstaat.
config-place = In { $path }, regel { $line }, teken { $column }:
config-no-text = hier staat iets dat geen tekst is (UTF-8).
config-no-toml = dit is geen TOML. De computer zegt: { $why }.
config-unknown = ik ken “{ $key }” niet.
config-meant = ik ken “{ $key }” niet. Bedoel je “{ $meant }”?
config-wrong = bij “{ $key }” hoort { $needs }.
config-hint = Verander het bestand. In docs/meent.toml staat alles wat je kunt instellen; “meent serve --check” kijkt het na.
config-is-addresses = een lijst met adressen, zoals ["/ip4/0.0.0.0/tcp/4001"]
config-is-no-address = een lijst met adressen (“{ $address }” is er geen)
config-is-fewer = een lijst met hoogstens { $most } adressen
config-is-switch = true of false
config-is-socket = een adres met een poort, zoals "127.0.0.1:9464", of "off"
config-is-number = een getal tussen { $least } en { $most }
config-is-choice = een van deze woorden: { $choices }
config-is-below = een getal lager dan “{ $other }”
config-is-at-most = een getal dat hoogstens gelijk is aan “{ $other }”
config-is-loopback = een adres van dit apparaat, zoals "127.0.0.1:9464" (met “metrics-open = true” mag het anders)
config-sound = { $path } klopt. Dit geldt ermee:
config-none = Zonder bestand geldt dit:
error-no-page = Deze Meent laat geen pagina zien.
error-no-page-hint = Zo is hij ingesteld (“page = false”). Gebruik de opdrachten: “meent --help”.
start-no-page = Er is geen pagina: zo is Meent ingesteld.

# Wat er schort: wat is bekeken, hoe het is, en wat je doet.
doctor-all-well = Er is niets mis.
doctor-some = { $n ->
    [one] Eén ding vraagt aandacht.
   *[other] { $n } dingen vragen aandacht.
}
doctor-broken = { $n ->
    [one] Er is iets stuk.
   *[other] Er zijn { $n } dingen stuk.
}
doctor-database = De gegevens op dit apparaat zijn heel.
doctor-database-wrong = De gegevens op dit apparaat zijn beschadigd. De computer zegt: { $about }
doctor-database-hint = Maak nu een kopie van de map met gegevens. Zet dan een reservekopie terug, of doe opnieuw mee met een nieuw profiel. Je buren hebben alles nog.
doctor-history = Van “{ $about }” { $n ->
    [one] staat de ene handeling
   *[other] staan alle { $n } handelingen
} goed op de schijf.
doctor-history-wrong = Van “{ $about }” staat niet alles goed op de schijf.
doctor-keys = Je sleutels zijn alleen voor jou te lezen.
doctor-disk = De schijf neemt aan wat Meent bewaart.
doctor-disk-wrong = De schijf weigerde iets te bewaren: { $about }
doctor-disk-hint = Maak ruimte, of kijk de schijf na. Start Meent dan opnieuw; tot dan kun je alleen lezen.
doctor-room = Er is nog { $n } MB vrij op de schijf.
doctor-room-little = Er is nog maar { $n } MB vrij op de schijf.
doctor-room-hint = Maak ruimte. Is de schijf vol, dan kan Meent niets meer bewaren.
doctor-clock = De klok klopt met wat anderen schreven.
doctor-clock-behind = Wat { $about } het laatst schreef, is volgens je klok over { $n ->
    [one] een minuut
   *[other] { $n } minuten
} pas. Een van jullie klokken loopt niet gelijk.
doctor-clock-wrong = De klok van dit apparaat staat jaren terug.
doctor-clock-hint = Zet de klok van je apparaat op automatisch. Er gaat niets van stuk: geen regel kijkt naar de klok.
doctor-version = Dit is Meent { $about }.
doctor-newer = In “{ $about }” { $n ->
    [one] is een handeling
   *[other] zijn { $n } handelingen
} van een nieuwere Meent.
doctor-unseen = In “{ $about }” schreven { $n } anderen iets zonder te hebben gezien wat jij een dag eerder schreef.
doctor-unseen-hint = Was je een tijd apart, dan is dat gewoon. Blijft het zo, lees elkaar dan je zes woorden voor (“meent stand”). Verschillen ze, geef elkaar dan alles in een bestand (“meent bundle export”): misschien houdt iemand die doorgeeft iets achter.
doctor-running = Meent draait.
doctor-running-not = Meent draait nu niet. Wat met anderen te maken heeft, is niet bekeken.
doctor-running-hint = Start Meent met “meent” of “meent serve” en kijk opnieuw.
doctor-addresses = Anderen bereiken dit apparaat op { $about }.
doctor-addresses-none = Anderen kunnen dit apparaat niet bereiken: Meent luistert alleen op dit apparaat zelf.
doctor-addresses-hint = Is het apparaat verbonden met een netwerk? Laat anders --listen weg, of kies een adres dat anderen kunnen bereiken.
doctor-outside = Van buiten dit netwerk bereiken deelnemers dit apparaat op { $about }.
doctor-outside-not = Van buiten dit netwerk kan niemand dit apparaat uit zichzelf bereiken. Dat is gewoon achter een router; Meent zoekt de anderen zelf op.
doctor-outside-hard = Je router geeft elke verbinding een andere poort. Van netwerk naar netwerk gaat het dan alleen via een ander apparaat.
doctor-outside-hint = Vraag een deelnemer die van buiten bereikbaar is om voor anderen door te geven (“meent serve --relay”), of laat je router verbindingen doorgeven (“meent serve --upnp”). Op hetzelfde netwerk maakt het niet uit.
doctor-relay = Deelnemers bereiken dit apparaat ook via { $n ->
    [one] het apparaat van een andere deelnemer
   *[other] { $n } apparaten van andere deelnemers
}.
doctor-relay-own = Dit apparaat brengt deelnemers bij elkaar die elkaar niet kunnen bereiken.
doctor-relay-unreached = Dit apparaat wil deelnemers bij elkaar brengen (“relay”), maar het is niet bekend waar het van buiten te bereiken is.
doctor-relay-hint = Geef het adres met --external of “external”, en laat je router de poort doorgeven.
doctor-finding = Meent zoekt anderen op hetzelfde netwerk.
doctor-finding-not = Meent zoekt niet naar anderen op hetzelfde netwerk.
doctor-finding-hint = Zo is Meent ingesteld. Wil je dat wel, zet dan “mdns = true”; anders vinden jullie elkaar door adressen.
doctor-around = { $n ->
    [one] Er is iemand
   *[other] Er zijn { $n } apparaten
} van “{ $about }” verbonden.
doctor-around-nobody = Er is nu niemand van “{ $about }” verbonden. Dat geeft niet: alles is bewaard.
doctor-around-hint = Vind je elkaar niet? Laat Meent op beide apparaten aan. Op hetzelfde netwerk gaat het het makkelijkst, maar gastennetwerken en VPN’s houden apparaten vaak uit elkaar. Ieder thuis: dan is een deelnemer nodig die doorgeeft.
doctor-sync = “{ $about }” is bijgewerkt met wie verbonden is.
doctor-sync-behind = Van “{ $about }” { $n ->
    [one] komt er nog een handeling
   *[other] komen er nog { $n } handelingen
} van anderen.
doctor-sync-hint = Wacht even. Blijft het zo, vergelijk dan jullie stand (“meent stand”), en haal het bij een andere buur.
doctor-member-here = { $about } is er, en heeft alles.
doctor-member-away = { $about } is er nu niet; het laatste bericht is van { $day }.
doctor-member-blocked = { $about } heb je geblokkeerd.
doctor-member-behind = { $about } is er, en mist nog { $n ->
    [one] een handeling
   *[other] { $n } handelingen
}.
doctor-schism-none = In “{ $about }” spreekt niets tegen wie er meedoen.
doctor-schism = In “{ $about }” { $n ->
    [one] spreekt iets
   *[other] spreken { $n } dingen
} tegen wie er meedoen.
doctor-schism-hint = Kijk met “meent schism show” wat het is, en spreek elkaar.
doctor-label-ok = in orde
doctor-label-attention = let op
doctor-label-wrong = stuk
page-doctor = Werkt er iets niet?
page-doctor-why = Meent keek wat het zelf kan zien. Staat er iets bij “let op” of “stuk”, dan staat erbij wat je kunt doen.
page-doctor-look = Kijk wat er mis is
page-doctor-again = Kijk opnieuw
page-doctor-database-hint = Je buren hebben alles nog. Vraag wie Meent voor je instelde om hulp, en doe tot die tijd niets met Meent op dit apparaat. Met een papieren sleutel of een ander apparaat van jou kun je weer meedoen.
page-doctor-finding-hint = Zo is Meent hier ingesteld. Vraag wie Meent voor je instelde, of breng alles met een bestand: “Om je heen”.
page-doctor-addresses-hint = Is dit apparaat verbonden met wifi of een kabel? Zo ja, vraag wie Meent instelde.
page-doctor-unseen-hint = Was je een tijd weg, dan is dat gewoon. Blijft het zo, lees elkaar dan de zes woorden bij “Om je heen” voor. Zijn ze anders, geef elkaar dan daar een bestand met alles.
page-doctor-sync-hint = Wacht even. Blijft het zo, vergelijk dan de zes woorden bij “Om je heen”, of haal het bij een andere buur.
page-doctor-outside-hint = Vraag een deelnemer die van buiten bereikbaar is, zoals het buurthuis, om door te geven. Op hetzelfde netwerk maakt het niet uit.
page-doctor-relay-unreached = Dit apparaat is ingesteld om deelnemers bij elkaar te brengen, maar het is niet bekend waar het van buiten te bereiken is.
page-doctor-relay-hint = Vraag wie Meent instelde om het adres van buiten op te geven.
page-doctor-schism-hint = Kijk bovenaan de pagina bij “Kijk wat en wie”, en spreek elkaar.
page-error-exposed-hint = Vraag wie dit apparaat beheert om de map met gegevens alleen voor jou leesbaar te maken.
page-doctor-running-hint = Start Meent opnieuw, en kijk nog eens.
