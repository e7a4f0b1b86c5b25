# What can go wrong outside the community: the command, the disk, the network.
usage-unknown = I don't know “{ $what }”.
usage-incomplete = Say what you want to do.
usage-missing = Something is still missing: { $what }
usage-missing-value = Something should follow { $what }.
usage-invalid = “{ $value }” doesn't fit { $what }.
usage-utf8 = There are characters in the command that I can't read.
usage-other = I don't understand this command. { $what }
usage-help = “meent --help” shows what you can do.
usage-either = { $first } or { $last }
usage-meant = Do you mean: { $meant }?

error-held = Another Meent uses this profile.
error-held-by = Another Meent uses this profile. Its process id is { $pid }.
error-held-hint = Use that one, or stop it first.
error-not-writable = I can't write in { $path }: { $why }
error-not-writable-hint = See whether the folder is yours and has room, or choose another one with --profile.
error-newer = The data in { $path } is of a newer version of Meent.
error-exposed = Others on this computer can read { $path }. It holds your secret keys.
error-exposed-hint = Take the rights of others away: chmod 700 for the folder, chmod 600 for the files.
error-damaged = I can't read the data in { $path }: { $why }
error-damaged-hint = Put a backup back, or join again with a new profile. Your neighbours still have everything.
error-no-profile = I don't know where to keep your data.
error-no-profile-hint = Choose a folder with --profile or MEENT_PROFILE.
error-unread = I can't read { $path }: { $why }
error-unread-hint = See whether the name is right.
error-exists = { $path } is there already.
error-exists-hint = Choose another name, or take it away first.
error-unwritten-hint = See whether the folder is there and can be written.
error-lost = Meent is running but didn't answer: { $why }
error-lost-hint = See with “meent status” whether it was done.
error-address = “{ $address }” is no address that I understand.
error-address-hint = Write it as /ip4/192.168.1.10/tcp/4001 or /ip4/192.168.1.10/udp/4001/quic-v1.
error-port-taken = The address is taken: { $what }
error-network = I can't listen on { $what }: { $why }
error-network-hint = Choose another address with --listen, or leave it out.
error-unstarted = Meent can't start: { $why }
error-unstarted-hint = Try again. Nothing has changed.
error-demo-taken = There is something in { $path } already.
error-demo-taken-hint = Is that the invented neighbourhood of an earlier time? Look around with: meent --profile { $profile } decision list. Else choose an empty folder with --profile: invented neighbours don't belong among real ones.
error-archive-bad = The archive in { $path } isn't right. The check says: { $what }
error-archive-bad-hint = Don't trust it. Ask a neighbour for another copy.

# What the system said, as the end of a sentence.
system-not-found = it isn't there
system-not-allowed = that isn't allowed here
system-address-taken = the address is taken
system-address-elsewhere = that address isn't of this computer
system-full = the disk is full
system-no-folder = something stands there that is no folder
system-folder = it is a folder
system-too-large = it is too large
system-unreadable = what is in it isn't right
system-ended = it ended too early
system-other = the computer says: { $what }

# Leaving, asked once.
leave-question = You are leaving “{ $name }”. You can come back only with a new invite. Type the name of the community to leave:
leave-unasked = Do you really want to leave “{ $name }”? I can't ask you here.
leave-not = You didn't leave “{ $name }”: you typed another name.
leave-hint = Are you sure? Then do it with: meent community leave --yes
paper-question = Type word { $place }:
paper-not = That isn't word { $place }. The key doesn't count and is forgotten.
paper-hint = Start again with “meent device paper” and copy the new words.
paper-type = Type the 24 words of your paper key, with a space between them:
paper-unread = I can't read the words.
paper-unread-hint = Give them as text on standard input, or type them in a terminal.
