# The page: decisions, votes, how it was counted.
page-decisions = Decisions
page-decisions-all = All decisions
page-decisions-why = What you decide together, from proposal to looking back.
page-decisions-empty = No decisions yet
page-decisions-empty-text = A decision begins with a proposal. You talk about it, choose together, and look back later to see if it helped.
page-group-disputed = Disputed
page-group-decide = To decide now
page-group-talk = Proposals being discussed
page-group-provisional = Provisional result
page-group-confirmed = Confirmed
page-took-part = { $n } of { $of } took part
page-you-chose = You chose: { $ballot }.
page-you-not-yet = You haven't chosen yet.
page-you-watch = You are watching.

page-state-draft = Being discussed
page-state-since = proposed
page-state-open = Vote open
page-state-open-consent = Consent round open
page-state-time-over = time is up, the round isn't closed yet
page-state-closed-adopted = Provisionally adopted
page-state-closed-rejected = Provisionally not adopted
page-state-adopted = Confirmed: adopted
page-state-rejected = Confirmed: not adopted
page-state-disputed = Disputed
page-until = until
page-acknowledged-of = { $n } of { $of } confirmed the result

page-way = From idea to looking back
page-way-proposal = Proposal
page-way-by = { $day }, { $name }
page-way-talk = Conversation
page-way-comments = { $n ->
    [0] no comments yet
    [one] { $n } comment
   *[other] { $n } comments
}
page-way-round = Vote
page-way-round-consent = Consent round
page-way-from-to = { $from } to { $to }
page-way-round-later = when a member opens the round
page-way-result = Decision
page-way-result-later = final once enough neighbours counted it too
page-way-needed = { $n } of { $needed } confirmations
page-way-disputed = two results, talk about it
page-way-review = Looking back

page-proposed-by = A proposal by { $name }
page-for-goal = for the goal
page-proposal-text = The proposal
page-proposal-no-text = There is no text yet.
page-changed = How it reads now
page-changed-text = The proposal was changed after the round. You can choose again about this.
page-text-fixed = This text stays as it is while the round is open.
page-text-decided = This text stays as it is: people voted on these words.
page-fact-method = How we decide
page-fact-quorum = How many must take part
page-fact-quorum-of = { $needed ->
    [one] at least { $needed } of { $of } members
   *[other] at least { $needed } of { $of } members
}
page-fact-opened = Round opened
page-fact-review = We look back on

page-disputed = There are two results
page-disputed-text = Two different results were confirmed by enough members. Both confirmed by: { $names }. Two devices that didn't meet can cause that. Talk about it and make a new proposal.
page-altered = This round is about something else
page-altered-text = What was opened isn't what was proposed: the text, the way of deciding or who must take part differs. Don't choose yet. Ask whoever opened the round what is going on.
page-objected = { $n ->
    [one] One paramount objection is still open
   *[other] { $n } paramount objections are still open
}
page-objected-text = By { $names }. Whoever objects says when it is solved.
page-objected-read = Read it and help find a way

page-choose = What do you choose?
page-chose = Your choice
page-ask-consent = The question: can we safely try “{ $title }”? It need not be your favourite.
page-ask-majority = The question: are you for or against “{ $title }”?
page-choice-consent = I go along with it
page-choice-consent-text = Good enough to do now.
page-choice-concern = I go along with it, and I have a concern
page-choice-concern-text = It may go on. We keep your concern in mind when we look back.
page-choice-object = I have a paramount objection
page-choice-object-text = This harms a goal or people. You explain how; together we look for a way out.
page-choice-aside = I leave this to the others
page-choice-aside-text = You count as present.
page-choice-for = I am for
page-choice-against = I am against
page-choice-abstain = I abstain
page-choice-abstain-text = You take part, and choose neither for nor against.
page-concern = What should we watch out for?
page-objection = Which goal or who is harmed, and how?
page-reason = Why?
page-save-choice = Save my choice
page-button-consent = I go along
page-button-concern = along, with a concern
page-button-object = paramount objection
page-button-aside = to the others
page-not-saved = Not saved yet.
page-counts-once-saved = Your choice counts once saved.
page-changeable = You can change it as long as the round is open.
page-changeable-until = You can change it until { $moment }.
page-choice-visible = Everybody in { $name } can see what you chose.
page-choose-first = First choose what you think.
page-saved = Saved: { $choice }
page-saved-late = It is late. It counts if the round is closed again before the result is final.
page-saved-too-late = It is late and doesn't count in this result.
page-saved-twice = There are two different choices of yours, made on two devices. Neither counts. Choose once more, and that one counts.
page-choose-still = I still want to choose
page-change-choice = Change my choice
page-overtaken = The round was closed meanwhile.
page-reload = See how it is now
page-closed-meanwhile = The round was closed meanwhile by { $name }.
page-closed-meanwhile-text = Your choice isn't saved yet. You can save it as a late choice: it counts if the round is closed again before the result is final.
page-save-late = Save as a late choice
page-late-text = The round is closed already. Your choice counts if the round is closed again before the result is final.

page-said = Paramount objections and concerns
page-said-objection = Paramount objection · { $name }
page-said-concern = Concern · { $name }
page-said-think-along = Help find a way in the conversation
page-said-review = We watch this when we look back.
page-solved = Is your paramount objection solved?
page-solved-text = Only you can say so. One tap changes your choice.
page-solved-consent = My paramount objection is solved: I go along
page-solved-aside = Solved: I leave it to the others

page-lights = The lights are on at { $n } of { $of }
page-lights-none = Nobody took part yet. Will you begin?
page-lights-nobody = Nobody took part yet.
page-lights-all = Everybody took part.
page-lights-took = Where the lights are on, somebody took part.
page-lights-missing = Where the lights are on, somebody took part. Not heard yet: { $names }. Will you drop by?
page-lights-missing-me = Where the lights are on, somebody took part. Only you weren't heard yet.
page-lights-missing-many = Where the lights are on, somebody took part. { $n } neighbours weren't heard yet. Will you drop in on somebody?
page-street-lit = : took part
page-street-dark = : not yet
page-street-names = Who took part, and who didn't yet
page-street-took = Took part ({ $n })
page-street-not-yet = Not yet ({ $n })
page-tally = How the choices stand
page-tally-so-far = Choices so far, provisional
page-tally-choice = Choice
page-tally-share = Share
page-tally-n = Number
page-late = { $n ->
    [one] One late choice
   *[other] { $n } late choices
}
page-late-one = { $name }: { $ballot }
page-late-proxy = { $name } gave { $holder } a proxy
page-late-back = { $name } took a proxy back
page-late-paper = On paper: { $names } ({ $by } wrote it down)
page-invalid = { $n ->
    [one] One choice that doesn't count
   *[other] { $n } choices that don't count
}
page-invalid-one = { $name }: { $ballot }. That doesn't count: { $why }.
page-late-may = Whoever closed the round didn't have these yet. They count if the round is closed again before the result is final.
page-late-why = Whoever closed the round didn't have these yet. They don't count in this result.
page-quorum-enough = { $needed ->
    [one] Taking part: at least { $needed } of { $of } was needed, { $took } took part. That is enough.
   *[other] Taking part: at least { $needed } of { $of } were needed, { $took } took part. That is enough.
}
page-quorum-short = { $needed ->
    [one] Taking part: at least { $needed } of { $of } is needed. Nobody took part yet.
   *[other] Taking part: at least { $needed } of { $of } are needed. Now { $took } take part.
}

page-count = How this was counted
page-count-of = How this was counted: { $title }
page-count-why = Check it yourself. Every device counts for itself, from the same signed choices.
page-count-signed = Every choice was signed by the neighbour and counted again on this device.
page-count-all = See every choice and every step
page-count-steps = Step by step
page-ballots = { $n ->
    [one] { $n } choice, as it came in
   *[other] All { $n } choices, as they came in
}
page-ballots-none = Nobody chose yet.
page-ballots-who = Who
page-ballots-what = Choice and reason
page-ballots-counts = Does it count?
page-fate-counted = counts
page-fate-changed = changed later
page-fate-contradicted = doesn't count: two choices that contradict each other
page-fate-late = late
page-closes = { $n ->
    [0] The round wasn't closed yet
    [one] Closed
   *[other] Times closed: { $n }
}
page-close-one = Closed by { $name }: { $outcome }
page-close-counts = { $n ->
    [one] { $n } choice counted
   *[other] { $n } choices counted
}
page-ids = The numbers, to compare
page-ids-text = Every proposal, choice and close has a number of its own, worked out from what is in it. If your neighbour sees the same number, you have exactly the same.
page-ids-decision = The proposal
page-ids-round = The round
page-ids-close = The close
page-ids-heads = The latest that this device has of it

page-provisional = Provisional: { $n } of { $of } neighbours counted it too and confirmed this result. With { $needed } it is final.
page-closed-by = Closed by { $name }
page-acknowledged-from = Confirming begins by itself as soon as everybody chose, and otherwise on
page-acknowledged-by = Confirmed by: { $names }.
page-confirmed = { $n } of { $of } neighbours counted it too and confirmed this result. It doesn't change any more.
page-confirmed-review = We look back together on
page-confirmed-rejected = Nothing changes. You can change the text and put it forward again.
page-disputed-close = { $outcome }, confirmed by { $names }

page-next-open = Ready to choose?
page-next-open-text = While you talk, the text can still change. Was everybody heard? Then open the round.
page-next-open-guest = Feel free to join in. A member opens the round once everybody has been heard.
page-next-conflict = First choose at the top of the page what it will say. Then the round can be opened.
page-next-again = Put it forward again?
page-next-again-text = Change the text where it got stuck, or put it forward as it is.
page-next-close = The round can be closed
page-next-close-all = Everybody took part.
page-next-close-some = { $n } of { $of } took part, which is enough. Do you want to wait for somebody?
page-next-close-objected = { $n ->
    [one] Enough of you took part, but a paramount objection is still open. If you close now, it doesn't go ahead. Can you solve it together first?
   *[other] Enough of you took part, but { $n } paramount objections are still open. If you close now, it doesn't go ahead. Can you solve them together first?
}
page-next-watch = You are watching
page-next-watch-text = You weren't a member yet when this round was opened. Your opinion does count: write it in the conversation.
page-next-acknowledge = Is the result right for you too?
page-next-acknowledge-text = This device counted it and comes to the same. As soon as enough neighbours confirm that, the result is final.

page-propose = Make a proposal
page-propose-why = First you talk about it. The text can still change until somebody opens the round.
page-propose-do = Post this proposal
page-propose-then = Your neighbours can reply at once. Nothing is decided yet.
page-proposal-title = What do you propose?
page-proposal-title-hint = One sentence that is true when it goes ahead, such as: on Wednesday afternoons Linden Street is a play street.
page-proposal-title-wrong = Say in one sentence what you propose.
page-proposal-words = Explain it: what, who does it, what does it cost, who is affected?
page-proposal-goal = For which goal?
page-proposal-no-goal = No goal, or not yet
page-proposal-review = When do we look back?
page-proposal-review-hint = Every decision has a day on which you see whether it helped. That makes it easier to dare to try.
page-proposal-review-wrong = Choose a day that is still to come. Every decision has a day on which you look back.
page-review-now = Meanwhile looking back is on { $day }.
page-proposal-method = How do we decide?
page-proposal-quorum = How many neighbours must take part?
page-proposal-quorum-hint = Whoever abstains or leaves it to the others takes part too.
page-quorum-charter = As our rules say
page-quorum-half = At least half
page-quorum-two-thirds = At least two thirds
page-quorum-all = Everybody
page-proposal-edit = Change this proposal

page-open = Open the round
page-open-why = From then on everybody can choose. The text stays as it is while the round is open.
page-open-do = Open the round now
page-open-fixed = After that nobody can change the text, not even you.
page-rule = This is how you decide
page-rule-who = { $of ->
    [one] There is { $of } member now, who can choose.
   *[other] All { $of } current members can choose.
}
page-rule-absence = With a majority, whoever is against can also stop it by staying away: then too few take part. So ask those who doubt to choose too.
page-mind = Note:
page-term = How long is the round open?
page-term-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
page-term-own = Until a moment that I choose
page-term-moment = Day and time
page-term-wrong = Choose a day and a time that are still to come.

page-close = Close the round
page-close-do = Close the round now
page-close-already = No round is open. Perhaps somebody just closed it.
page-close-watch = Whoever chooses in this round can close it. You are watching.
page-close-would-be = If you close now, the provisional result is: { $outcome }.
page-close-absent = Not heard yet: { $names }. If they choose only after the close, they may not count.
page-close-early = The round runs until { $moment }. Until then the others wait with confirming, unless everybody took part.
page-close-provisional = { $needed ->
    [one] The result is provisional at first. It is final once the member's device has counted it too.
   *[other] The result is provisional at first. It is final once enough of the { $needed } devices have counted it too.
}
page-not-yet = Not yet
page-back-to-decision = Back to the decision

page-acknowledge = Confirm the result
page-acknowledge-why = With this you say: my device counts it the same way. You don't say what you think of it.
page-acknowledge-outcome = This device comes to: { $outcome }.
page-acknowledge-do = Confirm this result
page-acknowledge-not = There is nothing to confirm now. Perhaps this device did it already.
