# How it was counted, step by step.
how-draft = There is no round on this proposal yet. Its text can still change.
how-electorate = { $people ->
    [one] Who could vote: { $names }. That was the only member at the moment the round opened.
   *[other] Who could vote: { $names }. Those are the { $people } members of the moment the round opened.
}
how-rule-majority = The rule: more votes for than against. A tie changes nothing.
how-rule-absolute = The rule: more than half of all members are for. That is { $needed }.
how-rule-qualified = The rule: of the votes for and against together, at least { $share } is for.
how-rule-consent = The rule: nobody has a paramount objection, and at least one person agrees. It need not be your favourite.
how-ballot = { $name }: { $ballot }.
how-ballot-reason = { $name }: { $ballot }. Reason: “{ $reason }”
how-changed = (at first: { $earlier })
how-absent = No ballot from: { $names }.
how-void = There are two different ballots of { $name }, made apart. Neither counts.
how-late = Late from { $name }: { $ballot }. Who closed the round didn't have this ballot yet. It doesn't count.
how-quorum-enough = { $needed ->
    [one] Taking part: { $took } of { $people }, at least { $needed } was needed. That is enough.
   *[other] Taking part: { $took } of { $people }, at least { $needed } were needed. That is enough.
}
how-quorum-short = Taking part: { $took } of { $people }, at least { $needed } are needed. { $more ->
    [one] { $more } more ballot is
   *[other] { $more } more ballots are
} needed.
how-tally-votes = Counted: { $yes } for, { $no } against, { $abstain } abstained.
how-tally-consent = Counted: { $consent } agree, { $concern } agree with a concern, { $object } paramount objections, { $aside } aside.
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
