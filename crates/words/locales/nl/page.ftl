# De pagina: wat om elke pagina heen staat, doelen, geschiedenis, en wat er mis kan gaan.
page-title = { $title } · { $name }
page-skip = Ga naar de inhoud
page-menu = Menu
page-menu-main = Hoofdmenu
page-menu-more = Meer
page-nav-home = Voor jou
page-nav-todo = { $n ->
    [one] { " " }vraag voor jou
   *[other] { " " }vragen voor jou
}
page-nav-goals = Doelen
page-nav-decisions = Besluiten
page-nav-members = Buren
page-nav-around = Om je heen
page-nav-log = Wat er gebeurde
page-nav-communities = Je gemeenschappen
page-nav-settings = Instellingen
page-nav-about = Over Meent

page-sync = { $others ->
    [one] { $even ->
        [one] Bijgewerkt met je buur · bewaard op dit apparaat.
       *[other] Nog niet bijgewerkt met je buur · bewaard op dit apparaat.
    }
   *[other] Bijgewerkt met { $even } van { $others } buren · bewaard op dit apparaat.
}
page-sync-alone = Bewaard op dit apparaat.
page-sync-offline = Er is nu niemand verbonden · bewaard op dit apparaat.
page-sync-waiting = Wacht tot er iemand verbonden is · bewaard op dit apparaat.
page-sync-left = Je leest hier wat er stond · bewaard op dit apparaat.
page-sync-more = Bekijk
page-gone = Meent draait niet meer op dit apparaat. Wat je bewaarde, is er nog. Start Meent opnieuw om verder te gaan.
page-stale = Er is iets nieuws. Het verschijnt als je hier klaar bent.

page-by = door { $name }
page-optional = (mag leeg blijven)
page-save = Bewaar
page-edit = Verander de tekst
page-back = Terug naar het begin

page-fault-title = Nog niet bewaard: { $title }
page-faults = Dit is nog niet bewaard
page-faults-kept = Wat je typte, staat er nog.
page-text-hint = Een lege regel begint een nieuwe alinea. Met een streepje ervoor wordt het een lijst.
page-text-merge-hint = Schrijft iemand anders er ook aan? Dan blijven jullie beider woorden staan.
page-title-now = Intussen heet het: “{ $title }”. Bewaar je nog een keer, dan geldt wat jij hieronder schreef.

page-goals = Doelen
page-goals-all = Alle doelen
page-goals-why = Wat jullie samen willen bereiken.
page-goals-empty = Nog geen doelen
page-goals-empty-text = Een doel zegt in één zin wat jullie samen willen. Besluiten krijgen er richting door.
page-goal-new = Schrijf een doel
page-goal-add = Voeg dit doel toe
page-goal-edit = Verander dit doel
page-goal-title = Wat willen jullie bereiken?
page-goal-title-hint = Eén zin, zoals: een veilige straat om te spelen.
page-goal-text = Waarom, en hoe ziet het eruit als het lukt?
page-goal-text-title = Waarom
page-goal-no-text = Hier staat nog niets.
page-goal-decisions = Besluiten voor dit doel
page-goal-no-decisions = Nog geen.
page-goal-propose = Doe een voorstel voor dit doel
page-n-decisions = { $n ->
    [one] { $n } besluit
   *[other] { $n } besluiten
}
page-n-comments = { $n ->
    [one] { $n } reactie
   *[other] { $n } reacties
}
page-two-versions = twee versies

page-talk = { $n ->
    [0] Gesprek
    [one] Gesprek: { $n } reactie
   *[other] Gesprek: { $n } reacties
}
page-talk-empty = Nog niemand zei er iets over. Wat vind jij?
page-talk-none = Nog niemand zei er iets over.
page-talk-label = Wat wil je zeggen?
page-talk-send = Plaats je reactie
page-talk-answer = Antwoord
page-talk-answer-to = { " " }op { $name }
page-talk-answering = Je antwoordt { $name }: “{ $text }”
page-talk-answer-not = Toch niet
page-talk-nothing = Schrijf eerst wat je wilt zeggen.
page-talk-too-long = Dit is te lang voor één reactie. Maak het korter, of zet het in twee reacties.

page-conflict = Los van elkaar geschreven: { $fields }
page-conflict-text = Twee mensen schreven dit terwijl ze elkaar niet konden bereiken. Kies wat het wordt. De andere versie blijft in de geschiedenis staan.
page-conflict-choose = Kies deze

page-history = Geschiedenis
page-history-of = Geschiedenis van { $title }
page-history-why = Wie wat veranderde, en wanneer. De tijden zijn van de klok van wie schreef.
page-editions = { $n ->
    [one] { $n } versie
   *[other] { $n } versies
}
page-edition-now = zo is het nu
page-edition-earlier = eerder
page-edition-later = later
page-edition-compare = Zet deze twee naast elkaar
page-beside = Naast elkaar
page-beside-old = Eerder
page-beside-new = Later
page-beside-gone = Weg:
page-beside-come = Nieuw:
page-review-on = terugblik op { $day }
page-restore = Zet de eerdere versie terug
page-restore-text = Dan staat er weer wat { $name } schreef: “{ $title }”. Wat er nu staat, blijft in de geschiedenis.
page-restore-do = Zet deze versie terug

page-enter = Ga naar Meent
page-used = Deze link is al gebruikt
page-used-text = Een link naar Meent werkt één keer. Zo kan niemand anders ermee naar binnen.
page-signed-out = Meent kent deze browser nog niet
page-signed-out-text = Misschien is Meent opnieuw gestart, of is dit een andere browser. Je gegevens zijn er nog.
page-other-host = Dit is niet het adres van Meent
page-other-host-text = Meent luistert op dit apparaat alleen naar zijn eigen adres. Zo kan geen andere website erbij.
page-no-method = Dat kan Meent niet
page-no-method-text = De browser vroeg iets dat op deze pagina niet bestaat.
page-open-how = Open Meent opnieuw, of typ dit in een terminal en volg de link:

page-missing = Dit is hier niet te vinden
page-trouble = Dit lukte niet
page-hint-no-community = Begin er een, of doe mee met een link die je kreeg.
page-hint-which-community = Kies er een uit je gemeenschappen.
page-hint-unknown-community = Kijk bij je gemeenschappen.
page-hint-unknown = Misschien is het nog niet binnengekomen van een ander apparaat. Kijk in de lijst.
page-hint-ambiguous = Kies het uit de lijst.
page-hint-waiting = Laat Meent open staan, en vraag een buur om Meent te starten. Zodra je iemand vindt, gaat het vanzelf verder. Lukt het niet, ga dan op dezelfde wifi zitten.
page-hint-not-member = Je kunt wel meepraten. Een deelnemer kan je toelaten op de pagina Buren.
page-hint-left = Wil je terug? Vraag een deelnemer om een nieuwe uitnodiging.
page-hint-device-retired = Gebruik je andere apparaat, of voeg dit apparaat daar opnieuw toe.
page-hint-not-guest = Op de pagina Buren zie je wie er wacht.
page-hint-not-elector = Je mening telt wel: schrijf die in het gesprek.
page-hint-not-open = Kijk bij het besluit hoe het ervoor staat.
page-hint-decided = Wil je iets anders? Doe een nieuw voorstel.
page-hint-not-closed = Dat kan zodra de ronde gesloten is.
page-hint-no-quorum = Bij het besluit zie je wie er nog niet meedeed. Loop je even langs?
page-hint-not-due = Laat Meent open staan: dan gebeurt het vanzelf op tijd.
page-hint-needs-reason = Schrijf welk doel of wie er schade van heeft, en hoe. Dan kunnen jullie samen een uitweg zoeken.
page-hint-in-conflict = Bovenaan de pagina kies je met één klik wat het wordt.
page-hint-already-in = Je vindt die bij je gemeenschappen.
page-hint-quorum-too-low = Kies een groter deel.
page-hint-disk = Maak ruimte vrij op dit apparaat, of kijk of de map beschreven mag worden. Start Meent daarna opnieuw. Wat eerder bewaard is, is er nog.
page-hint-internal = Er is niets kwijt. Probeer het nog eens. Blijft het misgaan, meld het dan aan de makers.
page-hint-needs-running = Start Meent opnieuw.
page-hint-changed = Wat jij schreef, staat er nog. Kijk wat je wilt en bewaar nog een keer.
page-hint-invalid-method = Kies een van de manieren op de pagina.
page-hint-invalid-quorum = Kies een van de delen op de pagina.
page-hint-invalid-share = Kies een van de delen op de pagina.
page-hint-invalid-deadline = Kies een dag en een tijd die nog komen.
page-hint-wrong-ballot = Kies een van de keuzes op de pagina.
page-hint-not-pending = Kijk bij Besluiten wat er op goedkeuring wacht. Misschien geldt dit al.
page-hint-not-in-register = Op de pagina Buren zie je wie er deelnemer zijn.
