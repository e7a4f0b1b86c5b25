# Caring for Meent itself: the stand, what is amiss, and a peer that is always on.
stand-of = The stand of “{ $name }”, in six words:
stand-why = Read them to each other. If they are the same, you both have exactly the same: all that happened, and who takes part. Pictures may still be on their way. If one of you reads Dutch, that is the translation word by word: “appelbrug” is “apple-bridge”.
stand-differs = Not the same? Then one of you doesn't have everything yet, or something was just added. Wait a moment and look again.
stand-differs-hint = If it stays so, see with “meent doctor” what is wrong.
page-same = Do you have the same?
page-same-why = Read each other these six words. If your neighbour has the same ones, you both have exactly the same. Pictures may still be on their way.
page-same-means = And if they aren't the same?
page-same-differs-hint = If it stays so, bring yourself up to date with another neighbour, or see what is wrong.

# The configuration of a peer that is always on.
config-place = In { $path }, line { $line }, character { $column }:
config-no-text = there is something here that is no text (UTF-8).
config-no-toml = this is no TOML. The computer says: { $why }.
config-unknown = I don't know “{ $key }”.
config-meant = I don't know “{ $key }”. Do you mean “{ $meant }”?
config-wrong = “{ $key }” must be { $needs }.
config-hint = Change the file. docs/meent.toml has all that you can set; “meent serve --check” looks it over.
config-is-addresses = a list of addresses, such as ["/ip4/0.0.0.0/tcp/4001"]
config-is-no-address = a list of addresses (“{ $address }” is none)
config-is-fewer = a list of at most { $most } addresses
config-is-switch = true or false
config-is-socket = an address with a port, such as "127.0.0.1:9464", or "off"
config-is-number = a number between { $least } and { $most }
config-is-choice = one of these words: { $choices }
config-is-below = lower than “{ $other }”
config-is-at-most = no more than “{ $other }”
config-is-loopback = an address of this machine, such as "127.0.0.1:9464" (“metrics-open = true” allows others)
config-sound = { $path } is sound. This holds with it:
config-none = Without a file this holds:
error-no-page = This Meent shows no page.
error-no-page-hint = That is how it is set (“page = false”). Use the commands: “meent --help”.
start-no-page = There is no page: that is how Meent is set.

# What is amiss: what was looked at, how it is, and what to do.
doctor-all-well = Nothing is wrong.
doctor-some = { $n ->
    [one] One thing asks attention.
   *[other] { $n } things ask attention.
}
doctor-broken = { $n ->
    [one] Something is broken.
   *[other] { $n } things are broken.
}
doctor-database = The data on this device is whole.
doctor-database-wrong = The data on this device is damaged. The computer says: { $about }
doctor-database-hint = Make a copy of the folder with your data now. Then put a backup back, or join again with a new profile. Your neighbours still have everything.
doctor-history = Of “{ $about }” { $n ->
    [one] the one act is
   *[other] all { $n } acts are
} well on the disk.
doctor-history-wrong = Of “{ $about }” not all is well on the disk.
doctor-keys = Only you can read your keys.
doctor-disk = The disk takes what Meent keeps.
doctor-disk-wrong = The disk refused to keep something: { $about }
doctor-disk-hint = Make room, or have a look at the disk. Then start Meent again; until then you can only read.
doctor-room = There are { $n } MB left on the disk.
doctor-room-little = There are only { $n } MB left on the disk.
doctor-room-hint = Make room. Once the disk is full, Meent can keep nothing more.
doctor-clock = The clock agrees with what others wrote.
doctor-clock-behind = What { $about } wrote last is { $n ->
    [one] a minute
   *[other] { $n } minutes
} from now by your clock. One of your clocks is wrong.
doctor-clock-wrong = The clock of this device is years behind.
doctor-clock-hint = Set your device's clock to automatic. Nothing breaks by it: no rule looks at the clock.
doctor-version = This is Meent { $about }.
doctor-newer = In “{ $about }” there { $n ->
    [one] is an act
   *[other] are { $n } acts
} of a newer Meent.
doctor-unseen = In “{ $about }” { $n } others wrote something without having seen what you wrote a day before.
doctor-unseen-hint = If you were apart for a while, that is normal. If it stays so, read each other your six words (“meent stand”). If they differ, give each other everything in a file (“meent bundle export”): somebody who passes things on may be keeping something back.
doctor-running = Meent is running.
doctor-running-not = Meent isn't running now. What has to do with others was not looked at.
doctor-running-hint = Start Meent with “meent” or “meent serve” and look again.
doctor-addresses = Others reach this device at { $about }.
doctor-addresses-none = Others can't reach this device: Meent listens on the device itself only.
doctor-addresses-hint = Is the device connected to a network? Else leave out --listen, or choose an address that others can reach.
doctor-outside = From outside this network members reach this device at { $about }.
doctor-outside-not = From outside this network nobody can reach this device by themselves. That is normal behind a router; Meent looks the others up itself.
doctor-outside-hard = Your router gives each connection another port. From network to network it then goes through another device only.
doctor-outside-hint = Ask a member who is reached from outside to pass on for others (“meent serve --relay”), or have your router pass connections on (“meent serve --upnp”). On the same network it makes no difference.
doctor-relay = Members reach this device through { $n ->
    [one] another member's device
   *[other] { $n } devices of other members
} too.
doctor-relay-own = This device connects members who can't reach each other.
doctor-relay-unreached = This device is to connect members (“relay”), but it isn't known where it is reached from outside.
doctor-relay-hint = Give the address with --external or “external”, and let your router pass the port on.
doctor-finding = Meent looks for others on the same network.
doctor-finding-not = Meent doesn't look for others on the same network.
doctor-finding-hint = That is how Meent is set. If you want it to, set “mdns = true”; else you find each other by addresses.
doctor-around = { $n ->
    [one] Somebody
   *[other] { $n } devices
} of “{ $about }” { $n ->
    [one] is
   *[other] are
} connected.
doctor-around-nobody = Nobody of “{ $about }” is connected now. That is fine: everything is saved.
doctor-around-hint = Can’t find each other? Leave Meent running on both devices. It is easiest on the same network, but guest networks and VPNs often keep devices apart. Each at home: then it takes a member who passes on.
doctor-sync = “{ $about }” is up to date with who is connected.
doctor-sync-behind = Of “{ $about }” { $n ->
    [one] an act is
   *[other] { $n } acts are
} still to come from others.
doctor-sync-hint = Wait a moment. If it stays so, compare your stand (“meent stand”), and get it from another neighbour.
doctor-member-here = { $about } is here, and has everything.
doctor-member-away = { $about } isn't here now; last heard of on { $day }.
doctor-member-blocked = You blocked { $about }.
doctor-member-behind = { $about } is here, and still lacks { $n ->
    [one] an act
   *[other] { $n } acts
}.
doctor-schism-none = In “{ $about }” nothing contradicts who the members are.
doctor-schism = In “{ $about }” { $n ->
    [one] something contradicts
   *[other] { $n } things contradict
} who the members are.
doctor-schism-hint = See with “meent schism show” what it is, and speak to each other.
doctor-label-ok = in order
doctor-label-attention = look
doctor-label-wrong = broken
page-doctor = Is something not working?
page-doctor-why = Meent looked at what it can see itself. Where it says “look” or “broken”, it also says what you can do.
page-doctor-look = See what is wrong
page-doctor-again = Look again
page-doctor-database-hint = Your neighbours still have everything. Ask whoever set Meent up for you to help, and do nothing with Meent on this device until then. With a paper key or another device of yours you can take part again.
page-doctor-finding-hint = That is how Meent is set here. Ask whoever set Meent up for you, or bring everything in a file: “Around you”.
page-doctor-addresses-hint = Is this device on Wi-Fi or a cable? If so, ask whoever set Meent up.
page-doctor-unseen-hint = If you were away for a while, that is normal. If it stays so, read each other the six words at “Around you”. If they differ, give each other a file with everything there.
page-doctor-sync-hint = Wait a moment. If it stays so, compare the six words at “Around you”, or get it from another neighbour.
page-doctor-outside-hint = Ask a member who can be reached from outside, such as the community centre, to pass on. On the same network it makes no difference.
page-doctor-relay-unreached = This device is set to connect members, but it isn't known where it is reached from outside.
page-doctor-relay-hint = Ask whoever set Meent up to give the address outside.
page-doctor-schism-hint = Look at “See what and who” at the top of the page, and speak to each other.
page-error-exposed-hint = Ask whoever manages this device to make the folder with your data readable for you only.
page-doctor-running-hint = Start Meent again and have another look.
