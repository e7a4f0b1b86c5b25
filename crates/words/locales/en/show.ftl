# Answers.
show-done = Done. Saved on this device.
show-written = Saved in { $path }

show-created = “{ $name }” has begun ({ $id }).
show-created-next = Invite somebody with “meent invite”.
show-left = You left “{ $name }”. What you wrote stays with the others.
show-no-communities = You don't take part in a community here yet.
show-invite = With this link somebody takes part in “{ $name }”. It works until { $until }. Give it to those you trust, and keep “meent serve” running so that they find you.
show-code = With this code your other device becomes yours in “{ $name }”. It works until { $until }. Give it to nobody else.
show-paper-words = Copy these 24 words on paper, with their numbers. They are shown once and kept nowhere. Keep the paper in a safe place: whoever has it can be you.
show-paper-unchecked = The key doesn't count yet. Type the words back first, with: meent device paper --check
show-paper-written = Your paper key counts. If you lose all your devices, you come back with it: meent device recover --paper
show-recover-link = Give this link to who lost all devices in “{ $name }”. Their new device makes a code with it: meent device recover LINK. When you get that back from somebody you know, in person or on the phone, approve it: meent member recover NAME CODE
show-recover-request = Give this code to a member of “{ $name }” whom you know. Two thirds of the others must approve; then this device takes part by itself. Keep “meent serve” running.
show-backup = Your backup is in { $path }. There are no keys in it: you come back with another device, your paper key or the others. But whoever has the file can read everything.
show-backup-attachments = Pictures and other attachments are not in it. They come back from your neighbours. Does nobody else have them? Then keep them yourself, or make a file with everything by “meent bundle export”.
show-restored = The text of { $names } is here again, and you can read it. Attachments come once somebody is there who has them. To take part again this profile needs a device:
show-copied = This copy has keys of its own now. To take part it needs a device:
show-moved = You go on here. You can write again once you have found somebody of the community.
show-back-device = from another device of yours: there “meent device enrol”, here “meent device join CODE”
show-back-paper = with your paper key: “meent device recover --paper”
show-back-others = with help of the others: “meent device recover”
show-sealed = There is a passphrase on your keys. Meent asks for it when it starts. Only the keys are locked: whoever has the disk can read the rest.
show-unsealed = There is no passphrase on your keys.
show-joined-waiting = You are on your way to “{ $name }”.
show-joined-guest = You are a guest in “{ $name }”. You see everything already. Your vote counts once the members let you in.
show-joined-member = You take part in “{ $name }”.

show-nameless = (no name yet)
show-me = { $name } (you)
show-blocked = { $name } (blocked by you)
show-no-approvals = no approval yet, { $needed } needed
show-approvals = approved by { $names } ({ $n } of the { $needed } needed)

show-added-by = added by { $name }
show-no-goals = There are no goals yet. Begin with “meent goal add”.
show-conflict = Written apart: { $field }. Choose together what it will be:
show-version = “{ $value }” by { $by }, { $at }
show-comment = { $by }, { $at } ({ $id }):

show-proposed-by = proposed by { $name }
show-method = how: { $method }
show-with-quorum = { $method }; at least { $quorum } take part
show-review = look back: { $day }
show-for-goal = for goal { $id }
show-text-differs = Note: the text here is not the text that the round was about.
show-no-decisions = There are no decisions yet. Begin with “meent decision propose”.
show-open = round open until { $until }: { $took } of { $of } voted so far
show-closed = provisionally { $outcome }: confirmed by { $n } of { $of }, { $needed } needed
show-confirms-from = The apps confirm this from { $moment }, or as soon as everybody voted.
show-confirmed = settled, { $outcome }: confirmed by { $n } of { $of }
show-how-next = How it was counted: meent decision show { $id } --how
show-how = How “{ $title }” was counted:

show-saved = saved on this device: { $acts ->
    [one] { $acts } act
   *[other] { $acts } acts
}
show-not-running = Meent isn't running now. Start “meent serve” to catch up with others.
show-nobody-around = Nobody is connected now. What you do is saved here.
show-address = can be reached at { $address }
show-around = { $name } is connected
show-around-even = { $name } is connected and has everything
show-around-behind = { $name } is connected and still misses { $acts ->
    [one] { $acts } act
   *[other] { $acts } acts
}
show-around-online = { $name } is on, acts go through others
show-away = { $name } was connected before
show-own-device = your other device
path-near = on this network
path-direct = straight over the internet
path-relay = through { $name }'s device
path-relay-unknown = through another member's device
show-no-effect = has no effect
show-verified = Everything is right: { $acts ->
    [one] { $acts } act
   *[other] { $acts } acts
} worked out again.
show-not-verified = This isn't right:

start-empty = Welcome to Meent. You don't take part in a community yet.
start-in = Meent is running. You take part in { $names }.
start-waiting = Meent is running and waits for somebody of { $names }. Until then there is nothing to see yet.
start-page = Your page is ready. Follow this link; it works once:
    { $link }
    Make a new link with: meent page
start-page-opened = Your browser opens the page. Nothing happens? Then follow this link; it works once:
    { $link }
    Make a new link with: meent page
start-next = It can also be done with commands, in another window:
start-next-waiting = What you can do now:
start-create = Begin a community: meent community create "Community garden" --purpose "A garden together" --name "Your name"
start-join = Or take part with a link you were given: meent join LINK --name "Your name"
start-look = See what is going on: meent decision list
start-propose = Put down a goal or proposal: meent goal add, meent decision propose
start-invite = Invite somebody: meent invite
start-stay = Leave this window open. Then neighbours on the same network find you by themselves.
start-stay-waiting = Leave this window open. As soon as Meent finds somebody, it goes on by itself.
start-same-network = Ask somebody who takes part to keep Meent running too. On the same network it goes fastest.
start-see = See in another window how far it is: meent status
start-profile = Your data is in { $path }
start-stop = Stop with Ctrl-C. Nothing is lost.

demo-made = “{ $name }” is an invented neighbourhood to look around in. Nothing in this profile is real.
demo-next = Look around:
demo-decisions = The decisions: meent --profile { $profile } decision list
demo-how = How one was counted: meent --profile { $profile } decision show ID --how
demo-goals = The goals: meent --profile { $profile } goal list
demo-remove = Seen it all? Then take this folder away: { $path }

replay-holds = { $title }: holds ({ $moments ->
    [one] { $moments } moment
   *[other] { $moments } moments
})
replay-differs = { $title }: doesn't hold ({ $n ->
    [one] { $n } difference
   *[other] { $n } differences
})
replay-difference = moment { $moment }: { $path } should be { $wanted }, and is { $found }
replay-not = { $title }: { $error }
replay-too-long = a story is at most { $most } MiB
replay-unread = this is no story that I can read: { $what }
replay-malformed = the story isn't right at { $path }: { $what }
replay-hint = How to write a story stands in docs/rules.md with the source of Meent.
replay-needs = { $path }: needs { $what }, not built yet

show-nothing-asked = Nothing is asked of you now.
show-news = { $n ->
    [0] Nothing new.
    [one] New: { $n } thing.
   *[other] New: { $n } things. The latest:
}
show-news-seen = To remember that you have seen this: meent news --seen
show-settings = language: { $language }; colours: { $theme }
setting-nl = Dutch
setting-en = English
setting-language-auto = what your browser asks for
setting-light = light
setting-dark = dark
setting-theme-auto = as your system
asked-decide = vote on “{ $title }”
asked-settle = choose what it becomes: “{ $title }” was changed apart
asked-welcome = let { $name } in
asked-close = close the vote on “{ $title }”
asked-review = look back on “{ $title }”
asked-open = open the vote on your proposal “{ $title }”
asked-approve = approve or object to a change that was put to you: meent change list
asked-rest = see whether { $name } still takes part: nothing was heard of them for long

show-charter-begin = { $members ->
    [one] This is what we agree on. There is now { $members } member.
   *[other] This is what we agree on, with { $members } members.
}
show-charter-needed = A rule changes when { $needed } of the { $members } members want that (two thirds). Nobody has more say in it than another, not even who began.
show-charter-team = The core team is now: { $names }. At least { $n } of them have to agree. You trust them with everything: they can choose who decides.
show-charter-team-lost = The core team has too few people left. Its powers are back with all members.
show-charter-conflict = Different rules were adopted here apart from each other: { $value }. Until one is chosen, what held before stays.
show-no-changes = Nothing is waiting for approval.
show-no-roles = There are none yet.
show-no-topics = There are no topics yet.
show-no-mandates = There are no mandates yet.
show-role-until = { $names }, until { $until }
show-task-pending = A proposal waits for approvals: `meent change list`.
show-mandate-holders = It is held by: { $names }.
show-mandate-domain = About: { $text }
show-mandate-constraints = Limits: { $text }
show-mandate-report = Report: { $text }
show-mandate-spent = Until now { $amount } is spent.
show-mandate-decision = { $id }  { $title } (by { $name }: { $status })
