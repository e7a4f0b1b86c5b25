# Het zorgen voor Meent zelf: de stand, wat er schort, en een peer die altijd aanstaat.
stand-of = De stand van “{ $name }”, in zes woorden:
stand-why = Lees ze elkaar voor. Zijn ze hetzelfde, dan heb je allebei precies hetzelfde: alles wat er gebeurde, en wie er meedoen. Leest de een Engels, dan is dat woord voor woord de vertaling: “appelbrug” is “apple-bridge”.
stand-differs = Niet hetzelfde? Dan heeft een van jullie nog niet alles, of kwam er net iets bij. Wacht even en kijk opnieuw.
stand-differs-hint = Blijft het zo, kijk dan met “meent doctor” wat er schort.
page-same = Hebben jullie hetzelfde?
page-same-why = Lees elkaar deze zes woorden voor. Zijn ze bij je buur hetzelfde, dan hebben jullie precies hetzelfde.
page-same-means = En als ze niet hetzelfde zijn?
page-same-differs-hint = Blijft het zo, haal dan iets op bij een andere buur, of kijk met de knop hiernaast wat er schort.

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
