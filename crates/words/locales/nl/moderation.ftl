# Huisregels, wat deelnemers erachter verbergen, en wie er voor een organisatie spreekt.
rule-quoted = “{ $title }”
rules-new = { $n ->
    [one] Nieuwe huisregel: { $names }
   *[other] Nieuwe huisregels: { $names }
}
rules-gone = { $n ->
    [one] Geen huisregel meer: { $names }
   *[other] Geen huisregels meer: { $names }
}

# De huisregels bij de spelregels.
charter-part-house = Hoe we met elkaar omgaan
charter-house-why = Vinden twee deelnemers dat iets tegen een huisregel ingaat, dan staat het ingeklapt, met de regel en hun namen erbij. Er gaat niets verloren.
charter-house-hidden = Bekijk wat er verborgen is
rules-page = Huisregels
rules-now = Deze huisregels gelden
rules-none = Er gelden nog geen huisregels.
rules-drop = Stel voor: deze regel niet meer
rules-drop-alone = Haal deze regel weg
rules-write = Een huisregel erbij
rules-title = De regel, in één zin
rules-title-hint = Zoals: We praten over wat iemand doet, niet over wie iemand is.
rules-text = Wat je er verder over wilt zeggen
rules-fixed = Een huisregel verandert later niet meer. Wil je haar anders, schrijf dan een nieuwe en laat de oude vervallen.
rules-propose = Stel deze huisregel voor
rules-propose-alone = Deze huisregel geldt voortaan

# Bij wat iemand schreef.
fold-step = Dit gaat tegen een huisregel in
fold-step-of = , wat { $name } schreef
fold-summary = Verborgen door { $names } om { $n ->
    [one] de huisregel { $rules }
   *[other] de huisregels { $rules }
}: toch lezen
fold-asked = { $n ->
    [one] { $names } vindt dat dit tegen een huisregel ingaat.
   *[other] { $names } vinden dat dit tegen een huisregel ingaat.
}
fold-asked-see = Bekijk en zeg wat jij vindt
fold-show = Laat dit zien
fold-appeal = Ik vind dat dit zichtbaar moet zijn
fold-appealed = { $name } vindt dat dit zichtbaar moet zijn.
fold-appealed-mine = Je vroeg de anderen om dit te laten zien. In een reactie kun je uitleggen waarom.
fold-own = Anderen zien dit pas als ze het openklappen.
fold-more = Wie dit vinden, en waarom
fold-goal = Verborgen doel
fold-decision = Verborgen voorstel
fold-line = verborgen

# Eén ding dat iemand schreef.
case-page = Gaat dit tegen een huisregel in?
case-comment = Reactie van { $name }
case-reason = Reden van { $name } bij een stem
case-advice = Advies van { $name }
case-nomination = Voordracht door { $name }
case-goal = Doel van { $name }
case-decision = Voorstel van { $name }
case-option = Keuze van { $name }
case-other = Geschreven door { $name }
case-where = Ga naar waar het staat
case-stands = Wat deelnemers vinden
case-stands-none = Nog niemand zei hier iets over.
case-hide = Verbergen
case-hide-by = { $name }, om de huisregel “{ $rule }”
case-show = Laten zien
case-nobody = Niemand
case-appeal = Beroep
case-appeal-no = Niet gevraagd
case-hidden = Dit is nu verborgen.
case-shown = Dit is nu gewoon te lezen.
case-say = Wat vind jij?
case-say-how = Vinden twee deelnemers het, en meer dan er vinden dat het te zien moet zijn, dan staat het ingeklapt. Iedereen kan het openklappen, en wie het schreef kan vragen om het te laten zien.
case-say-hide = Verberg dit om: { $rule }
case-mine-hide = Jij vindt dat dit verborgen moet zijn.
case-mine-show = Jij vindt dat dit te zien moet zijn.
case-own = Dit schreef jij
case-own-what = Vind je dat het te zien moet zijn, dan vraagt Meent de anderen om daar iets van te vinden. In een reactie kun je uitleggen waarom.
case-no-rules = Er gelden nog geen huisregels. Alleen om een huisregel kan iets verborgen worden.
case-no-rules-do = Stel een huisregel voor

# Alles wat verborgen is of was.
hidden-page = Verborgen
hidden-page-why = Wat volgens twee deelnemers tegen een huisregel ingaat, staat ingeklapt. Er gaat niets verloren: hier staat wie dat vindt, om welke regel, en wie het anders ziet.
hidden-now = Nu verborgen
hidden-now-none = Er is niets verborgen
hidden-now-none-text = Gaat iets tegen een huisregel in, dan kun je dat erbij zeggen. Wat twee deelnemers vinden, komt hier te staan.
hidden-asked = Wel gevraagd, nu niet verborgen
hidden-since = Sinds
hidden-read = Toch lezen
hidden-read-of = : { $what }
hidden-say = Zeg wat jij vindt

# Wat er van je gevraagd wordt.
home-appeal = { $name } vraagt: laat dit zien
home-appeal-why = Deelnemers verborgen iets van { $name } om een huisregel. { $name } vindt dat het te zien moet zijn. Wat vind jij?
home-appeal-go = Bekijk het en kies
asked-appeal = { $name } vraagt om te laten zien wat verborgen is: meent moderation list

# Op de opdrachtregel.
show-hidden = verborgen om { $rules }; toch lezen: meent moderation list { $id }
show-no-cases = Er is niets waarvan iemand zei dat het tegen een huisregel ingaat.
show-case-hide = verbergen: { $name }, om “{ $rule }”, sinds { $at }
show-case-show = laten zien: { $names }
show-case-appeal = { $name } vindt dat het zichtbaar moet zijn
show-case-hidden = verborgen
show-case-shown = niet verborgen
show-represented = namens hen spreken: { $names }
show-represents = { $name } spreekt namens { $of }
help-charter-write = Schrijf een huisregel en stel voor dat zij geldt
help-moderation = Wat tegen een huisregel ingaat, en wie dat vindt
help-moderation-list = Laat zien wat verborgen is of gevraagd werd, door wie en om welke regel
help-moderation-hide = Zeg dat iets tegen een huisregel ingaat
help-moderation-show = Zeg dat iets te zien moet zijn; van jezelf: vraag daarom
help-member-show = Laat één deelnemer zien, met wie er namens die spreekt
help-member-representative = Wie er namens jullie organisatie spreekt
help-member-representative-add = Noem een vertegenwoordiger van jouw organisatie
help-member-representative-edit = Verander wat een vertegenwoordiger van jullie mag
help-member-representative-remove = Haal een vertegenwoordiger van jullie weg; de woorden over die persoon worden gewist
arg-rule-title = De huisregel, in één zin
arg-rule-text = Wat je er verder over wilt zeggen
arg-written = De titel of het begin van het id van een reactie, doel, voorstel of keuze
arg-house-rule = De huisregel: haar titel of het begin van haar id
arg-representative = De naam of het begin van het id
arg-representative-name = Hoe die persoon heet
arg-representative-text = Wat die persoon namens jullie mag zeggen en toezeggen

# Wie er voor een organisatie spreekt.
rep-title = Wie namens { $name } spreken
rep-why = { $name } schrijft zelf op wie dat zijn, en wat zij mogen zeggen en toezeggen.
rep-none = { $name } noemde nog niemand.
rep-no-text = Er staat niet bij wat die persoon mag toezeggen.
rep-add = Noem een vertegenwoordiger
rep-edit = Verander
rep-edit-page = { $name } veranderen
rep-name = Hoe heet die persoon?
rep-text = Wat mag die persoon namens jullie zeggen en toezeggen?
rep-text-hint = Iedereen in de gemeenschap kan dit lezen. Vraag het die persoon eerst.
rep-save = Bewaar
rep-do = Noem deze persoon
rep-not = Toch niet
rep-remove = Haal { $name } weg
rep-remove-what = De woorden over { $name } worden gewist op elk apparaat dat dit hoort. Dit kan niet ongedaan gemaakt worden.

# In het archief.
archive-hidden = Verborgen om { $n ->
    [one] de huisregel { $rules }
   *[other] de huisregels { $rules }
}, volgens { $names }. Toch lezen:

# Wat niet kan.
refusal-own-words = Dit schreef je zelf.
hint-own-words = Anderen zeggen of het tegen een huisregel ingaat. Je kunt het wel veranderen, of je woorden wissen.
refusal-no-house-rule = Er geldt geen huisregel die “{ $about }” heet.
hint-no-house-rule = Kies een huisregel uit de spelregels, of stel er eerst een voor.
refusal-not-hidden = Niemand wil dit verbergen.
hint-not-hidden = Er hoeft niets te gebeuren: iedereen kan het lezen.
refusal-not-yours = Alleen { $about } kan dit veranderen.
hint-not-yours = Vraag het aan { $about }.
case-earlier = Besluit uit een eerder seizoen, meegenomen door { $name }
