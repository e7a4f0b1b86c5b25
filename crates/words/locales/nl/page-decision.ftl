# De pagina: besluiten, stemmen, hoe het geteld is.
page-decisions = Besluiten
page-decisions-all = Alle besluiten
page-decisions-why = Wat jullie samen beslissen, van voorstel tot terugblik.
page-decisions-empty = Nog geen besluiten
page-decisions-empty-text = Een besluit begint met een voorstel. Jullie praten erover, kiezen samen, en kijken later terug of het hielp.
page-group-disputed = Betwist
page-group-decide = Nu te beslissen
page-group-talk = Voorstellen in gesprek
page-group-provisional = Voorlopige uitslag
page-group-confirmed = Vastgesteld
page-took-part = { $n ->
    [one] { $n } van de { $of } deed mee
   *[other] { $n } van de { $of } deden mee
}
page-you-chose = Jij koos: { $ballot }.
page-you-not-yet = Jij koos nog niet.
page-you-watch = Jij kijkt mee.

page-state-draft = In gesprek
page-state-since = voorgesteld
page-state-open = Stemming open
page-state-open-consent = Consentronde open
page-state-time-over = de tijd is om, de ronde is nog niet gesloten
page-state-closed-adopted = Voorlopig aangenomen
page-state-closed-rejected = Voorlopig niet aangenomen
page-state-adopted = Vastgesteld: aangenomen
page-state-rejected = Vastgesteld: niet aangenomen
page-state-disputed = Betwist
page-until = tot
page-acknowledged-of = { $n ->
    [one] { $n } van de { $of } bevestigde de uitslag
   *[other] { $n } van de { $of } bevestigden de uitslag
}

page-way = Van idee tot terugblik
page-way-proposal = Voorstel
page-way-by = { $day }, { $name }
page-way-talk = Gesprek
page-way-comments = { $n ->
    [0] nog geen reacties
    [one] { $n } reactie
   *[other] { $n } reacties
}
page-way-round = Stemming
page-way-round-consent = Consentronde
page-way-from-to = { $from } tot en met { $to }
page-way-round-later = als een deelnemer de ronde opent
page-way-result = Besluit
page-way-result-later = vast als genoeg buren het narekenden
page-way-needed = { $n } van de { $needed } bevestigingen
page-way-disputed = twee uitslagen, praat erover
page-way-review = Terugblik

page-proposed-by = Een voorstel van { $name }
page-for-goal = voor het doel
page-proposal-text = Het voorstel
page-proposal-no-text = Er staat nog geen tekst bij.
page-changed = Zo staat het nu
page-changed-text = Na de ronde is het voorstel veranderd. Hierover kunnen jullie opnieuw kiezen.
page-text-fixed = Deze tekst staat vast zolang de ronde open is.
page-text-decided = Deze tekst staat vast: over deze woorden is gestemd.
page-fact-method = Hoe we beslissen
page-fact-quorum = Hoeveel mee moeten doen
page-fact-quorum-of = { $needed ->
    [one] minstens { $needed } van de { $of } deelnemers
   *[other] minstens { $needed } van de { $of } deelnemers
}
page-fact-opened = Ronde geopend
page-fact-review = We kijken terug op

page-disputed = Er zijn twee uitslagen
page-disputed-text = Twee verschillende uitslagen zijn door genoeg deelnemers bevestigd. Allebei bevestigd door: { $names }. Dat kan door twee apparaten die elkaar niet spraken. Praat erover en doe een nieuw voorstel.
page-altered = Deze ronde gaat over iets anders
page-altered-text = Wat er geopend is, is niet wat er werd voorgesteld: de tekst, de manier van beslissen of wie mee moet doen is anders. Kies nog niet. Vraag wie de ronde opende wat er aan de hand is.
page-objected = { $n ->
    [one] Eén zwaarwegend bezwaar is nog open
   *[other] { $n } zwaarwegende bezwaren zijn nog open
}
page-objected-text = Van { $names }. Wie het heeft, zegt zelf wanneer het is opgelost.
page-objected-read = Lees het en denk mee

page-choose = Wat kies jij?
page-chose = Jouw keuze
page-ask-consent = De vraag: kunnen we “{ $title }” veilig proberen? Het hoeft niet je liefste plan te zijn.
page-ask-majority = De vraag: ben je voor of tegen “{ $title }”?
page-choice-consent = Ik ga mee
page-choice-consent-text = Goed genoeg om nu te doen.
page-choice-concern = Ik ga mee, en ik heb een zorg
page-choice-concern-text = Het mag door. Bij de terugblik letten we op je zorg.
page-choice-object = Ik heb een zwaarwegend bezwaar
page-choice-object-text = Dit schaadt een doel of mensen. Je legt uit hoe; samen zoeken we een uitweg.
page-choice-aside = Ik laat dit aan de anderen
page-choice-aside-text = Je telt mee als aanwezig.
page-choice-for = Ik ben voor
page-choice-against = Ik ben tegen
page-choice-abstain = Ik onthoud me
page-choice-abstain-text = Je doet mee, en kiest niet voor of tegen.
page-concern = Waar moeten we op letten?
page-objection = Welk doel of wie loopt schade op, en hoe?
page-reason = Waarom?
page-save-choice = Bewaar mijn keuze
page-button-consent = ik ga mee
page-button-concern = mee, met een zorg
page-button-object = zwaarwegend bezwaar
page-button-aside = aan de anderen
page-not-saved = Nog niet bewaard.
page-counts-once-saved = Pas na bewaren telt je keuze.
page-changeable = Je kunt je keuze veranderen zolang de ronde open is.
page-changeable-until = Je kunt je keuze veranderen tot { $moment }.
page-choice-visible = Iedereen in { $name } kan zien wat je koos.
page-choose-first = Kies eerst wat je vindt.
page-saved = Bewaard: { $choice }
page-saved-late = Je keuze is nagekomen. Die telt mee als de ronde opnieuw sluit voordat de uitslag vaststaat.
page-saved-too-late = Je keuze is nagekomen en telt niet mee in deze uitslag.
page-saved-twice = Van jou zijn er twee verschillende keuzes, gemaakt op twee apparaten. Geen van beide telt. Kies nog een keer, dan telt die.
page-choose-still = Ik wil nog kiezen
page-change-choice = Verander mijn keuze
page-overtaken = De ronde is intussen gesloten.
page-reload = Bekijk hoe het nu is
page-closed-meanwhile = De ronde is intussen gesloten door { $name }.
page-closed-meanwhile-text = Je keuze is nog niet bewaard. Je kunt die bewaren als nagekomen keuze: ze telt mee als de ronde opnieuw sluit voordat de uitslag vaststaat.
page-save-late = Bewaar als nagekomen keuze
page-late-text = De ronde is al gesloten. Je keuze telt mee als de ronde opnieuw sluit voordat de uitslag vaststaat.

page-said = Zwaarwegende bezwaren en zorgen
page-said-objection = Zwaarwegend bezwaar · { $name }
page-said-concern = Zorg · { $name }
page-said-think-along = Denk mee in het gesprek
page-said-review = Hier letten we op bij de terugblik.
page-solved = Is je zwaarwegend bezwaar opgelost?
page-solved-text = Alleen jij kunt dat zeggen. Met één tik verandert je keuze.
page-solved-consent = Mijn zwaarwegend bezwaar is opgelost: ik ga mee
page-solved-aside = Opgelost: ik laat het aan de anderen

page-lights = Bij { $n } van de { $of } brandt licht
page-lights-none = Nog niemand deed mee. Begin jij?
page-lights-nobody = Nog niemand deed mee.
page-lights-all = Iedereen deed mee.
page-lights-took = Waar licht brandt, deed iemand mee.
page-lights-missing = Waar licht brandt, deed iemand mee. Nog niet gehoord: { $names }. Loop je even langs?
page-lights-missing-me = Waar licht brandt, deed iemand mee. Alleen van jou hoorden we nog niets.
page-lights-missing-many = Waar licht brandt, deed iemand mee. Van { $n } buren hoorden we nog niets. Loop je even bij iemand langs?
page-street-lit = : deed mee
page-street-dark = : nog niet
page-street-names = Wie deden mee, en wie nog niet
page-street-took = Deden mee ({ $n })
page-street-not-yet = Nog niet ({ $n })
page-tally = Zo liggen de keuzes
page-tally-so-far = Keuzes tot nu toe, voorlopig
page-tally-choice = Keuze
page-tally-share = Verhouding
page-tally-n = Aantal
page-late = { $n ->
    [one] Eén nagekomen keuze
   *[other] { $n } nagekomen keuzes
}
page-late-one = { $name }: { $ballot }
page-late-proxy = { $name } gaf een volmacht aan { $holder }
page-late-back = { $name } nam een volmacht terug
page-late-paper = Op papier: { $names } ({ $by } schreef het op)
page-invalid = { $n ->
    [one] Eén keuze die niet telt
   *[other] { $n } keuzes die niet tellen
}
page-invalid-one = { $name }: { $ballot }. Dat telt niet: { $why }.
page-late-may = Wie de ronde sloot, had deze nog niet. Ze tellen mee als de ronde opnieuw sluit voordat de uitslag vaststaat.
page-late-why = Wie de ronde sloot, had deze nog niet. Ze tellen niet mee in deze uitslag.
page-quorum-enough = { $needed ->
    [one] Meedoen: er was minstens { $needed } van de { $of } nodig, er deden er { $took } mee. Dat is gehaald.
   *[other] Meedoen: er waren minstens { $needed } van de { $of } nodig, er deden er { $took } mee. Dat is gehaald.
}
page-quorum-short = { $needed ->
    [one] Meedoen: er is minstens { $needed } van de { $of } nodig. Nog niemand deed mee.
   *[other] Meedoen: er zijn minstens { $needed } van de { $of } nodig. Nu doen er { $took } mee.
}

page-count = Zo is dit geteld
page-count-of = Zo is dit geteld: { $title }
page-count-why = Reken het zelf na. Elk apparaat telt het zelf, uit dezelfde ondertekende keuzes.
page-count-signed = Elke keuze is door de buur zelf ondertekend en op dit apparaat nagerekend.
page-count-all = Bekijk elke keuze en elke stap
page-count-steps = Stap voor stap
page-ballots = { $n ->
    [one] { $n } keuze, zoals ze binnenkwam
   *[other] Alle { $n } keuzes, zoals ze binnenkwamen
}
page-ballots-none = Nog niemand koos.
page-ballots-who = Wie
page-ballots-what = Keuze en reden
page-ballots-counts = Telt mee?
page-fate-counted = telt mee
page-fate-changed = later veranderd
page-fate-contradicted = telt niet: twee keuzes die elkaar tegenspreken
page-fate-late = nagekomen
page-closes = { $n ->
    [0] De ronde is nog niet gesloten
    [one] Gesloten
   *[other] Keren gesloten: { $n }
}
page-close-one = Gesloten door { $name }: { $outcome }
page-close-counts = { $n ->
    [one] { $n } keuze geteld
   *[other] { $n } keuzes geteld
}
page-ids = De nummers, om te vergelijken
page-ids-text = Elk voorstel, elke keuze en elke sluiting heeft een eigen nummer, berekend uit de inhoud. Staat bij je buur hetzelfde nummer, dan hebben jullie precies hetzelfde.
page-ids-decision = Het voorstel
page-ids-round = De ronde
page-ids-close = De sluiting
page-ids-heads = Het laatste wat dit apparaat ervan heeft

page-provisional = { $n ->
    [one] Voorlopig: { $n } van de { $of } buren rekende het na en bevestigde deze uitslag. Bij { $needed } staat hij vast.
   *[other] Voorlopig: { $n } van de { $of } buren rekenden het na en bevestigden deze uitslag. Bij { $needed } staat hij vast.
}
page-closed-by = Gesloten door { $name }
page-acknowledged-from = Het bevestigen begint vanzelf zodra iedereen koos, en anders op
page-acknowledged-by = Bevestigd door: { $names }.
page-confirmed = { $n ->
    [one] { $n } van de { $of } buren rekende het na en bevestigde deze uitslag. Die verandert niet meer.
   *[other] { $n } van de { $of } buren rekenden het na en bevestigden deze uitslag. Die verandert niet meer.
}
page-confirmed-review = We kijken samen terug op
page-confirmed-rejected = Er verandert niets. Je kunt de tekst aanpassen en het opnieuw voorleggen.
page-disputed-close = { $outcome }, bevestigd door { $names }

page-next-open = Klaar om te kiezen?
page-next-open-text = Zolang jullie praten, kan de tekst nog veranderen. Is iedereen gehoord? Open dan de ronde.
page-next-open-guest = Praat gerust mee. Een deelnemer opent de ronde als iedereen gehoord is.
page-next-conflict = Kies eerst bovenaan de pagina wat er komt te staan. Dan kan de ronde open.
page-next-again = Nog een keer voorleggen?
page-next-again-text = Pas de tekst aan waar het op vastliep, of leg hem nog een keer voor.
page-next-close = De ronde kan dicht
page-next-close-all = Iedereen deed mee.
page-next-close-some = { $n ->
    [one] { $n } van de { $of } deed mee, dat is genoeg. Wil je nog op iemand wachten?
   *[other] { $n } van de { $of } deden mee, dat is genoeg. Wil je nog op iemand wachten?
}
page-next-close-objected = { $n ->
    [one] Er is genoeg meegedaan, maar er is nog een zwaarwegend bezwaar open. Sluit je nu, dan gaat het niet door. Kunnen jullie het eerst samen oplossen?
   *[other] Er is genoeg meegedaan, maar er zijn nog { $n } zwaarwegende bezwaren open. Sluit je nu, dan gaat het niet door. Kunnen jullie ze eerst samen oplossen?
}
page-next-watch = Jij kijkt mee
page-next-watch-text = Je was nog geen deelnemer toen deze ronde openging. Je mening telt wel: schrijf die in het gesprek.
page-next-acknowledge = Klopt de uitslag ook bij jou?
page-next-acknowledge-text = Dit apparaat telde het na en komt op hetzelfde uit. Zodra genoeg buren dat bevestigen, staat de uitslag vast.

page-propose = Doe een voorstel
page-propose-why = Eerst praten jullie erover. De tekst kan nog veranderen tot iemand de ronde opent.
page-propose-do = Plaats dit voorstel
page-propose-then = Je buren kunnen er meteen op reageren. Er is nog niets besloten.
page-proposal-title = Wat stel je voor?
page-proposal-title-hint = Eén zin die waar is als het doorgaat, zoals: op woensdagmiddag is de Lindestraat een speelstraat.
page-proposal-title-wrong = Zeg in één zin wat je voorstelt.
page-proposal-words = Leg het uit: wat, wie doet het, wat kost het, wie raakt het?
page-proposal-goal = Voor welk doel?
page-proposal-no-goal = Geen doel, of nog niet
page-proposal-review = Wanneer kijken we terug?
page-proposal-review-hint = Elk besluit heeft een dag waarop jullie kijken of het hielp. Dan durf je het makkelijker te proberen.
page-proposal-review-wrong = Kies een dag die nog komt. Elk besluit heeft een dag waarop jullie terugkijken.
page-review-now = Intussen staat de terugblik op { $day }.
page-proposal-method = Hoe beslissen we?
page-proposal-quorum = Hoeveel buren moeten meedoen?
page-proposal-quorum-hint = Ook wie zich onthoudt of het aan de anderen laat, doet mee.
page-quorum-charter = Zoals in de spelregels staat
page-quorum-half = Minstens de helft
page-quorum-two-thirds = Minstens twee derde
page-quorum-all = Iedereen
page-proposal-edit = Verander dit voorstel

page-open = Open de ronde
page-open-why = Vanaf dan kan iedereen kiezen. De tekst staat vast zolang de ronde open is.
page-open-do = Open de ronde nu
page-open-fixed = Daarna kan niemand de tekst nog veranderen, ook jij niet.
page-rule = Zo beslissen jullie
page-rule-who = { $of ->
    [one] Er is nu { $of } deelnemer, die kiest.
   *[other] Alle { $of } deelnemers van nu kunnen kiezen.
}
page-rule-absence = Bij een meerderheid kan wie tegen is het ook tegenhouden door weg te blijven: dan doen er te weinig mee. Vraag daarom ook wie twijfelt om te kiezen.
page-mind = Let op:
page-term = Hoelang is de ronde open?
page-term-days = { $n ->
    [one] { $n } dag
   *[other] { $n } dagen
}
page-term-own = Tot een moment dat ik kies
page-term-moment = Dag en tijd
page-term-wrong = Kies een dag en een tijd die nog komen.

page-close = Sluit de ronde
page-close-do = Sluit de ronde nu
page-close-already = Er is geen ronde open. Misschien sloot iemand die net.
page-close-watch = Wie in deze ronde kiest, kan de ronde sluiten. Jij kijkt mee.
page-close-would-be = Sluit je nu, dan is de uitslag voorlopig: { $outcome }.
page-close-absent = Nog niet gehoord: { $names }. Kiezen zij pas na het sluiten, dan tellen ze misschien niet mee.
page-close-early = De ronde loopt nog tot { $moment }. Tot dan wachten de anderen met bevestigen, tenzij iedereen meedeed.
page-close-provisional = { $needed ->
    [one] De uitslag is eerst voorlopig. Die staat vast als het apparaat van de deelnemer het narekende.
   *[other] De uitslag is eerst voorlopig. Die staat vast als genoeg van de { $needed } apparaten het narekenden.
}
page-not-yet = Nog niet
page-back-to-decision = Terug naar het besluit

page-acknowledge = Bevestig de uitslag
page-acknowledge-why = Je zegt hiermee: op mijn apparaat telt het ook zo. Je zegt niet wat je ervan vindt.
page-acknowledge-outcome = Dit apparaat komt uit op: { $outcome }.
page-acknowledge-do = Bevestig deze uitslag
page-acknowledge-not = Er is nu niets te bevestigen. Misschien deed dit apparaat het al.
