# De pagina: voor jou, wat er gebeurde, instellingen, over Meent, narekenen en meenemen.
home-waits = { $n ->
    [one] Eén ding wacht op je.
   *[other] { $n } dingen wachten op je.
}
home-hello = Welkom in { $name }.
home-todo = Dit wacht op je
home-even = Je bent bij
home-even-text = Er wacht nu niets op je. Is er iets voor je, dan staat het hier.
home-purpose = De bedoeling
home-purpose-none = Hier staat nog niet wat jullie samen willen.

home-vote-why = De ronde is open en je koos nog niet.
home-vote-until = De ronde is open, { $left }. Je koos nog niet.
home-vote-go = Maak je keuze
home-vote-late = De termijn is voorbij. Kiezen kan nog tot iemand de ronde sluit.
home-welcome = { $name } wil meedoen
home-welcome-why = { $needed ->
    [one] { $name } is nu gast. Zeg jij ja, dan is { $name } deelnemer en kan meestemmen.
   *[other] { $name } is nu gast, en wordt deelnemer als { $needed } van jullie ja zeggen. { $n ->
        [0] Nog niemand deed dat.
        [one] Eén deed dat al.
       *[other] Dat deden er al { $n }.
    }
}
home-welcome-go = Verwelkom { $name }
home-close-why = De termijn is voorbij. Als de ronde gesloten is, weten jullie de uitslag.
home-close-all-why = Iedereen koos al. Als de ronde gesloten is, weten jullie de uitslag.
home-close-go = Sluit de ronde
home-settle-why = Twee mensen schreven hier los van elkaar aan. Kies wat het wordt.
home-settle-go = Bekijk beide
home-open-why = Je voorstel staat er. Er kan over gestemd worden zodra jij de ronde opent.
home-open-go = Bekijk je voorstel
home-review-why = Jullie spraken af om hierop terug te kijken. Hielp het?
home-review-go = Kijk terug
home-other-why = Hier kun jij iets doen.
home-other-go = Bekijk

home-news = Nieuw sinds je er was
home-news-none = Sinds je laatste bezoek gebeurde er niets nieuws.
home-news-more = { $n ->
    [one] En nog { $n } ding.
   *[other] En nog { $n } dingen.
}
home-news-all = Alles wat er gebeurde
home-seen = Ik ben bij

home-steps = Een goed begin
home-steps-text = Drie stappen, in de volgorde die jullie willen.
home-step-done = Gedaan:
home-step-go = Begin hiermee
home-step-invite = Nodig een buur uit
home-step-invite-why = Met een link of een code op je telefoon. Samen besluiten begint met twee.
home-step-goal = Schrijf een doel
home-step-goal-why = Eén zin over wat jullie willen bereiken.
home-step-propose = Doe een voorstel
home-step-propose-why = Klein beginnen mag. Jullie spreken meteen af wanneer je terugkijkt.

home-guest = Je bent gast
home-guest-text = Je kunt alles lezen, meepraten, en doelen en voorstellen schrijven. Je stem telt mee zodra je deelnemer bent.
home-guest-approvals = { $n ->
    [0] Daarvoor moet { $needed ->
        [one] één deelnemer
       *[other] { $needed } deelnemers
    } ja zeggen. Nog niemand deed dat. Loop je even langs?
   *[other] Daarvoor moeten { $needed } deelnemers ja zeggen. Dat deden al: { $names }.
}
home-left = Je hebt { $name } verlaten
home-left-text = Wat je hier ziet, is hoe het was toen je ging. Je kunt alles nog lezen. Er komt niets nieuws meer bij.

home-log = Wat er gebeurde
home-log-why = { $n ->
    [one] Alles wat iemand deed, het nieuwste bovenaan. Dat is nu { $n } ding.
   *[other] Alles wat iemand deed, het nieuwste bovenaan. Dat zijn nu { $n } dingen.
}
home-log-check = Niemand op zijn woord
home-log-check-text = Elke handeling is ondertekend door wie haar deed. Je kunt alles zelf narekenen.
home-log-clock = De tijden zijn van de klok van wie het deed.
home-log-who = Van wie?
home-log-everybody = Van iedereen
home-log-show = Laat zien
home-log-none = Hier staat niets
home-log-none-text = Van deze persoon is hier nog niets bekend.
home-log-back = Bekijk alles
home-log-newest = Het nieuwste
home-log-newer = Nieuwer
home-log-older = Ouder
home-log-pages = Bladeren
home-today = Vandaag
home-yesterday = Gisteren
home-log-void = telt niet mee

home-settings = Instellingen
home-settings-why = Voor jou op dit apparaat. Anderen merken er niets van.
home-settings-saved = Bewaard.
home-settings-save = Bewaar deze instellingen
home-language = In welke taal wil je lezen?
home-language-auto = De taal van je browser
home-theme = Welke kleuren lezen prettig?
home-theme-auto = Zoals je apparaat
home-theme-auto-more = Overdag licht, ’s avonds donker, als je apparaat dat doet.
home-theme-light = Licht
home-theme-dark = Donker
home-settings-each = Per gemeenschap
home-settings-each-why = Je naam, je apparaten en je gegevens horen bij één gemeenschap.
home-set-name = Je naam
home-set-devices = Je apparaten
home-set-archive = Narekenen en meenemen
home-set-leave = Weggaan
home-safe = Tegen verlies en diefstal
home-passphrase = Je wachtzin
home-passphrase-is = Er zit een wachtzin op je sleutels. Meent vraagt erom als het start.
home-passphrase-none = Er zit geen wachtzin op je sleutels: wie bij je bestanden kan, kan jou zijn.
home-passphrase-why = Met je sleutels ondertekent Meent wat jij doet. Een wachtzin doet ze op slot: wie je apparaat of je schijf in handen krijgt, kan dan niet namens jou schrijven of stemmen. Lezen wat er staat kan die wel.
home-passphrase-forgotten = Een vergeten wachtzin krijgt niemand terug
home-passphrase-forgotten-text = Meent bewaart hem nergens. Ben je hem kwijt, dan zijn de sleutels op dit apparaat dat ook. Terugkomen kan dan alleen met een ander apparaat van jou, je papieren sleutel, of je buren.
home-passphrase-set = Zet een wachtzin op je sleutels
home-passphrase-set-do = Zet deze wachtzin erop
home-passphrase-change = Verander je wachtzin
home-passphrase-change-go = Verander hem of haal hem eraf
home-passphrase-change-do = Verander mijn wachtzin
home-passphrase-old = Je wachtzin tot nu toe
home-passphrase-new = Een nieuwe wachtzin
home-passphrase-again = De nieuwe wachtzin nog eens
home-passphrase-start = Start Meent voortaan in een terminal: daar typ je hem.
home-passphrase-saved = Bewaard. Vanaf nu zit deze wachtzin op je sleutels.
home-passphrase-removed = Bewaard. Er zit geen wachtzin meer op je sleutels.
home-passphrase-remove = Haal de wachtzin eraf
home-passphrase-remove-why = Daarna start Meent zonder iets te vragen, en kan wie bij je bestanden kan, namens jou schrijven en stemmen.
home-passphrase-remove-do = Haal mijn wachtzin eraf
home-backup = Je reservekopie
home-backup-what = De tekst van je gemeenschappen in één bestand, voor als dit apparaat stukgaat.
home-backup-go = Maak er een, of lees hoe je terugkomt
home-backup-why = Eén bestand met de tekst van je gemeenschappen en je instellingen, voor als dit apparaat stukgaat of wegraakt.
home-backup-careful = Alleen voor jou
home-backup-careful-text = Wie het bestand heeft, kan alles lezen wat jij kunt lezen. Bewaar het waar alleen jij bij kunt, zoals op een stick in een la.
home-backup-keys = Er zit geen sleutel in
home-backup-keys-text = Met een reservekopie kan niemand namens jou schrijven of stemmen, jij ook niet. Zo kunnen er nooit twee tegelijk jou zijn. Na het terugzetten lees je alle tekst; om weer mee te doen krijgt het nieuwe apparaat eigen sleutels.
home-backup-attachments = Foto’s en andere bijlagen zitten er niet in. Die komen terug van je buren. Heeft niemand anders ze? Bewaar ze dan zelf, of maak bij “Om je heen” een bestand met alles.
home-backup-empty = Je doet nog nergens aan mee. Er is nu niets om te bewaren.
home-backup-do = Bewaar een reservekopie
home-backup-return = Zo kom je terug
home-backup-return-empty = Zet Meent op een apparaat waar nog niets in staat.
home-backup-return-back = Kies op de eerste pagina “Kom terug”, en daar je reservekopie.
home-backup-return-device = Doe weer mee met een ander apparaat van jou, met je papieren sleutel, of met hulp van je buren.
home-backup-return-paper = Heb je nog geen papieren sleutel? Maak hem nu, per gemeenschap, bij Je apparaten.

home-about = Over Meent
home-about-why = Meent is voor buren die samen besluiten. Zonder website, zonder account, zonder baas.
home-nobody = Niemand is de baas over jullie gegevens
home-nobody-text = Er is geen bedrijf en geen server. Ieders Meent bewaart hetzelfde en praat rechtstreeks met die van de anderen. Stopt er één, dan gaat de rest door.
home-nobody-count = Elke stem is ondertekend door wie hem gaf. Jouw Meent rekent elke uitslag zelf na en gelooft niemand op zijn woord.
home-kept = Wat waar bewaard wordt
home-kept-here = Op dit apparaat
home-kept-here-what = Alles van jullie gemeenschappen, en je sleutels. Daarmee ondertekent Meent wat jij doet.
home-kept-others = Bij de anderen in een gemeenschap
home-kept-others-what = Hetzelfde als bij jou, zonder jouw sleutels. Wie meedoet, kan alles lezen: ook wat je stemde.
home-kept-nowhere = Ergens anders
home-kept-nowhere-what = Niets. Wie niet meedoet, ziet hooguit dat er ergens een Meent is.
home-kept-more = Wat je eenmaal deelde, kunnen anderen bewaren. Dat kan Meent niet terughalen.
home-version = Versie
home-version-is = Meent { $version }
home-version-more = Een nieuwe versie verandert nooit vanzelf de spelregels van jullie gemeenschap.
home-licence = Vrij om te gebruiken
home-licence-text = Meent valt onder de Europese openbare licentie, EUPL-1.2. Je mag het gebruiken, bekijken, veranderen en doorgeven.
home-built-with = { $n ->
    [one] Gebouwd met { $n } werk van anderen
   *[other] Gebouwd met { $n } werken van anderen
}
home-built-with-text = Met dank aan de makers. Per werk staat er de naam, de versie en de licentie.

home-archive = Narekenen en meenemen
home-archive-why = Alles van { $name } staat op dit apparaat. Je kunt het zelf narekenen, bewaren en aan iemand laten zien.
home-check = Klopt het nog?
home-check-text = Meent rekent alles na vanaf het begin: elke handtekening, wie er meedoet, elke uitslag.
home-check-do = Reken alles na
home-check-good = Alles klopt
home-check-good-text = { $n ->
    [one] Eén handeling is opnieuw nagerekend. De uitkomst is dezelfde.
   *[other] { $n } handelingen zijn opnieuw nagerekend. De uitkomst is dezelfde.
}
home-check-bad = Er klopt iets niet
home-check-bad-text = Wat dit apparaat bewaart, past niet bij wat eruit volgt. Er is niets gewist. Bewaar het archief hieronder en laat het aan de makers van Meent zien, met deze regels erbij:
home-check-more = { $n ->
    [one] En nog { $n } verschil.
   *[other] En nog { $n } verschillen.
}
home-take = Neem het mee
home-take-care = In deze bestanden staan ieders namen, woorden en stemmen. Geef ze niet zomaar door.
home-bag = Het archief
home-bag-text = Voor later: een map met een leesbare pagina, alle ondertekende handelingen en uitleg om ze zonder Meent na te rekenen.
home-bag-attachments = Foto’s en andere bijlagen zitten er nog niet in, alleen hun naam en beschrijving.
home-bag-do = Bewaar het archief (zip)
home-bag-too-large = Het archief is te groot voor één bestand
home-bag-too-large-text = Maak het als map. Typ dit in een terminal:
home-document = Het document
home-document-text = Voor andere programma’s: doelen, besluiten en gesprekken met hun geschiedenis, als Automerge-bestand.
home-document-do = Bewaar het document

home-approve-why = { $by } vroeg dit. { $needed ->
    [one] Er is { $needed } deelnemer voor nodig;
   *[other] Er zijn { $needed } deelnemers voor nodig;
} { $n ->
    [0] nog niemand is voor.
    [one] één is al voor.
   *[other] { $n } zijn al voor.
}
home-approve-other = Iemand vroeg dit, en jij kunt erover meebeslissen.
home-approve-go = Bekijk en beslis
home-rest-months = Van { $name } hoorden we al { $n ->
    [one] een maand
   *[other] { $n } maanden
} niets
home-rest-days = Van { $name } hoorden we al { $n ->
    [0] een poos
    [one] een dag
   *[other] { $n } dagen
} niets
home-rest-why = In rust zetten? Dan telt { $name } nergens voor mee en kunnen jullie verder. Doet { $name } zelf weer iets, dan is de rust voorbij.
home-rest-go = Stel voor: { $name } in rust
home-rest-later = Vraag het me over een maand
home-resting = Je bent in rust
home-resting-text = De anderen hoorden lang niets van je en gaan zo lang verder. Zodra je iets doet, tel je weer mee.
home-removed = De anderen hebben je uit { $name } gezet
home-dismissed = Je bent als gast weggestuurd uit { $name }
home-out-text = Wat je hier ziet, is hoe het toen was. Je kunt alles nog lezen. Er komt niets nieuws meer bij.
