# The charter and changes of it.
charter-method = This is how we decide, unless said otherwise
charter-quorum = At least this many people take part
charter-shortest-term = Everybody has at least this long to choose
charter-deadline = A round is usually open this long
charter-grace = We wait this long for whoever closes the round
charter-invite-term = An invite is good for
charter-invite-guests = An invite is good for this many people
charter-rest = When we haven’t heard from somebody for this long, we propose rest
charter-review = This often we look back on what we decided
charter-team = Core team
charter-organisations = Organisations and the municipality
charter-proxies = How many proxies somebody may hold
charter-version = Version of the rules
charter-house-rules = House rules

charter-half = half
charter-third = a third
charter-two-thirds = two thirds
charter-quarter = a quarter
charter-nobody = nobody has to
charter-everybody = everybody
charter-share = { $part } of every { $whole }
charter-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
charter-years = { $n ->
    [one] a year
   *[other] { $n } years
}
charter-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
charter-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
charter-guests = { $n ->
    [one] { $n } guest
   *[other] { $n } guests
}
charter-proxies-most = { $n ->
    [0] none
    [one] at most { $n }
   *[other] at most { $n }
}
charter-rules = { $n ->
    [0] none yet
    [one] { $n } rule
   *[other] { $n } rules
}
charter-vote = vote too, with one vote each
charter-advise = give advice and do not vote
charter-no-team = none: what concerns everybody takes two thirds of all members
charter-team-of = { $people }. At least { $k } of them together may { $may }.
charter-may-admit = let guests in
charter-may-rest = put people to rest
charter-may-confirm = confirm outcomes

change-admit = { $about } becomes a member
change-rest = { $about } is at rest, until { $about } does something again
change-remove = { $about } is removed from the community
change-recover = { $about } goes on with a new device; the old devices no longer count
change-redact = Something of { $about } is erased
change-clause = { $about }: { $value } (now: { $now })
change-approvals = { $needed ->
    [one] { $n } of the { $needed } needed, of { $of } members. In favour: { $names }.
   *[other] { $n } of the { $needed } needed, of { $of } members. In favour: { $names }.
}
change-core = Or { $n } of the { $needed } of the core team, when enough others know.
change-objections = Not the core team alone, say: { $names }. With two, all decide.
change-never = This can’t come into force now.
change-mine = You are in favour. Until it holds you can take that back.
blocked-two = Two people can’t remove or recover each other.
blocked-overtaken = Another rule holds meanwhile. Propose it again if you still want it.
blocked-out = This is no longer needed: that person doesn’t take part any more.

# The charter as sentences.
charter-say-majority = Unless said otherwise, something goes ahead when more people are for it than against.
charter-say-absolute = Unless said otherwise, something goes ahead when more than half of all members are for it.
charter-say-qualified = Unless said otherwise, something goes ahead when of those who vote for or against at least { $share } are for it.
charter-say-consent = Unless said otherwise, something goes ahead when nobody has a paramount objection.
charter-say-quorum = A vote counts when enough people take part: at least { $value }.
charter-say-quorum-none = A vote counts, however few people take part.
charter-say-shortest-term = Nobody has to hurry: everybody has at least { $value } to choose.
charter-say-deadline = A vote is usually open for { $value }.
charter-say-grace = If whoever opened the vote doesn’t close it in time, somebody else may after { $value }.
charter-say-invite-term = An invite works for { $value }.
charter-say-invite-guests = An invite is good for { $value }.
charter-say-rest = If we hear nothing from somebody for { $value }, Meent asks us whether to put them to rest. Who is at rest is back with the next thing they do.
charter-say-review = After { $value } we look back on what we decided: did it help?
charter-say-no-team = We have no core team. What concerns everybody we decide all together.
charter-say-team = Our core team is { $people }. At least { $k } of them together may, without the others, { $may }.
charter-say-vote = Organisations and the municipality vote too, with one vote each, like anybody else.
charter-say-advise = Organisations and the municipality give advice and do not vote.
charter-say-proxies = Who can’t be there may have somebody else vote. One person does so for at most { $n ->
    [one] one other
   *[other] { $n } others
}.
charter-say-no-proxies = Everybody votes for themselves. Nobody votes for somebody else.
charter-say-version = Our apps follow version { $value } of Meent’s rules.
charter-say-house-rules = { $n ->
    [0] We have written down no house rules yet.
    [one] We have { $n } house rule.
   *[other] We have { $n } house rules.
}

# The page with the charter.
charter-page = Charter
charter-page-why = { $n ->
    [one] This is how it goes in { $name }. There is { $n } member now.
   *[other] This we agree on in { $name }, with { $n } members.
}
charter-part-decide = How we decide
charter-part-people = Who joins us
charter-part-say = Who has what say
charter-part-more = And also
charter-equal = Everybody has one vote. Who began has no more say than anybody else.
charter-admit = A guest reads and joins the talk at once. Voting begins when { $needed ->
    [one] a member admits the guest
   *[other] { $needed } of the { $n } members admit the guest
}.
charter-change-rule = { $n ->
    [one] You are the only member: a new rule holds at once.
   *[other] A rule changes when { $needed } of the { $n } members want it.
}
charter-signed = This holds for all of us
charter-signed-text = Who takes part keeps to it: { $names }.
charter-signed-more = { $n ->
    [one] And { $n } more member.
   *[other] And { $n } more members.
}
charter-other = Change
charter-pending = { $needed ->
    [one] Somebody proposes something else: { $n } of the { $needed } needed.
   *[other] Somebody proposes something else: { $n } of the { $needed } needed.
}
charter-pending-see = See the proposal
charter-since = changed since
charter-conflict = Different rules were adopted here apart from each other
charter-conflict-now = Until you choose one, what stands above stays.
charter-conflict-choose = Choose what it becomes

charter-team-is = What a core team is
charter-team-what = A few people who may do something together without waiting for everybody else. That helps when most people seldom look.
charter-power-admit = Let guests in
charter-power-admit-what = Then they choose who votes.
charter-power-rest = Put people to rest
charter-power-rest-what = Who is at rest counts in nothing, until they do something again.
charter-power-confirm = Confirm outcomes
charter-power-confirm-what = Then they confirm that a vote was counted rightly.
charter-team-trust = You trust a core team with everything
charter-team-trust-what = Who chooses who decides can steer what is decided. So choose people of whom you are fine with that.
charter-team-check = Letting in and putting to rest works only once a third of the others know of it. When two members ask that everybody decides, everybody decides.
charter-team-now = { $needed ->
    [one] Now { $needed } of them has to want it: { $names }.
   *[other] Now { $needed } of them have to want it: { $names }.
}
charter-team-lost = The core team has too few people left
charter-team-lost-what = It takes at least three. What the core team could do, you now decide all together again.
charter-team-end = Propose: no core team any more

# Proposing another rule.
charter-ask = Propose another rule
charter-ask-now = This is how it is now
charter-ask-then = { $n ->
    [one] You are the only member: this holds at once.
   *[other] This holds as soon as { $needed } of the { $n } members want it. You are then the first. Until then it stays as it was.
}
charter-ask-do = Propose this
charter-ask-alone = Change this rule
charter-ask-not = No, leave it
charter-ask-method = When does something go ahead?
charter-ask-qualified = Two thirds of the votes
charter-ask-absolute = More than half of all members
charter-ask-quorum = How many members take part at least?
charter-ask-days = How many days?
charter-ask-days-hint = A number, such as 7.
charter-ask-number = How many?
charter-ask-organisations = What do organisations and the municipality do?
charter-ask-team = Do you want a core team?
charter-ask-team-none = No core team
charter-ask-team-none-more = What concerns everybody you decide all together.
charter-ask-team-some = A core team
charter-ask-team-some-more = Then fill in below who, how many of them, and what they may do.
charter-ask-who = Who are in it?
charter-ask-who-hint = At least three members.
charter-ask-k = How many of them have to agree at least?
charter-ask-k-hint = Meent never takes fewer than two thirds of the core team.
charter-ask-may = What may they do without the others?
charter-ask-conflict = What does it become?
charter-ask-wrong-days = Fill in a whole number of days, such as 7.
charter-ask-wrong-number = Fill in a whole number, from 0 to 65535.
charter-ask-wrong-people = Choose at least three members.
charter-ask-wrong-k = Fill in a number that is no larger than the core team.
charter-ask-wrong-may = Choose at least one thing that they may do.
charter-ask-wrong = Choose one of these.

# The charter that a community begins with.
charter-start = Which charter suits you?
charter-start-hint = You can change it together later, rule by rule.
charter-start-association = Neighbourhood association
charter-start-association-what = Something goes ahead when more people are for it than against, and at least half take part. After a year you look back on it.
charter-start-friends = Circle of friends
charter-start-friends-what = Something goes ahead when nobody has a paramount objection. So in a small group nobody is outvoted.
charter-start-platform = District platform with the municipality
charter-start-platform-what = Residents, organisations and the municipality have one vote each, and something goes ahead without a paramount objection. Every quarter you look back.
charter-start-initiative = Residents’ initiative
charter-start-initiative-what = A group of residents takes on a task and decides without a paramount objection. After half a year you look back.

# What waits for approvals.
change-page = What waits for approval
change-page-why = This is about who takes part and about the charter. It holds as soon as enough members want it. There is no hurry.
change-short = { $n ->
    [one] One thing waits for approval
   *[other] { $n } things wait for approval
}
change-short-all = See and decide
change-short-none = Nothing waits.
change-empty = Nothing waits for approval
change-empty-text = When somebody wants to change a rule or let a guest in, it stands here until enough members want it.
change-yours = This waits for you
change-yours-for = What you are in favour of
change-yours-for-text = As long as it isn’t in force, you can take your word back.
change-others = What else waits
change-of-needed = { $n } of the { $needed } needed
change-enough = That is enough. It holds as soon as one of you does something again.
change-enough-do = Let it hold now
change-never-needed = This isn’t possible now
change-voices = { $n ->
    [0] Nobody is in favour yet.
   *[other] In favour: { $names }.
}
change-voices-of = { $of ->
    [one] One member decides on this.
   *[other] { $of } members decide on this.
}
change-asked = Asked by { $name },
change-approve = I am in favour: { $what }
change-approve-rule = I am in favour: { $value }
change-approve-team = I am in favour of this core team
change-approve-no-team = I am in favour: no core team
change-withdraw = Not after all
change-object = Let everybody decide
change-object-what = The core team can do this without the others. When two members ask that everybody decides, everybody decides.
change-objected = You asked that everybody decides this.
change-core-of = Or { $n } of the { $needed } of the core team, as soon as enough others know.
change-objections-of = Not the core team alone, say: { $names }. { $n ->
    [one] If one more says so, everybody decides.
   *[other] So now everybody decides.
}
change-is-rule = Another rule
change-rule-now = Now: { $now }
change-means-admit = Then { $about } votes, and can let others in.
change-means-rest = Then { $about } counts in nothing, so that the others can go on. As soon as { $about } does something again, the rest is over.
change-means-remove = Then { $about } can no longer write or vote. What { $about } wrote stays. This can’t be undone.
change-means-recover = { $about } has lost the old devices. Ask whether the new device really is { $about }’s: whoever has it writes and votes in that name.
change-means-redact = The text, or the attachment with its name and description, goes from every device once it is connected. That something was there, and whose, stays to be seen.
change-means-see = See what is erased
change-about-you = This is about you. That is why you don’t decide on it.
change-guest = As a guest you can follow this. You decide too once you are a member.
change-resting = You are at rest. With your answer you are back, and count again.

schism-none = There is no schism: everything you have of others fits who the members are as you know them.
schism-begin = Schism. Somebody settled something without knowing who the members are by now. It may be an old laptop that was off for long, or somebody who wants to go past the others.
schism-change = { $what }. Wanted by: { $by }. ({ $at })
schism-invite = The invite that you came by names other members than what you got from the others. Invited by: { $by }. ({ $at })
schism-round = An outcome on “{ $about }” was confirmed by { $by }. ({ $at })
schism-what-now = Meent keeps this out of what you see and do: the community as you knew it simply goes on. Call each other. If it is right, take it in with `meent schism accept`.
schism-clause = A rule of the charter was changed. Wanted by: { $by }. ({ $at })
