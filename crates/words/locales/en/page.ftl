# The page: what stands around every page, goals, history, and what may go wrong.
page-title = { $title } · { $name }
page-skip = Go to the content
page-menu = Menu
page-menu-main = Main menu
page-menu-more = More
page-nav-home = For you
page-nav-todo = { $n ->
    [one] { " " }question for you
   *[other] { " " }questions for you
}
page-nav-goals = Goals
page-nav-decisions = Decisions
page-nav-members = Neighbours
page-nav-around = Around you
page-nav-log = What happened
page-nav-communities = Your communities
page-nav-settings = Settings
page-nav-about = About Meent

page-sync = { $others ->
    [one] { $even ->
        [one] Up to date with your neighbour · saved on this device.
       *[other] Not yet up to date with your neighbour · saved on this device.
    }
   *[other] Up to date with { $even } of { $others } neighbours · saved on this device.
}
page-sync-alone = Saved on this device.
page-sync-offline = Nobody is connected now · saved on this device.
page-sync-waiting = Waiting for somebody to connect · saved on this device.
page-sync-left = You read what was here · saved on this device.
page-sync-more = Look
page-gone = Meent no longer runs on this device. What you saved is still there. Start Meent again to go on.
page-stale = There is something new. It appears when you are done here.

page-by = by { $name }
page-optional = (may stay empty)
page-save = Save
page-edit = Change the text
page-back = Back to the beginning

page-fault-title = Not saved yet: { $title }
page-faults = This is not saved yet
page-faults-kept = What you typed is still there.
page-text-hint = An empty line begins a new paragraph. With a dash in front it becomes a list.
page-text-merge-hint = Is somebody else writing too? Then both your words stay.
page-title-now = Meanwhile it is called: “{ $title }”. If you save again, what you wrote below holds.

page-goals = Goals
page-goals-all = All goals
page-goals-why = What you want to reach together.
page-goals-empty = No goals yet
page-goals-empty-text = A goal says in one sentence what you want together. It gives decisions a direction.
page-goal-new = Write a goal
page-goal-add = Add this goal
page-goal-edit = Change this goal
page-goal-title = What do you want to reach?
page-goal-title-hint = One sentence, such as: a safe street to play in.
page-goal-text = Why, and what does it look like when it works out?
page-goal-text-title = Why
page-goal-no-text = Nothing here yet.
page-goal-decisions = Decisions for this goal
page-goal-no-decisions = None yet.
page-goal-propose = Make a proposal for this goal
page-n-decisions = { $n ->
    [one] { $n } decision
   *[other] { $n } decisions
}
page-n-comments = { $n ->
    [one] { $n } comment
   *[other] { $n } comments
}
page-two-versions = two versions

page-talk = { $n ->
    [0] Conversation
    [one] Conversation: { $n } comment
   *[other] Conversation: { $n } comments
}
page-talk-empty = Nobody has said anything about it yet. What do you think?
page-talk-none = Nobody said anything about it yet.
page-talk-label = What do you want to say?
page-talk-send = Post your comment
page-talk-answer = Answer
page-talk-answer-to = { " " }{ $name }
page-talk-answering = You answer { $name }: “{ $text }”
page-talk-answer-not = Never mind
page-talk-nothing = First write what you want to say.
page-talk-too-long = This is too long for one comment. Make it shorter, or put it in two comments.

page-conflict = Written apart: { $fields }
page-conflict-text = Two people wrote this while they could not reach each other. Choose what it becomes. The other version stays in the history.
page-conflict-choose = Choose this one

page-history = History
page-history-of = History of { $title }
page-history-why = Who changed what, and when. The times are of the writer's clock.
page-editions = { $n ->
    [one] { $n } version
   *[other] { $n } versions
}
page-edition-now = how it is now
page-edition-earlier = earlier
page-edition-later = later
page-edition-compare = Put these two beside each other
page-beside = Beside each other
page-beside-old = Earlier
page-beside-new = Later
page-beside-gone = Gone:
page-beside-come = New:
page-review-on = looking back on { $day }
page-restore = Put the earlier version back
page-restore-text = Then it reads again as { $name } wrote it: “{ $title }”. What is there now stays in the history.
page-restore-do = Put this version back

page-enter = Go to Meent
page-used = This link was used already
page-used-text = A link to Meent works once. So nobody else can get in with it.
page-signed-out = Meent doesn't know this browser yet
page-signed-out-text = Perhaps Meent was started again, or this is another browser. Your data is still there.
page-other-host = This is not the address of Meent
page-other-host-text = On this device Meent listens to its own address only. So no other website can reach it.
page-no-method = Meent can't do that
page-no-method-text = The browser asked for something that doesn't exist on this page.
page-open-how = Open Meent again, or type this in a terminal and follow the link:

page-missing = This can't be found here
page-trouble = This didn't work
page-hint-no-community = Start one, or join with a link that you got.
page-hint-which-community = Choose one of your communities.
page-hint-unknown-community = Look at your communities.
page-hint-unknown = Perhaps it hasn't arrived from another device yet. Look in the list.
page-hint-ambiguous = Choose it from the list.
page-hint-waiting = Leave Meent open, and ask a neighbour to start Meent. As soon as you find somebody, it goes on by itself. If that fails, use the same Wi-Fi.
page-hint-not-member = You can join the conversation. A member can let you in on the page Neighbours.
page-hint-left = Do you want to come back? Ask a member for a new invite.
page-hint-device-retired = Use your other device, or add this device there again.
page-hint-not-guest = On the page Neighbours you see who is waiting.
page-hint-not-elector = Your opinion counts: write it in the conversation.
page-hint-not-open = Look at the decision to see how it stands.
page-hint-decided = Do you want something else? Make a new proposal.
page-hint-not-closed = That can be done once the vote is closed.
page-hint-no-quorum = At the decision you see who hasn't taken part yet. Will you drop by?
page-hint-not-due = Leave Meent open: then it happens by itself in time.
page-hint-needs-reason = Write which goal or who is harmed, and how. Then you can look for a way out together.
page-hint-in-conflict = At the top of the page you choose with one click what it becomes.
page-hint-already-in = You find it at your communities.
page-hint-quorum-too-low = Choose a larger share.
page-hint-disk = Make room on this device, or see whether the folder may be written. Then start Meent again. What was saved before is still there.
page-hint-internal = Nothing is lost. Try it once more. If it keeps going wrong, tell the makers.
page-hint-needs-running = Start Meent again.
page-hint-changed = What you wrote is still there. See what you want and save once more.
page-hint-invalid-method = Choose one of the ways on the page.
page-hint-invalid-quorum = Choose one of the shares on the page.
page-hint-invalid-share = Choose one of the shares on the page.
page-hint-invalid-deadline = Choose a day and a time that are still to come.
page-hint-wrong-ballot = Choose one of the choices on the page.
page-hint-not-pending = Look at Decisions what waits for approval. Perhaps this holds already.
page-hint-not-in-register = On the page Neighbours you see who the members are.
