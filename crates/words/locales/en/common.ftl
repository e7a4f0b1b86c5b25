# Words that come back everywhere.
list-nobody = nobody

kind-resident = resident
kind-business = business
kind-organisation = civic organisation
kind-municipality = municipality

state-member = member
state-guest = guest
state-left = left
state-resting = at rest
state-removed = removed
state-dismissed = sent away
state-waiting = waiting until somebody can be reached
state-this = this device
state-standing = in use
state-retired = out of use
state-forked = no longer to be trusted: there are two histories of it
state-paper = your paper key
state-apart = here without a device yet
state-moved = moved or copied?

ballot-for = for
ballot-against = against
ballot-abstain = abstention
ballot-consent = agrees
ballot-concern = agrees, with a concern
ballot-object = paramount objection
ballot-aside = stands aside
ballot-blank = blank: nothing chosen

status-draft = proposal
status-open = round open
status-closed = provisional
status-confirmed = settled
status-disputed = disputed

outcome-adopted = adopted
outcome-rejected = not adopted

method-majority = majority
method-absolute = majority of all members
method-qualified = at least { $share } for
method-consent = consent: nobody has a paramount objection

field-title = the title
field-text = the text
field-review = the day to look back
field-name = the name
field-purpose = the purpose
field-deadline = the closing time
field-quorum = the share that must take part
field-share = the share that must be for
field-method = the way of deciding
field-goal = the goal
field-base = the version that you began with
field-comment = the comment
outcome-chosen = chosen
outcome-chosen-names = chosen: { $names }
outcome-tied = tied
outcome-told = polled
method-qualified-of-all = { $share } of all members in favour
method-consensus = nobody against
method-unanimity = everybody in favour
method-approval = name what you find good
method-score = give points from 0 to 5
method-dots = lay dots
method-ranked = put in order, one is chosen
method-seats = put in order, several are chosen
method-budget-greedy = neighbourhood budget, most votes first
method-budget-shares = neighbourhood budget, an equal part each
method-poll = opinion poll
method-lot = drawing lots
method-selection = choosing somebody for a role
method-mandate = a mandate: who holds it decides, if nobody objects in time
field-domain = what it is about
field-constraints = the limits
field-report = the report
field-cost = the amount
field-term = the term
field-until = the end
field-answer = the answer to the advice
field-judges = how many people weigh an objection
field-under = the mandate
field-ceiling = the highest amount
