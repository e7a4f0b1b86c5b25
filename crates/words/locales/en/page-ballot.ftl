# The page: ways to decide, ballots with options, proxies, ballots on paper.
page-ways-own = On top is what you usually do, as your rules say.
page-ways-yes-no = Yes or no
page-ways-choose = Choosing from several options
page-ways-divide = Dividing a pot
page-ways-ask = Only asking around
page-ways-draw = Drawing lots

page-way-consent = Consent
page-means-consent = It goes ahead if nobody has a paramount objection and at least one neighbour agrees.
page-way-consensus = Nobody against
page-means-consensus = It goes ahead if at least one neighbour is for and nobody against.
page-way-majority = Majority
page-means-majority = It goes ahead if more neighbours are for than against. If it is level, nothing changes.
page-way-qualified = Large majority
page-means-qualified = It goes ahead if at least two thirds of those for or against are for.
page-way-absolute = More than half of all members
page-means-absolute = It goes ahead if more than half of all members are for, also when not everybody chooses.
page-way-qualified-of-all = Two thirds of all members
page-means-qualified-of-all = It goes ahead if at least two thirds of all members are for, also when not everybody chooses.
page-way-unanimity = Everybody for
page-means-unanimity = It goes ahead only if all members are for.
page-way-approval = Name what you like
page-means-approval = You tick what is fine by you. What is named most is chosen.
page-way-dots = Laying dots
page-means-dots = Everybody divides a few dots. What has most dots is chosen.
page-way-score = Giving points
page-means-score = You give each option 0 to 5 points. The highest sum is chosen.
page-way-ranked = In order, one chosen
page-means-ranked = You put the options in order. What wins against each other option is chosen.
page-way-seats = In order, several chosen
page-means-seats = You put the options in order. Several are chosen, so that smaller groups get something too.
page-way-budget-shares = An equal share each
page-means-budget-shares = Everybody has an equal share of the pot and pays along for the plans that they like.
page-way-budget-greedy = Most votes first
page-means-budget-greedy = You tick plans. What has most votes is paid for as long as the pot lasts.
page-way-poll = Poll
page-means-poll = You hear what neighbours think of it. Nothing is decided.
page-way-lot = Drawing lots
page-means-lot = The lot chooses, by the numbers of a public draw. Everybody can check it.

page-rows = What do you choose from?
page-rows-hint = One option per line. As long as the round isn't open, you can add more.
page-row = Option { $n }
page-row-cost = Cost of { $n }, in euros
page-rows-more = A few more lines
page-stay = Add: it stays as it is
page-stay-text = What is chosen must win against that too.
page-stay-option = It stays as it is
page-pot = How much is in the pot, in euros?
page-pot-hint = Such as 1000 or 1000.50.
page-pot-wrong = Write how much is in the pot, such as 1000 or 1000.50.
page-most = How many options may one name?
page-most-hint = Empty: as many as you like.
page-dots = How many dots does everybody get?
page-heap = How many dots may lie on one option?
page-heap-hint = Empty: all of them.
page-seats = How many options are chosen?
page-places = How many places are there?
page-aside = How many may leave it to the others?
page-number-wrong = Write a number, such as 3.
page-ties = And if it is level?
page-ties-status-quo = Then that place stays empty
page-ties-new-round = Then there is a new round
page-ties-lot = Then a public draw decides

page-options = { $n ->
    [one] What we choose from: { $n } option
   *[other] What we choose from: { $n } options
}
page-options-pot = There is { $pot } in the pot.
page-options-none = There are no options yet.
page-option-chosen = chosen
page-option-stay = everything stays as it is
page-option-add = Add an option
page-option-title = What is the option called?
page-option-cost = What does it cost, in euros?
page-option-text = Explain it
page-option-do = Add this option
page-option-wrong = Give the option a name of one line, without a comma, semicolon, equals sign or greater-than sign.
page-option-cost-wrong = Write what each plan costs, such as 150 or 150.50.
page-option-few = Write at least one option. To open, two are needed.
page-next-options = There is too little to choose from
page-next-options-text = Add at least two options. Then the round can be opened.

page-ask-approval = The question: what is fine by you for “{ $title }”? Tick as many as you like.
page-ask-approval-most = The question: what is fine by you for “{ $title }”? You may tick { $most }.
page-ask-score = The question: how many points do you give each option for “{ $title }”? 5 is best. No opinion doesn't count.
page-ask-dots = { $dots ->
    [one] The question: where do you lay your dot for “{ $title }”?
   *[other] The question: how do you divide { $dots } dots for “{ $title }”? At most { $most } on one option.
}
page-ask-ranked = The question: in which order do you put the options for “{ $title }”? What is as good gets the same place.
page-ask-seats = The question: in which order do you put the options for “{ $title }”? Each option gets a place of its own.
page-ask-budget = The question: which plans are fine by you for “{ $title }”? There is { $pot } in the pot.
page-ask-poll = The question: what do you think of “{ $title }”? Nothing is decided.
page-ask-lot = Lots are drawn for “{ $title }”. You don't have to choose. Just say that you take part, so that enough people are there.
page-choice-stops-text = Then it doesn't go ahead.
page-no-preference = I have no preference
page-no-preference-text = You count as present.
page-no-opinion = no opinion
page-place = place { $n }
page-place-none = I leave it out
page-left-dots = Left:
page-left-dots-over = That is too many: take some away.
page-left-pot = If all that you tick goes ahead, there is left:
page-left-pot-over = That doesn't all fit. That is fine: together you choose what comes first.
page-save-scores = Save my points
page-save-dots = Save my dots
page-save-order = Save my order
page-save-presence = I take part
page-said-present = takes part
page-said-no-preference = no preference
page-wrong-both = You chose something, and you ticked that you have no preference. Take one of them away.
page-wrong-number = There is no whole number at “{ $title }”. Write a number, or leave it empty.
page-wrong-many = You named { $named } and may name { $most }. Take { $over } away.
page-wrong-spent = You laid { $laid } dots and there are { $dots }. Take { $over } away.
page-wrong-heap = At most { $most } dots may lie on one option. Lay fewer at “{ $title }”.
page-wrong-level = Two options are at the same place. Give each option a place of its own, or leave one out.
page-overtaken-retracted = The opening was taken back meanwhile.

page-state-closed-chosen = Chosen, provisional
page-state-closed-nothing = Nothing chosen, provisional
page-state-closed-tied = Level, provisional
page-state-closed-told = Poll, provisional
page-state-chosen = Confirmed: chosen
page-state-nothing = Confirmed: nothing chosen
page-state-tied = Confirmed: level
page-state-told = Confirmed: asked around
page-chosen = Chosen: { $names }.
page-came-to = { $outcome }: { $names }
page-confirmed-told = This is what you think of it. Nothing was decided.
page-confirmed-tied = It is level. Nothing was chosen; put it forward again if you want to go on.

page-open-proxies = For how many neighbours may somebody choose as well?
page-open-proxies-hint = Who can't come gives a proxy. More than your rules say isn't possible.
page-open-proxies-n = { $n ->
    [0] No proxies
    [one] For one neighbour
   *[other] For { $n } neighbours
}
page-open-paper = Ballots on paper too
page-open-tellers = Who copy the ballots on paper?
page-open-tellers-hint = Choose at least two people of different kinds, such as a resident and a business. One copies, the other checks and signs.

page-proxy = Can't make it yourself? Give a proxy
page-proxy-text = What that neighbour chooses then counts for you too. If you choose yourself after all, your own choice counts. You can take it back as long as the round is open.
page-proxy-most = { $n ->
    [one] In this round somebody may hold one.
   *[other] In this round somebody may hold { $n }.
}
page-proxy-to = To whom?
page-proxy-do = Give my proxy
page-proxy-given = You gave a proxy to { $name }
page-proxy-own-first = If you choose yourself, your own choice counts.
page-proxy-back = Take my proxy back
page-proxy-held = You choose for { $names } too: your choice counts for them as well, unless they choose themselves.

page-tellers = Ballots on paper
page-tellers-who = Tellers: { $names }.
page-votes = Ballots on paper
page-votes-see = See the ballots on paper
page-votes-why = One teller copies what the paper says, a teller of another kind checks and signs it. Only then does it count.
page-votes-waits = { $n ->
    [one] One list waits for your signature.
   *[other] { $n } lists wait for your signature.
}
page-votes-record = Copy
page-votes-record-text = Open only those who handed in a paper. The others stay empty.
page-votes-of = The paper of { $name }
page-votes-own = chose personally; that goes first
page-votes-blank = no paper
page-votes-do = Record this list
page-votes-then = After that you ask another teller to sign.
page-votes-none = There are no ballots on paper yet.
page-votes-wrong = The paper of { $name } isn't right yet.
page-votes-empty = Fill in what the paper of at least one neighbour says.
page-report = { $n ->
    [one] { $n } ballot, written down by { $name }
   *[other] { $n } ballots, written down by { $name }
}
page-report-counts = This counts: signed by { $names } too.
page-report-waits = This doesn't count yet: a teller of another kind has to sign.
page-report-compare = Put the paper beside it. Is every line right?
page-report-sign = It is right: I sign
page-via-proxy = proxy to { $name }
page-via-paper = on paper, written down by { $name }
page-fate-invalid = doesn't count: { $why }

page-retract = Take the opening back
page-retract-was-wrong = Was opening it a mistake?
page-retract-then = The round lapses. What was chosen in it doesn't count.
page-retract-cast = { $n ->
    [one] One neighbour chose already.
   *[other] { $n } neighbours chose already.
}
page-retract-again = The text can change again then, and you can open anew.
page-retract-do = Take the opening back now
page-retract-not = No, leave the round open
page-retract-none = There is nothing to take back now. Only who opened the round can do that, as long as the result isn't confirmed.
page-retracted = { $name } took the opening back
page-retracted-text = That round lapsed. You can change the text and open anew.

page-seed = The numbers of the public draw
page-seed-hint-lot = Of the draw that the proposal names, with points between them and a slash after each draw, such as 9.18.26.34.41.45./
page-seed-hint-tie = Only needed if it is level. Of the draw that the proposal names, with points between them, such as 9.18.26.34.41.45./
page-seed-wrong = Write digits, points and slashes only, such as 9.18.26.34.41.45./

page-pairs = Always two options side by side
page-pairs-preferred = How many neighbours put the option of the row above that of the column. Bold: it wins.
page-pairs-paths = The strongest path from the row to the column. Bold: stronger than back.
page-pairs-wins = wins
page-transfers = How the votes went on
page-transfers-caption = Votes per option after each step
page-transfers-stage = Step { $n }
page-transfers-elected = elected
