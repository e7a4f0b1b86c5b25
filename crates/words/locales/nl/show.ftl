# Antwoorden.
show-done = Gedaan. Bewaard op dit apparaat.
show-written = Bewaard in { $path }

show-created = “{ $name }” is begonnen ({ $id }).
show-created-next = Nodig iemand uit met “meent invite”.
show-left = Je hebt “{ $name }” verlaten. Wat je schreef, blijft bij de anderen.
show-no-communities = Je doet hier nog niet mee aan een gemeenschap.
show-invite = Met deze link doet iemand mee aan “{ $name }”. Hij werkt tot { $until }. Geef hem aan wie je vertrouwt, en laat “meent serve” draaien: dan word je gevonden.
show-code = Met deze code maak je je andere apparaat van jou in “{ $name }”. Hij werkt tot { $until }. Geef hem aan niemand anders.
show-paper-words = Schrijf deze 24 woorden over op papier, met de nummers. Ze staan hier één keer en worden nergens bewaard. Bewaar het papier op een veilige plek: wie het heeft, kan jou zijn.
show-paper-unchecked = De sleutel geldt nog niet. Typ de woorden eerst terug, met: meent device paper --check
show-paper-written = Je papieren sleutel geldt. Raak je al je apparaten kwijt, dan kom je er hiermee terug: meent device recover --paper
show-recover-link = Geef deze link aan wie al zijn apparaten in “{ $name }” kwijt is. Daar maakt het nieuwe apparaat een code mee: meent device recover LINK. Krijg je die terug van wie je kent, in het echt of aan de telefoon, keur het dan goed: meent member recover NAAM CODE
show-recover-request = Geef deze code aan een deelnemer van “{ $name }” die je kent. Twee derde van de anderen moet het goedkeuren; daarna doet dit apparaat vanzelf mee. Laat “meent serve” draaien.
show-backup = Je reservekopie staat in { $path }. Er zitten geen sleutels in: terugkomen doe je met een ander apparaat, je papieren sleutel of de anderen. Wie het bestand heeft, kan wel alles lezen.
show-backup-attachments = Foto’s en andere bijlagen zitten er niet in. Die komen terug van je buren. Heeft niemand anders ze? Bewaar ze dan zelf, of maak met “meent bundle export” een bestand met alles.
show-restored = De tekst van { $names } staat er weer, en je kunt die lezen. Bijlagen komen zodra er iemand is die ze heeft. Om weer mee te doen heeft dit profiel een apparaat nodig:
show-copied = Deze kopie heeft nu eigen sleutels. Om mee te doen heeft ze een apparaat nodig:
show-moved = Je gaat hier verder. Je kunt weer schrijven zodra je iemand van de gemeenschap gevonden hebt.
show-back-device = vanaf een ander apparaat van jou: daar “meent device enrol”, hier “meent device join CODE”
show-back-paper = met je papieren sleutel: “meent device recover --paper”
show-back-others = met hulp van de anderen: “meent device recover”
show-sealed = Er zit een wachtzin op je sleutels. Meent vraagt erom als het start. Alleen de sleutels zijn op slot: wie de schijf heeft, kan de rest lezen.
show-unsealed = Er zit geen wachtzin op je sleutels.
show-joined-waiting = Je bent onderweg naar “{ $name }”.
show-joined-guest = Je bent te gast in “{ $name }”. Je ziet alles al. Je stem telt zodra de deelnemers je toelaten.
show-joined-member = Je doet mee aan “{ $name }”.

show-nameless = (nog zonder naam)
show-me = { $name } (jij)
show-blocked = { $name } (door jou geblokkeerd)
show-no-approvals = nog geen goedkeuring, { $needed } nodig
show-approvals = goedgekeurd door { $names } ({ $n } van de { $needed } die nodig zijn)

show-added-by = toegevoegd door { $name }
show-no-goals = Er zijn nog geen doelen. Begin met “meent goal add”.
show-conflict = Los van elkaar geschreven: { $field }. Kies samen wat het wordt:
show-version = “{ $value }” van { $by }, { $at }
show-comment = { $by }, { $at } ({ $id }):

show-proposed-by = voorgesteld door { $name }
show-method = hoe: { $method }
show-with-quorum = { $method }; minstens { $quorum } doet mee
show-review = terugblik: { $day }
show-for-goal = bij doel { $id }
show-text-differs = Let op: de tekst is hier anders dan de tekst waarover de stemming ging.
show-no-decisions = Er zijn nog geen besluiten. Begin met “meent decision propose”.
show-open = stemming open tot { $until }: { $took } van de { $of } deden al mee
show-closed = voorlopig { $outcome }: bevestigd door { $n } van de { $of }, { $needed } nodig
show-confirms-from = De apps bevestigen dit vanaf { $moment }, of zodra iedereen gestemd heeft.
show-confirmed = vastgesteld, { $outcome }: bevestigd door { $n } van de { $of }
show-how-next = Hoe er geteld is: meent decision show { $id } --how
show-how = Zo is er geteld bij “{ $title }”:

show-saved = bewaard op dit apparaat: { $acts ->
    [one] { $acts } handeling
   *[other] { $acts } handelingen
}
show-not-running = Meent draait nu niet. Start “meent serve” om bij te werken met anderen.
show-nobody-around = Er is nu niemand verbonden. Wat je doet, wordt hier bewaard.
show-address = bereikbaar op { $address }
show-around = { $name } is verbonden
show-around-even = { $name } is verbonden en heeft alles
show-around-behind = { $name } is verbonden en mist nog { $acts ->
    [one] { $acts } handeling
   *[other] { $acts } handelingen
}
show-around-online = { $name } staat aan, handelingen gaan via anderen
show-away = { $name } was eerder verbonden
show-own-device = je andere apparaat
path-near = op dit netwerk
path-direct = rechtstreeks over internet
path-relay = via het apparaat van { $name }
path-relay-unknown = via het apparaat van een andere deelnemer
show-no-effect = telt niet mee
show-verified = Alles klopt: { $acts ->
    [one] { $acts } handeling
   *[other] { $acts } handelingen
} nagerekend.
show-not-verified = Dit klopt niet:

start-empty = Welkom bij Meent. Je doet nog niet mee aan een gemeenschap.
start-in = Meent draait. Je doet mee aan { $names }.
start-waiting = Meent draait en wacht op iemand van { $names }. Tot die er is, is er nog niets te zien.
start-page = Je pagina staat klaar. Volg deze link; hij werkt één keer:
    { $link }
    Een nieuwe link maak je met: meent page
start-page-opened = Je browser opent de pagina. Gebeurt er niets? Volg dan deze link; hij werkt één keer:
    { $link }
    Een nieuwe link maak je met: meent page
start-next = Het kan ook met opdrachten, in een ander venster:
start-next-waiting = Wat je nu kunt doen:
start-create = Begin een gemeenschap: meent community create "Buurttuin" --purpose "Samen een tuin" --name "Je naam"
start-join = Of doe mee met een link die je kreeg: meent join LINK --name "Je naam"
start-look = Kijk wat er speelt: meent decision list
start-propose = Zet een doel of voorstel neer: meent goal add, meent decision propose
start-invite = Nodig iemand uit: meent invite
start-stay = Laat dit venster open. Dan vinden je buren op hetzelfde netwerk je vanzelf.
start-stay-waiting = Laat dit venster open. Zodra Meent iemand vindt, gaat het vanzelf verder.
start-same-network = Vraag iemand die al meedoet om Meent ook te laten draaien. Op hetzelfde netwerk gaat het het snelst.
start-see = Kijk in een ander venster hoe ver het is: meent status
start-profile = Je gegevens staan in { $path }
start-stop = Stoppen doe je met Ctrl-C. Er gaat niets verloren.

demo-made = “{ $name }” is een verzonnen buurt om in rond te kijken. Alles in dit profiel is bedacht.
demo-next = Kijk rond:
demo-decisions = De besluiten: meent --profile { $profile } decision list
demo-how = Hoe er geteld is: meent --profile { $profile } decision show NUMMER --how
demo-goals = De doelen: meent --profile { $profile } goal list
demo-remove = Uitgekeken? Haal dan deze map weg: { $path }

replay-holds = { $title }: klopt ({ $moments ->
    [one] { $moments } moment
   *[other] { $moments } momenten
})
replay-differs = { $title }: klopt niet ({ $n ->
    [one] { $n } verschil
   *[other] { $n } verschillen
})
replay-difference = moment { $moment }: { $path } zou { $wanted } moeten zijn, en is { $found }
replay-not = { $title }: { $error }
replay-too-long = een verhaal is hoogstens { $most } MiB
replay-unread = dit is geen verhaal dat ik kan lezen: { $what }
replay-malformed = bij { $path } klopt het verhaal niet: { $what }
replay-hint = Hoe je een verhaal schrijft, staat in docs/rules.md bij de broncode van Meent.
replay-needs = { $path }: hier is { $what } voor nodig, dat is nog niet gebouwd

show-nothing-asked = Er wordt nu niets van je gevraagd.
show-news = { $n ->
    [0] Niets nieuws.
    [one] Nieuw: { $n } ding.
   *[other] Nieuw: { $n } dingen. De laatste:
}
show-news-seen = Onthouden dat je dit gezien hebt: meent news --seen
show-settings = taal: { $language }; kleuren: { $theme }
setting-nl = Nederlands
setting-en = Engels
setting-language-auto = wat je browser vraagt
setting-light = licht
setting-dark = donker
setting-theme-auto = zoals je systeem
asked-decide = stem over “{ $title }”
asked-settle = kies wat het wordt: “{ $title }” werd los van elkaar veranderd
asked-welcome = laat { $name } toe
asked-close = sluit de stemming over “{ $title }”
asked-review = kijk terug op “{ $title }”
asked-open = open de stemming over je voorstel “{ $title }”
asked-approve = keur een wijziging goed die aan je is voorgelegd, of maak bezwaar: meent change list
asked-rest = kijk of { $name } nog meedoet: er is lang niets gehoord

show-charter-begin = { $members ->
    [one] Dit spreken we af. Er is nu { $members } deelnemer.
   *[other] Dit spreken we af, met { $members } deelnemers.
}
show-charter-needed = Een regel verandert als { $needed } van de { $members } deelnemers dat willen (twee derde). Niemand heeft daarbij meer te zeggen dan een ander, ook wie begon niet.
show-charter-team = Het kernteam is nu: { $names }. Het moeten er minstens { $n } eens zijn. Je vertrouwt hun alles toe: zij kunnen kiezen wie er meebeslist.
show-charter-team-lost = Het kernteam heeft te weinig mensen over. Zijn bevoegdheden liggen weer bij alle deelnemers.
show-charter-conflict = Hier zijn apart van elkaar verschillende regels aangenomen: { $value }. Tot er één gekozen is, blijft wat er eerst gold.
show-no-changes = Er wacht niets op goedkeuring.
show-no-roles = Er zijn er nog geen.
show-no-topics = Er zijn nog geen onderwerpen.
show-no-mandates = Er zijn nog geen mandaten.
show-role-until = { $names }, tot { $until }
show-task-pending = Er wacht een voorstel op goedkeuring: `meent change list`.
show-mandate-holders = Het is van: { $names }.
show-mandate-domain = Waarover: { $text }
show-mandate-constraints = Grenzen: { $text }
show-mandate-report = Verslag: { $text }
show-mandate-spent = Tot nu toe is { $amount } besteed.
show-mandate-decision = { $id }  { $title } (door { $name }: { $status })
