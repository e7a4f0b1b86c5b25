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
change-redact = Words of { $about } are erased
change-clause = { $about }: { $value } (now: { $now })
change-approvals = { $needed ->
    [one] { $n } of the { $needed } needed, of { $of } members. In favour: { $names }.
   *[other] { $n } of the { $needed } needed, of { $of } members. In favour: { $names }.
}
change-core = Or { $n } of the { $needed } of the core team, when enough others know.
change-objections = Not the core team alone, say: { $names }. With two, all decide.
change-never = This can’t come into force now.
change-mine = You are in favour. You can take that back until it is in force.
blocked-two = Two people can’t remove or recover each other.
blocked-overtaken = Another rule holds meanwhile. Propose it again if you still want it.
blocked-out = This is no longer needed: that person doesn’t take part any more.
