# The pages about people: starting, joining, neighbours, devices, leaving.
page-first = Decide together with your neighbours
page-first-what = With Meent you set goals together, make decisions and look back whether they work. Everything is kept on your own devices: no company looks over your shoulder.
page-first-device = Do you already use Meent on another device?
page-first-back = Did you lose all your devices?
page-first-back-go = Come back

page-start = Start a community
page-start-what = For your street, your garden or your building. Then you invite your neighbours.
page-start-go = Start
page-start-why = Five questions, no more.
page-start-name = What is your community called?
page-start-name-hint = Such as: Linden Garden.
page-start-purpose = What is it for?
page-start-purpose-hint = One sentence, such as: making our street green together.
page-start-do = Start this community
page-start-after = You will be its first member. Everyone you let in has as much to say as you.
page-purpose-missing = Write in one sentence what your community is for.

page-me = What is your name?
page-me-hint = This is how your neighbours see you. Your first name is enough.
page-me-missing = Write the name your neighbours know you by.
page-kind = How do you take part?
page-kind-resident = You live here.
page-kind-business = You have a shop or practice here.
page-kind-organisation = For a school, church, club or housing association.
page-kind-municipality = You work for the municipality.

page-join = Join
page-join-what = A neighbour gave you an invite: a link, a file or a QR code.
page-join-go = Join
page-join-why = With the invite that a neighbour gave you.
page-join-given = What were you given?
page-join-link = A link: paste it here
page-join-link-hint = It begins with “meent:”.
page-join-file = Or a file: choose it here
page-join-file-hint = Its name usually ends in “.meent”.
page-join-file-large = This file is too large for an invite. Choose the file your neighbour gave you; its name usually ends in “.meent”. Does the name end in “.bundle”? Then on the first page choose “Begin with a file”.
page-join-file-bundle = This file is the whole community, not just an invite. On the first page choose “Begin with a file”.
page-join-qr = Or a QR code
page-join-qr-text = Point your phone's camera at the code. Your phone shows a link that begins with “meent:”. Send that to this device, for instance in a message to yourself, and paste it above.
page-join-nothing = Paste the link you were given here, or choose the file below.
page-join-is-device = This is a code for somebody's own device, not an invite. Is it your code? Then choose “This is my device too” below.
page-join-do = Join
page-join-after = You begin as a guest: you see everything at once and can join the discussion.
page-join-other = Use another invite

page-device-join = This is my device too
page-device-join-why = Make a code on your other device: under Neighbours, Your devices. With that code this device becomes yours too.
page-device-join-do = Make this my device too
page-device-code = The code
page-device-code-hint = It begins with “meent-device:” and works for an hour.
page-device-no-code = This is not a whole code. Copy all of it, from “meent-device:” to the end.
page-device-is-invite = This is an invite, not a code for your own device. Do you want to join as somebody new? Go back and choose “Join”.

page-waiting = On your way to { $name }
page-waiting-text = Meent is looking for a neighbour who has it running. This page goes on by itself.
page-waiting-met = Somebody was found. This page goes on by itself.
page-waiting-read = Read and saved
page-waiting-kept = You needn't paste anything again.
page-waiting-look = Finding somebody of { $name }
page-waiting-look-more = This usually takes a few seconds.
page-waiting-in = Inside
page-waiting-in-more = Then Meent fetches everything that is there.
page-waiting-long = Is it taking long?
page-waiting-file = Or come in by a file that holds everything. Ask for one, and choose it here:
page-waiting-came = How much is here
page-waiting-network = Use the same network, such as the same wifi. A guest network often keeps devices apart.
page-waiting-open = Leave Meent running here. You may close this page.
page-refused = You are not in { $name } yet
page-refused-text = Somebody was found, but you could not come in.

page-welcome = Welcome to { $name }
page-guest-text = You are a guest. Good to have you: take a look around.
page-guest-can = You can do this now
page-guest-read = Read everything
page-guest-talk = Join the discussion about goals and decisions
page-guest-propose = Write a goal or proposal yourself
page-guest-later = You can do this once you are admitted
page-guest-vote = Vote on decisions
page-guest-open = Open a round, and admit others
page-guest-needed = { $needed ->
    [one] One member has to let you in for that.
   *[other] { $needed } members have to agree to that.
}
page-guest-approved = { $more ->
    [0] Said yes: { $names }. That is enough.
    [one] Said yes: { $names }. One more member, and it is done.
   *[other] Said yes: { $names }. { $more } more members, and it is done.
}
page-member-text = You take part. What was there already is now on this device too.
page-welcome-on = Go inside
page-welcome-stay = Leave Meent running if you can. Then your neighbours find you, and everything stays up to date.

page-communities = Your communities
page-communities-why = { $n ->
    [one] What you take part in on this device.
   *[other] The { $n } communities on this device.
}
page-communities-more = Another one
page-in-member = You take part
page-in-guest = Guest
page-in-guest-what = Your vote counts once the members admit you.
page-in-left = Left
page-in-left-what = You can still read what was there.
page-in-waiting = On your way
page-in-waiting-what = Leave Meent running. See how far it is.
page-in-apart = no device yet
page-in-apart-what = You can read here. See how you take part again.
page-in-moved = moved or copied?
page-in-moved-what = First say what happened to this profile.

page-members = Neighbours
page-members-count = { $n ->
    [one] { $n } member.
   *[other] { $n } members.
}
page-guests-count = { $n ->
    [one] { $n } guest is waiting to be admitted.
   *[other] { $n } guests are waiting to be admitted.
}
page-guests = { $n ->
    [one] Guest
   *[other] Guests: { $n }
}
page-guests-text = Guests already read and join the discussion. Their vote counts once enough members admit them.
page-approve = Admit { $name }
page-approved = You said yes: { $n } of { $needed }.
page-approved-with = You and { $names } said yes: { $n } of { $needed }.
page-withdraw = Take it back
page-approvals-none = { $needed ->
    [one] One member is enough.
   *[other] Needed: { $needed } members. Nobody said yes yet.
}
page-approvals = Said yes: { $names }, { $n } of { $needed }.
page-members-list = Who takes part
page-members-left = { $n ->
    [one] { $n } neighbour has left
   *[other] { $n } neighbours have left
}
page-members-left-text = What they wrote is still there.
page-members-empty = You are still alone here
page-since = since
page-heard = last heard of:
page-heard-clock = by the clock of who did it
page-heard-claimed = (by their own clock)
page-rename = Change your name
page-rename-why = This is how your neighbours see you in { $name }.
page-rename-hint = What you wrote before gets your new name too.
page-rename-do = Save my name
page-yours = Yours

page-invite = Invite a neighbour
page-invite-who = Who is still missing?
page-invite-short = With a link, a QR code or a file. Your neighbour begins as a guest.
page-invite-why = You make an invite and give it to a neighbour, who begins as a guest until the members agree.
page-invite-how-make = Make the invite. Everyone here can see that you made one.
page-invite-how-give = Give it to your neighbour: show the QR code, send the link, or put the file on a stick.
page-invite-how-wait = Leave Meent running. That is how your neighbour finds you.
page-invite-do = Make an invite
page-invite-trust = Give it only to somebody you trust: whoever has it can read everything.
page-invite-made = Your invite to { $name }
page-invite-until = It works until { $until }.
page-invite-careful = Only for somebody you trust
page-invite-careful-text = Whoever has this invite can come in and read everything. Voting is possible only once the members agree.
page-invite-stay = Leave Meent running: then you can be found.
page-invite-link = The link
page-invite-link-hint = Click in it, select all and copy.
page-invite-square = QR code of this invite
page-invite-as-file = As a file
page-invite-as-file-text = For a USB stick or attached to a mail.
page-invite-file = Save as a file
page-invite-once = You see this page only once. Lost it? Make a new one.

page-around = Around you
page-around-why = Meent brings itself up to date with neighbours who have it running. No server: from one device to the other, or through that of another member.
page-around-now = { $n ->
    [0] Nobody is connected now
    [one] Connected now: { $n } device
   *[other] Connected now: { $n } devices
}
page-around-nobody = That is fine. Just go on: as soon as somebody is there, Meent brings itself up to date.
page-around-online = On as well
page-around-online-why = With this many devices on, yours talks to a few at a time. They pass things on to the rest, so everybody gets everything.
page-around-via = is on, acts go through others
page-around-before = Seen before
page-around-even = has everything that you have
page-around-behind = { $n ->
    [one] still gets { $n } act from you
   *[other] still gets { $n } acts from you
}
page-around-meeting = has just come
page-around-away = is off now, or too far away
page-around-heard = last heard of: { $when }
page-around-saved = Everything is saved
page-around-saved-text = { $n ->
    [one] This device holds everything that you got so far: { $n } act. Nothing is lost when nobody is there.
   *[other] This device holds everything that you got so far: { $n } acts. Nothing is lost when nobody is there.
}
page-around-find = Can't find each other?
page-around-both = Leave Meent running on both devices.
page-around-network = Use the same network, such as the same wifi.
page-around-elsewhere = Is everybody at home, behind a router of their own? Then it takes one member who can be reached from outside and passes on, such as the community centre or the municipality.
page-around-guest-network = Guest networks and VPNs often keep devices apart. Then use another network, or a phone's hotspot.
page-around-no-hurry = It needn't be with everyone at once. One neighbour who has everything is enough.
page-around-addresses = Addresses of this device
page-around-addresses-text = This is where Meent listens. They are in your invites too. Whoever takes part, guests too, gets them as well. You need them only when somebody helps you search.

page-devices = Your devices
page-devices-why = You can take part on more than one device. You stay one member with one vote.
page-devices-list = { $n ->
    [one] { $n } device
   *[other] { $n } devices
}
page-device-this = This device
page-device-this-text = You are reading this on it.
page-device-called = Device { $key }
page-device-add = Another device
page-device-add-text = You make a code here and paste it on the other device.
page-device-add-do = Make a code
page-device-code-made = The code for your other device
page-device-code-until = It works once, until { $until }.
page-device-code-copy = Click in it, select all and copy.
page-device-careful = Give this code to nobody
page-device-careful-text = Whoever has it can write and vote in your name.
page-device-how = How it goes
page-device-how-start = Start Meent on your other device. On the same Wi-Fi it goes fastest.
page-device-how-choose = Choose “{ $name }” there.
page-device-how-paste = Paste the code. Leave Meent running here meanwhile.
page-device-square = QR code of this code
page-device-retire = Take out of use
page-device-retire-ask = Take device { $key } out of use?
page-device-retire-text = Do this when you lost it, give it away or no longer trust it. It can't be undone.
page-device-retire-before = What you did with it until now keeps counting.
page-device-retire-after = What happens with it after this no longer counts.
page-device-retire-do = Yes, take it out of use
page-device-keep = No, go back

page-leave = Leave this community
page-leave-ask = Leave { $name }?
page-leave-what = What happens then
page-leave-stays = What you wrote and chose stays with the others.
page-leave-reads = On this device you can still read what there is until now.
page-leave-goes = You no longer write or vote, and get nothing new.
page-leave-back = Coming back takes a new invite, and then you begin as a guest again.
page-leave-type = Are you sure? Then type the name: { $name }
page-leave-other = You typed another name. If you really want to leave, type: { $name }
page-leave-do = Leave { $name }
page-leave-not = No, I stay
page-left = You left { $name }
page-left-text = You can still read what was there. Writing and voting is no longer possible.
page-left-back = Come back with a new invite
page-left-read = Read what was there

page-members-resting = At rest
page-members-resting-text = They count in nothing now. As soon as they do something again, they are back.
page-members-removed = { $n ->
    [one] { $n } neighbour was removed
   *[other] { $n } neighbours were removed
}
page-members-removed-text = The others wanted this, by two thirds. What they wrote is still there.
page-members-dismissed = { $n ->
    [one] { $n } guest was sent away
   *[other] { $n } guests were sent away
}
page-members-dismissed-text = By who invited them, or by two members. What they wrote is still there.
page-someone-member = { $name } takes part and votes.
page-someone-guest = { $name } is a guest: reads and joins the talk, and doesn’t vote yet.
page-someone-resting = { $name } is at rest and counts in nothing now. As soon as { $name } does something again, the rest is over.
page-someone-left = { $name } left. What { $name } wrote stays.
page-someone-removed = The others removed { $name } from the community. What { $name } wrote stays.
page-someone-dismissed = { $name } was a guest and was sent away. What { $name } wrote stays.
page-someone-you = This is you. Leaving is up to you, at Neighbours: “Leave this community”.
page-someone-wrote = What { $name } did here
page-someone-waits = This waits for approval
page-someone-can = What you can do together
page-someone-block = Just for you
page-block = Block { $name }
page-blocked = blocked by you
page-block-short = This device then no longer talks to { $name }’s devices. Your other devices still do. { $name } isn't told. What { $name } writes comes through other neighbours; without them it doesn't come.
page-unblock = Stop blocking { $name }
page-unblock-short = You blocked { $name }: this device does not talk to { $name }’s devices. Your other devices still do. { $name } isn't told. What { $name } writes comes through other neighbours; without them it doesn't come.
page-dismiss = Send { $name } away
page-dismiss-ask = Send { $name } away?
page-dismiss-how = If you invited { $name }, it holds at once. Else as soon as one more member does this too.
page-dismiss-goes = Then { $name } can no longer write and gets nothing new.
page-dismiss-reads = { $name } can go on reading what was received. What { $name } wrote stays.
page-dismiss-back = Coming back takes a new invite.
page-dismiss-talk = Say why, as one person to another. Meent sends no message.
page-dismiss-do = Send { $name } away
page-dismiss-half = You said that { $name } has to go. It holds as soon as one more member does.
page-keep-person = No, go back
page-rest = Put { $name } to rest
page-rest-short = Then { $name } counts in nothing, until { $name } does something again.
page-rest-ask = Put { $name } to rest?
page-rest-when = Do this when you haven’t heard from { $name } for long. Then nobody has to wait for who isn’t there.
page-rest-goes = Then { $name } doesn’t count in how many people are needed, and doesn’t vote.
page-rest-back = As soon as { $name } does something again, the rest is over. Nobody has to do anything for that.
page-rest-needed = { $needed ->
    [one] It holds at once.
   *[other] It holds as soon as { $needed } of the { $n } members want it. You are then the first.
}
page-rest-do = Propose: { $name } at rest
page-rest-heard = We last heard from { $name } on { $day }.
page-remove = Remove { $name }
page-remove-short = Then { $name } can no longer write or vote.
page-remove-ask = Remove { $name } from the community?
page-remove-talk = Talk with { $name } first, and with the others. Remove somebody only when talking doesn’t help.
page-remove-goes = { $name } can no longer write or vote, and gets nothing new.
page-remove-stays = What { $name } wrote and chose stays, and goes on counting.
page-remove-never = It can’t be undone. Coming back is possible only as somebody new, with an invite.
page-remove-needed = It holds as soon as { $needed } of the { $n } others want it. You are then the first. { $name } has no say in it, and can see that this waits.
page-remove-do = Propose: remove { $name }
page-back-here = I’m back
page-in-resting = At rest
page-in-resting-what = As soon as you do something, you count again.
page-in-removed = Removed
page-in-removed-what = The others removed you. You can still read what was there.
page-in-dismissed = Sent away
page-in-dismissed-what = You were a guest. You can still read what was there.
page-removed = The others removed you from { $name }
page-removed-text = You can still read what was there. Writing and voting is no longer possible.
page-dismissed = You were sent away from { $name }
page-dismissed-text = You can still read what was there. Ask who invited you why.
schism-page = Schism
schism-heading = This doesn’t fit who the members are as you know them
schism-line = Somebody settled something without knowing the members that you know.
schism-look = See what and who
schism-goes-on = Meent keeps this out of what you see and do. The community as you knew it simply goes on. Nothing of this is settled.
schism-accept-heading = And now?
schism-accept-text = Call each other. Was it an old laptop or a misunderstanding, and is it all right with you both? Then take it in. After that it counts here too, and that can’t be undone.
schism-accept = We have spoken to each other: take it in
page-hint-no-season = Begin one at New season.
