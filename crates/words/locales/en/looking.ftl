# Looking for somebody of a community: where, what came of it, how far it is and what you can do.
looking-network = This network (such as your wifi)
looking-here = On this computer itself ({ $address })
looking-near = Computer at { $address } (a private network, such as wifi at home)
looking-far = Computer at { $address } (internet)
looking-relay = Through somebody else’s device at { $address }

looking-connected = connected
looking-greeting = somebody answered, Meent is asking who it is
looking-full = it is full there now
looking-stranger = somebody answered, but not of this community, or you may not come in
looking-strangers = { $n ->
    [one] one device found, not of this community
   *[other] { $n } devices found, not of this community
}
looking-lost = the connection was lost
looking-trying = being tried now
looking-nobody = nobody found yet, Meent keeps looking
looking-silent-found = { $n ->
    [one] one device found, it doesn’t answer
   *[other] { $n } devices found, they don’t answer
}
looking-silent = { $n ->
    [one] no answer (once)
   *[other] no answer ({ $n } times)
}
looking-unusable = Meent can’t use this address here
looking-off = looking is switched off on this device
looking-idle = not tried yet: Meent isn’t running
looking-again = { $said }; again in about { $seconds } s

looking-line = Looking in { $places ->
    [one] one place
   *[other] { $places } places
}: { $answered ->
    [0] no answer yet
    [one] an answer in one place
   *[other] an answer in { $answered } places
}
looking-met = Somebody was found. Meent is fetching what is there.
looking-met-recovery = Somebody was found. As soon as enough members approve your code, it goes on.
looking-coming = Somebody was found: { $acts } of { $expected } acts are here.
looking-broken-off = The connection was lost: { $acts ->
    [one] one act is here
   *[other] { $acts } acts are here
}. It goes on where it was.

looking-ask = Ask who invited you to start Meent.
looking-ask-who = Ask { $who } to start Meent.
looking-ask-device = Start Meent on your other device, where you made the code. The code works for as long as it runs there.
looking-ask-member = Ask a member to start Meent.
looking-ask-recovery = Ask members whom you know to start Meent and to approve your code.
looking-ask-founders = Ask whoever founded it with you to start Meent.
looking-nowhere = There is no address in the link. Then you find each other only on the same network, such as the same wifi.

looking-nobody-yet = Nobody has been found yet.
show-looking = This is where Meent looks:
show-looking-start = Start “meent serve”: then it goes on by itself.
show-looking-on = Keep “meent serve” running: then it goes on by itself. How far it is: meent status
show-looking-file = Doesn’t it work? Then ask for a file with everything in it and take that in: meent bundle import FILE
