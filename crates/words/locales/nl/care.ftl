# Het zorgen voor Meent zelf: de stand, wat er schort, en een peer die altijd aanstaat.
stand-of = De stand van “{ $name }”, in zes woorden:
stand-why = Lees ze elkaar voor. Zijn ze hetzelfde, dan heb je allebei precies hetzelfde: alles wat er gebeurde, en wie er meedoen. Leest de een Engels, dan is dat woord voor woord de vertaling: “appelbrug” is “apple-bridge”.
stand-differs = Niet hetzelfde? Dan heeft een van jullie nog niet alles, of kwam er net iets bij. Wacht even en kijk opnieuw.
stand-differs-hint = Blijft het zo, kijk dan met “meent doctor” wat er schort.
page-same = Hebben jullie hetzelfde?
page-same-why = Lees elkaar deze zes woorden voor. Zijn ze bij je buur hetzelfde, dan hebben jullie precies hetzelfde.
page-same-means = En als ze niet hetzelfde zijn?
page-same-differs-hint = Blijft het zo, haal dan iets op bij een andere buur, of kijk met de knop hiernaast wat er schort.
