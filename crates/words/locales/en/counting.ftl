# How it was counted, step by step.
how-electorate = { $people ->
    [one] Who could vote: { $names }. That was the only member at the moment the round opened.
   *[other] Who could vote: { $names }. Those are the { $people } members of the moment the round opened.
}
how-withdrawn = This round was taken back. What was voted no longer counts.
how-replaces = This round comes in the place of an earlier one on the same proposal.

# The rule, with the numbers of this round.
how-rule-majority = The rule: more votes for than against.
how-rule-absolute = The rule: more than half of all { $people } members are for. That is { $needed }.
how-rule-qualified = The rule: of the votes for and against together, at least { $share } is for.
how-rule-qualified-of-all = The rule: at least { $share } of all { $people } members is for. That is { $needed }.
how-rule-consent = The rule: nobody has a paramount objection, and at least one person agrees. It need not be your favourite.
how-rule-consensus = The rule: at least one member is for, nobody is against, and { $most ->
    [0] nobody stands aside.
   *[other] at most { $most } stand aside.
}
how-rule-unanimity = The rule: all { $people } members are for.
how-rule-approval = The rule: you name what you think is good, at most { $most } of the { $options } options. { $seats ->
    [one] The option that is named most is chosen.
   *[other] The { $seats } options that are named most are chosen.
}
how-rule-score = The rule: you give an option 0 to 5 points. What you leave open is no opinion. { $seats ->
    [one] The option with the most points in all is chosen.
   *[other] The { $seats } options with the most points in all are chosen.
}
how-rule-dots = The rule: you have { $dots } dots and lay at most { $most } on one option. { $seats ->
    [one] The option with the most dots is chosen.
   *[other] The { $seats } options with the most dots are chosen.
}
how-rule-ranked = The rule: you put the options in order. What you leave out is at the bottom. What wins from every other one, two by two, is chosen; if that goes in a circle, it counts how strong each win is (Schulze’s method).
how-rule-seats = The rule: you put the options in order, each in a place of its own. { $seats ->
    [one] { $seats } is
   *[other] { $seats } are
} chosen. Who has enough votes is chosen. What is left over, and the votes of who drops out, go to your next choice (as in Scotland).
how-rule-budget-greedy = The rule: you name the plans that you want to pay from the pot of { $pot }. What most people name goes first. What no longer fits is passed over.
how-rule-budget-shares = The rule: you name the plans that you want to pay from the pot of { $pot }. Everybody who takes part has an equal share, and supporters pay for a plan together. What is left goes to what most people name.
how-rule-poll = This is a poll: you name what you think is good. Nothing is decided.
how-rule-lot = The rule: { $seats ->
    [one] { $seats } is
   *[other] { $seats } are
} drawn from { $options }, by the numbers of a public draw. Anybody can check it (RFC 3797). With your ballot you only take part.
how-rule-status-quo = “{ $option }” means that all stays as it is. What is chosen must win from it.
how-rule-quorum = { $needed ->
    [one] At least { $needed } of { $people } must take part.
   *[other] At least { $needed } of { $people } must take part.
}
how-ties-status-quo = A tie changes nothing.
how-ties-nobody = What ends level and doesn’t all fit is not chosen.
how-ties-new-round = A tie asks for a new round.
how-ties-lot = A public draw settles a tie.
how-options = Options: { $names }.
how-option-cost = { $option } ({ $cost })
how-warning = Note: if fewer than { $needed } of { $people } are for, whoever is against stops the proposal by staying away rather than by voting against. A lower quorum prevents that.

# The ballots.
how-ballots = { $n ->
    [one] This ballot counts:
   *[other] These { $n } ballots count:
}
how-place = { $place }. { $names }
how-ballot-proxy = { $name }: { $ballot }. By proxy: { $by } voted so.
how-ballot-paper = { $name }: { $ballot }. On paper; { $by } wrote it down.
how-proxy-unused = { $name } gave a proxy to { $holder }, but no ballot of { $holder } themselves counts.
how-proxy-surplus = { $name } gave a proxy to { $holder }, but { $holder } already had as many as allowed.
how-invalid = A ballot of { $name } doesn’t count: { $why }.
invalid-no-elector = whoever cast it has no vote in this round
invalid-other-text = it is about another text
invalid-no-reason = the reason with it is not of whoever voted
invalid-method = it belongs to another way to decide
invalid-unknown = it names an option that isn’t there
invalid-repeated = it names an option twice
invalid-too-many = it names more options than it may
invalid-overspent = it lays more dots than it may
invalid-too-high = it gives an option more than five points
invalid-level = it puts options level that each get a place of their own
how-paper-waits = { $by } wrote down ballots on paper: { $names }. They count once a teller of another kind signs too.

# The outcome.
how-counted = Counted:
how-pairs = Two options at a time: with how many people the one stands higher, and with how many the other. A path is a row of such wins, and as strong as the weakest of them.
how-more = And more; the table and --json have them all.
how-unbeaten = This loses from no other option: { $names }.
how-projects = There is { $pot } in the pot. The plans, turn by turn:
how-tie-nobody = Level: { $among }, and there is room for { $room }. So none of them takes it.
how-tie-new-round = Level: { $among }. A new round is needed.
how-tie-lot = Level: { $among }. The numbers of a public draw settle it; who closes brings them.
how-chosen = Chosen: { $names }.
how-would-be = If the round closed now, the outcome would be: { $outcome }.
how-would-choose = If the round closed now, this would be chosen: { $names }.
how-objections = Paramount objections, and how they ended:
how-objection-stands = { $name }: “{ $reason }”. This objection stands.
how-objection-ended = { $name }: “{ $reason }”. Taken back: later { $name } chose { $ballot }.
how-objection-ended-reason = { $name }: “{ $reason }”. Taken back: later { $name } chose { $ballot }, because “{ $why }”.
how-objection-again = { $name }: “{ $reason }”. Made again later.
how-objection-void = { $name }: “{ $reason }”. Doesn’t count: there are two different ballots of { $name }.

# How far it is.
how-draft = There is no round on this proposal yet. Its text can still change.
how-ballot = { $name }: { $ballot }.
how-ballot-reason = { $name }: { $ballot }. Reason: “{ $reason }”
how-changed = (at first: { $earlier })
how-absent = No ballot from: { $names }.
how-void = There are two different ballots of { $name }, made apart. Neither counts.
how-late = Late from { $name }: { $ballot }. Who closed the round didn't have this ballot yet. It doesn't count.
how-late-proxy = Late: { $name } gave { $holder } a proxy. Who closed the round didn't know it yet. It doesn't count.
how-late-back = Late: { $name } took a proxy back. Who closed the round didn't know it yet.
how-late-paper = Late on paper: { $names }. { $by } wrote it down. Who closed the round didn't have it yet with the signatures that it takes. It doesn't count.
how-quorum-enough = { $needed ->
    [one] Taking part: { $took } of { $people }, at least { $needed } was needed. That is enough.
   *[other] Taking part: { $took } of { $people }, at least { $needed } were needed. That is enough.
}
how-quorum-short = Taking part: { $took } of { $people }, at least { $needed } are needed. { $more ->
    [one] { $more } more ballot is
   *[other] { $more } more ballots are
} needed.
how-outcome = Outcome: { $outcome }.
how-closed = { $name } closed the round.
how-open = The round is open. You can still change your ballot.
how-open-until = The round is open until { $moment }. You can still change your ballot.
how-provisional = Provisional: { $n ->
    [0] nobody has confirmed this count yet.
    [one] { $names } counts it this way too. That is { $n } of { $of }.
   *[other] { $names } count it this way too. That is { $n } of { $of }.
} At { $needed } the outcome is settled.
how-confirmed = Settled: { $n ->
    [one] { $names } counts it this way too. That is { $n } of { $of }
   *[other] { $names } count it this way too. That is { $n } of { $of }
}, and { $needed } was enough.
how-disputed = Disputed: enough members confirmed two different outcomes. Both were confirmed by: { $names }. Talk about it and vote again.
how-double = Two different outcomes confirmed: { $names }. That can happen with two devices that hadn't met yet.
how-core = Here the core team confirms: { $names }. Two thirds is enough.
how-closed-seed = { $name } closed the round, with the numbers of the draw: { $seed }.
how-close-act = The close is act { $close }. It counts exactly the ballots that were known then, each signed by the device on which it was made.
how-heads = How far this device was: { $heads }
