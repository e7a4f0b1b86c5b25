# Wat er mis kan gaan buiten de gemeenschap om: de opdracht, de schijf, het netwerk.
usage-unknown = Ik ken “{ $what }” niet.
usage-incomplete = Zeg erbij wat je wilt doen.
usage-missing = Er ontbreekt nog iets: { $what }
usage-missing-value = Achter { $what } hoort nog iets.
usage-invalid = “{ $value }” past niet bij { $what }.
usage-utf8 = Er staan tekens in de opdracht die ik niet kan lezen.
usage-other = Ik begrijp deze opdracht niet. { $what }
usage-help = Met “meent --help” zie je wat er kan.
usage-either = { $first } of { $last }
usage-meant = Bedoel je: { $meant }?

error-held = Een andere Meent gebruikt dit profiel.
error-held-by = Een andere Meent gebruikt dit profiel. Die heeft procesnummer { $pid }.
error-held-hint = Gebruik die, of stop die eerst.
error-not-writable = Ik kan niet schrijven in { $path }: { $why }
error-not-writable-hint = Kijk of de map van jou is en of er ruimte is, of kies een andere met --profile.
error-newer = De gegevens in { $path } zijn van een nieuwere versie van Meent.
error-exposed = Anderen op deze computer kunnen { $path } lezen. Daar staan je geheime sleutels.
error-exposed-hint = Haal de rechten van anderen weg: chmod 700 voor de map, chmod 600 voor de bestanden.
error-damaged = Ik kan de gegevens in { $path } niet lezen: { $why }
error-damaged-hint = Zet een reservekopie terug, of doe met een nieuw profiel opnieuw mee. Je buren hebben alles nog.
error-no-profile = Ik weet niet waar ik je gegevens kan bewaren.
error-no-profile-hint = Kies een map met --profile of met MEENT_PROFILE.
error-unread = Ik kan { $path } niet lezen: { $why }
error-unread-hint = Kijk of de naam klopt.
error-exists = { $path } bestaat al.
error-exists-hint = Kies een andere naam, of haal het eerst weg.
error-unwritten-hint = Kijk of de map er is en of je er mag schrijven.
error-lost = Meent draait, maar gaf geen antwoord: { $why }
error-lost-hint = Kijk met “meent status” of het toch gelukt is.
error-address = “{ $address }” is geen adres dat ik begrijp.
error-address-hint = Schrijf het als /ip4/192.168.1.10/tcp/4001 of /ip4/192.168.1.10/udp/4001/quic-v1.
error-port-taken = Het adres is al bezet: { $what }
error-network = Ik kan niet luisteren op { $what }: { $why }
error-network-hint = Kies een ander adres met --listen, of laat het weg.
error-unstarted = Meent kan niet beginnen: { $why }
error-unstarted-hint = Probeer het opnieuw. Er is niets veranderd.
error-demo-taken = In { $path } staat al iets.
error-demo-taken-hint = Is dat de verzonnen buurt van een vorige keer? Kijk rond met: meent --profile { $profile } decision list. Kies anders een lege map met --profile: verzonnen buren horen niet tussen echte.
error-archive-bad = Het archief in { $path } klopt niet. De controle zegt: { $what }
error-archive-bad-hint = Vertrouw het niet. Vraag een buur om een ander exemplaar.

# Wat het systeem zei, als einde van een zin.
system-not-found = het bestaat niet
system-not-allowed = dat mag hier niet
system-address-taken = het adres is al bezet
system-address-elsewhere = dat adres is niet van deze computer
system-full = de schijf is vol
system-no-folder = er staat iets op die plek dat geen map is
system-folder = het is een map
system-too-large = het is te groot
system-unreadable = de inhoud klopt niet
system-ended = het hield te vroeg op
system-other = de computer zegt: { $what }

# Weggaan, één keer gevraagd.
leave-question = Je verlaat “{ $name }”. Terug kun je alleen met een nieuwe uitnodiging. Typ de naam van de gemeenschap om weg te gaan:
leave-unasked = Wil je “{ $name }” echt verlaten? Ik kan het je hier niet vragen.
leave-not = Je hebt “{ $name }” niet verlaten: je typte een andere naam.
leave-hint = Weet je het zeker? Dan kan het met: meent community leave --yes
paper-question = Typ woord { $place }:
paper-not = Dat is niet woord { $place }. De sleutel geldt niet en is vergeten.
paper-hint = Begin opnieuw met “meent device paper” en schrijf de nieuwe woorden over.
paper-type = Typ de 24 woorden van je papieren sleutel, met een spatie ertussen:
paper-unread = Ik kan de woorden niet lezen.
paper-unread-hint = Geef ze als tekst op de standaardinvoer, of typ ze in een terminal.
