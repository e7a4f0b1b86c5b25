# Ballots from a file, counted (meent tally).
tally-titled = { $title } ({ $file })
tally-counted = { $ballots ->
    [one] { $ballots } valid ballot
   *[other] { $ballots } valid ballots
}, of which { $blank } blank; { $invalid } invalid
tally-chosen = Chosen: { $names }
tally-nobody = Chosen: nothing or nobody
tally-outcome = Outcome: { $outcome }
tally-drawn = Drawn, in this order: { $names }
tally-no-quorum = Too few people took part: { $needed } ballots were needed. So nothing is chosen.
tally-more = There are more steps; --json shows them all.
tally-withdrawn = Withdrawn: { $names }
tally-invalid-line = Invalid, line { $line }{ $times ->
    [one] {""}
   *[other] { " " }({ $times } times)
}: { $why }
tally-invalid-ballot = Invalid, ballot { $line }{ $times ->
    [one] {""}
   *[other] { " " }({ $times } times)
}: { $why }

tally-word = { $ballot }: { $count }
tally-votes = { $option }: { $sum ->
    [one] chosen { $sum } time
   *[other] chosen { $sum } times
}
tally-score = { $option }: { $sum ->
    [one] { $sum } point
   *[other] { $sum } points
} from { $people ->
    [one] { $people } person
   *[other] { $people } people
}, { $mean } on average
tally-no-score = { $option }: nobody gave points
tally-dots = { $option }: { $sum ->
    [one] { $sum } dot
   *[other] { $sum } dots
} from { $people ->
    [one] { $people } person
   *[other] { $people } people
}
tally-pair = { $one } against { $other }: { $above } against { $below }; strongest path { $path } there and { $back } back
tally-first = Step { $stage }: the first choices. Who has { $quota } votes is elected.
tally-surplus = Step { $stage }: { $name } has { $surplus } more than needed; that passes to the next choices.
tally-exclusion = Step { $stage }: { $name } drops out; the ballots pass to the next choices.
tally-holds = { $name }: { $votes }
tally-lost = can't be passed on: { $votes }
tally-elected = { $name } is elected
tally-draw = From { $pool ->
    [one] { $pool } name
   *[other] { $pool } names
}, with the key { $key } ({ $hash }, RFC 3797)
tally-project = { $id } ({ $name })
tally-asks = { $name }, { $votes ->
    [one] { $votes } vote
   *[other] { $votes } votes
}, costs { $cost }
tally-shared = its supporters pay at most { $price } each ({ $full } of them pay that much)
tally-short = its supporters have only { $together } left together
tally-paid = paid from the pot, { $left } is left
tally-too-dear = too dear, there is { $left } left
tally-no-votes = nobody chose this
tally-tied = level with others, and no lot was drawn

tally-lot = Level: { $among }. The lot chose { $chosen }.
tally-lot-out = Level: { $among }. By lot { $chosen } dropped out.
tally-stage = Level: { $among }. Who was ahead at step { $stage } went first: { $chosen }.
tally-stage-out = Level: { $among }. Who was behind at step { $stage } dropped out: { $chosen }.
tally-status-quo = For and against are level: all stays as it was.
tally-stops = Level: { $among }. Without a lot the count can't go on. Give the key of a lot with --lot.
tally-level = Level: { $among }, and there is room for { $room }. Without a lot nobody gets it. Give the key of a lot with --lot.

tally-malformed = { $file }, line { $line }: { $what }
tally-malformed-hint = Which files Meent counts stands in docs/cli.md with the source, under meent tally.
tally-too-long = a file is at most { $most } MiB
tally-unfit = { $what } doesn't go with { $method }.
tally-no-electorate = For this you need to know how many people may take part.
tally-no-seats = The file doesn't say how many seats there are.
tally-no-key = Without a key no lot can be drawn.
tally-usage-hint = “meent tally --help” shows what goes with it, such as --electorate, --seats and --lot.
tally-unknown = “{ $name }” isn't on the list in the file.
tally-unknown-hint = Write the name exactly as in the file.
tally-too-many = { $file }: there are { $ballots } ballots, and { $electorate } people may take part.
tally-too-many-hint = Check how many people may take part, and whether ballots stand in the file twice.
