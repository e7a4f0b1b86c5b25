# Bundles: a community as a file, for a stick or a message.
show-bundled = { $acts ->
    [one] One act of “{ $name }” is now in { $path }.
   *[other] { $acts } acts of “{ $name }” are now in { $path }.
}
show-bundled-nothing = { $who } has everything already, as far as this device knows. So there is nothing new in { $path }.
show-bundled-none = There is nothing of that day or later. So there is nothing in { $path }.
show-bundled-for = This is what { $who } doesn’t have yet, as far as this device knows.
show-bundled-care = Whoever finds this file can read everything in it. Give it to people of “{ $name }” only.
show-bundled-invite = There is an invite in it: until { $until }, whoever has this file can come into “{ $name }” by it and read everything. Give it to people you trust only.
show-unbundled = { $acts ->
    [0] There is nothing new in this: you had all of “{ $name }” already.
    [one] One new act of “{ $name }” is in.
   *[other] { $acts } new acts of “{ $name }” are in.
}
show-unbundled-level = You now have all that the maker of the file had.
show-unbundled-held = { $acts ->
    [one] One act wasn’t taken in: of somebody who is out, or whose invite is over or full.
   *[other] { $acts } acts weren’t taken in: of somebody who is out, or whose invite is over or full.
}
show-unbundled-refused = { $acts ->
    [one] One act wasn’t right and wasn’t taken in.
   *[other] { $acts } acts weren’t right and weren’t taken in.
}
show-unbundled-rifts = Some of this contradicts what you knew. Look with “meent schism show”.
show-unbundled-guest = You are a guest in “{ $name }”. Bring a bundle back, then the others know and can let you in: meent bundle export FILE
show-unbundled-written = { $acts ->
    [one] This device wrote one act on it, such as an acknowledgement. Bring it back: meent bundle export FILE
   *[other] This device wrote { $acts } acts on it, such as an acknowledgement. Bring them back: meent bundle export FILE
}
show-unbundled-waiting = You still wait in “{ $name }”: what lets you in was not in this file. You can read already.
show-bundle-percent = { $percent } %
show-bundle-written = { $size } MB

refusal-bundle-none = This is no bundle of Meent.
hint-bundle-none = A bundle is made at “Around you”, or somebody else makes one for you. Nothing has changed.
page-hint-bad-bundle-not_one = Such a file ends in “.bundle”. Is it an invite (“.meent”)? Choose “Join”. A backup? Choose “Come back”. Nothing has changed.
refusal-bundle-newer = This file was made by a newer version of Meent.
refusal-bundle-cut-off = This file was cut off: its end is missing.
refusal-bundle-damaged = This file is damaged, or something in it was changed.
hint-bundle-again = Copy the file once more, or ask for a new one. Nothing has changed.
refusal-bundle-too-large = This file is larger than Meent reads.
hint-bundle-too-large = Ask for a file from some day on, or for you alone. Nothing has changed.
page-hint-bad-bundle-too_large = Ask for a file without attachments, or for you alone. Nothing has changed.
refusal-bundle-apart = This file goes on from things that you don’t have.
hint-bundle-apart = Ask for a file with everything in it (“meent bundle export --all”). Nothing has changed.
page-hint-bad-bundle-apart = Ask for a file with everything in it. Nothing has changed.
refusal-bundle-foreign = This file is of a community that you aren’t in, and there is no invite in it.
hint-bundle-foreign = Ask somebody who is in it for a file with an invite.
refusal-bundle-nameless = By this file you come into a community, and your name isn’t with it yet.
hint-bundle-nameless = Say your name: --name “Your name”. Nothing has changed.
page-hint-bad-bundle-nameless = Fill in what you are called, and choose the file once more. Nothing has changed.
refusal-bundle-too-much = This is more than fits in one file.
hint-bundle-too-much = Make one from some day on, or for one person.
page-hint-bad-bundle-too_much = Make one without attachments, or for one person.
refusal-bundle-busy = Other files are under way already.
hint-bundle-busy = Wait until they are done, and try again then.
field-since = the day on which it begins
hint-invalid-since = Write a day as 2026-12-01, or how long ago: 7d or 12h.

page-bundle = Without internet
page-bundle-why = Are you never on the same network? Then bring everything by hand: in a file on a USB stick, or in a message.
page-bundle-make = Make a file
page-bundle-part = What goes in?
page-bundle-all = Everything
page-bundle-with-invite = Everything, with an invite for somebody new
page-bundle-for = What { $name } doesn’t have yet
page-bundle-make-do = Save the file
page-bundle-care = Whoever finds this file can read everything in it. With an invite in it they can come in, too. Give it to people you trust only.
page-bundle-take = Take a file in
page-bundle-file = The file
page-bundle-file-hint = Choose it, or drag it here.
page-bundle-take-do = Take it in
page-bundle-checked = Meent checks everything first. If anything is wrong, nothing changes.
page-bundle-none = Choose a file first.
page-refusal-bad-bundle-not_one = This is no file with a community.
page-bundle-taken = The file was taken in
page-bundle-back = Your app wrote something on it, such as an acknowledgement. Make a file and bring it back, then the others know it too.
page-bundle-begin = Begin with a file
page-bundle-begin-why = Did a neighbour give you a file, on a stick or in a message? Then you need no internet.
page-bundle-guest = Bring a file back, then the others know that you are here and can let you in.
page-bundle-guest-go = Make a file
page-first-bundle = Were you given a file on a stick?
page-first-bundle-go = Begin with a file
show-bundled-attachments = { $n ->
    [one] With the content of one attachment.
   *[other] With the contents of { $n } attachments.
}
show-unbundled-attachments = { $n ->
    [one] The content of one attachment is in.
   *[other] The contents of { $n } attachments are in.
}
page-bundle-bare = Without pictures and other attachments: a smaller file
