# The reading guide of a snapshot.
archive-title = { $name }: decisions
archive-about = These are the decisions of { $name }, derived from { $acts } acts of the members themselves. Nobody is in charge of these data; anybody can derive them again.
archive-purpose = Purpose
archive-people = Who takes part
archive-person = { $name } ({ $kind }, { $state })
archive-decisions = Decisions
archive-none = There are no decisions yet.
archive-proposed = Proposed by { $name } on { $moment }. Review on { $review }.
archive-status = Status: { $status }
archive-status-closed = Status: provisionally { $outcome }
archive-status-confirmed = Status: settled, { $outcome }
archive-how = How it was counted
archive-check = Check for yourself
archive-check-text = The folder “{ $folder }” holds the acts, the seals and the document. “{ $notes }” says how to check them.
archive-moment = This is how things stood on { $day }. Fingerprint of the document: { $heads }.
