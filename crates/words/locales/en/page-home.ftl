# The page: for you, what happened, settings, about Meent, check and take along.
home-waits = { $n ->
    [one] One thing waits for you.
   *[other] { $n } things wait for you.
}
home-hello = Welcome to { $name }.
home-todo = Waiting for you
home-even = You are up to date
home-even-text = Nothing waits for you now. When something does, you find it here.
home-purpose = Our purpose
home-purpose-none = It doesn’t say here yet what you want together.

home-vote-why = The round is open and you haven’t chosen yet.
home-vote-until = The round is open, { $left }. You haven’t chosen yet.
home-vote-go = Make your choice
home-vote-late = The time is over. You can still choose until somebody closes the round.
home-welcome = { $name } would like to join
home-welcome-why = { $needed ->
    [one] { $name } is a guest now. If you say yes, { $name } becomes a member and can vote.
   *[other] { $name } is a guest now, and becomes a member when { $needed } of you say yes. { $n ->
        [0] Nobody has yet.
        [one] One of you has.
       *[other] { $n } of you have.
    }
}
home-welcome-go = Welcome { $name }
home-close-why = The time is over. Once the round is closed, you all know the outcome.
home-close-all-why = Everybody has chosen. Once the round is closed, you all know the outcome.
home-close-go = Close the round
home-settle-why = Two people wrote this apart from each other. Choose what it becomes.
home-settle-go = See both
home-open-why = Your proposal is there. People can vote as soon as you open the round.
home-open-go = See your proposal
home-review-why = You agreed to look back on this. Did it help?
home-review-go = Look back
home-other-why = Here is something that you can do.
home-other-go = See it

home-news = New since you were here
home-news-none = Nothing new has happened since your last visit.
home-news-more = { $n ->
    [one] And { $n } more thing.
   *[other] And { $n } more things.
}
home-news-all = All that happened
home-seen = I’m up to date

home-steps = A good start
home-steps-text = Three steps, in the order that you like.
home-step-done = Done:
home-step-go = Start here
home-step-invite = Invite a neighbour
home-step-invite-why = With a link or a code on your phone. Deciding together starts with two.
home-step-goal = Write a goal
home-step-goal-why = One sentence on what you want to reach.
home-step-propose = Make a proposal
home-step-propose-why = Starting small is fine. You agree at once when to look back.

home-guest = You are a guest
home-guest-text = You can read everything, join the talk, and write goals and proposals. Your vote counts as soon as you are a member.
home-guest-approvals = { $n ->
    [0] For that, { $needed ->
        [one] one member has
       *[other] { $needed } members have
    } to say yes. Nobody has yet. Will you drop by?
   *[other] For that, { $needed } members have to say yes. These already did: { $names }.
}
home-left = You left { $name }
home-left-text = What you see here is how it was when you left. You can still read everything. Nothing new comes in.

home-log = What happened
home-log-why = { $n ->
    [one] All that anybody did, newest first. That is { $n } thing now.
   *[other] All that anybody did, newest first. That is { $n } things now.
}
home-log-check = Nobody’s word for it
home-log-check-text = Each act is signed by who did it. You can check everything yourself.
home-log-clock = The times are from the clock of who did it.
home-log-who = By whom?
home-log-everybody = By everybody
home-log-show = Show
home-log-none = There is nothing here
home-log-none-text = Nothing by this person is known here yet.
home-log-back = See everything
home-log-newest = The newest
home-log-newer = Newer
home-log-older = Older
home-log-pages = Pages
home-today = Today
home-yesterday = Yesterday
home-log-void = doesn’t count

home-settings = Settings
home-settings-why = For you on this device. Others don’t notice.
home-settings-saved = Saved.
home-settings-save = Save these settings
home-language = In which language do you want to read?
home-language-auto = Your browser’s language
home-theme = Which colours read well?
home-theme-auto = As your device
home-theme-auto-more = Light by day, dark in the evening, if your device does that.
home-theme-light = Light
home-theme-dark = Dark
home-settings-each = Per community
home-settings-each-why = Your name, your devices and your data belong to one community.
home-set-name = Your name
home-set-devices = Your devices
home-set-archive = Check and take along
home-set-leave = Leave
home-safe = Against loss and theft
home-passphrase = Your passphrase
home-passphrase-is = There is a passphrase on your keys. Meent asks for it when it starts.
home-passphrase-none = There is no passphrase on your keys: whoever can reach your files can be you.
home-passphrase-why = Meent signs what you do with your keys. A passphrase locks them: whoever gets hold of your device or disk then can’t write or vote in your name. They can still read what is there.
home-passphrase-forgotten = Nobody can get a forgotten passphrase back
home-passphrase-forgotten-text = Meent keeps it nowhere. If you lose it, the keys on this device are lost too. Then you come back only with another device of yours, your paper key, or your neighbours.
home-passphrase-set = Put a passphrase on your keys
home-passphrase-set-do = Put this passphrase on
home-passphrase-change = Change your passphrase
home-passphrase-change-go = Change it or take it off
home-passphrase-change-do = Change my passphrase
home-passphrase-old = Your passphrase until now
home-passphrase-new = A new passphrase
home-passphrase-again = The new passphrase once more
home-passphrase-start = From now on start Meent in a terminal: that is where you type it.
home-passphrase-saved = Saved. From now on this passphrase is on your keys.
home-passphrase-removed = Saved. There is no passphrase on your keys any more.
home-passphrase-remove = Take the passphrase off
home-passphrase-remove-why = After that Meent starts without asking anything, and whoever can reach your files can write and vote in your name.
home-passphrase-remove-do = Take my passphrase off
home-backup = Your backup
home-backup-what = The text of your communities in one file, for when this device breaks.
home-backup-go = Make one, or read how you come back
home-backup-why = One file with the text of your communities and your settings, for when this device breaks or gets lost.
home-backup-careful = For you only
home-backup-careful-text = Whoever has the file can read all that you can read. Keep it where only you can reach it, such as on a stick in a drawer.
home-backup-keys = There is no key in it
home-backup-keys-text = With a backup nobody can write or vote in your name, and neither can you. That way there are never two at once who are you. Once it is back you can read all the text; to take part again the new device gets keys of its own.
home-backup-attachments = Pictures and other attachments are not in it. They come back from your neighbours. Does nobody else have them? Then keep them yourself, or make a file with everything at “Around you”.
home-backup-empty = You don’t take part in anything yet. There is nothing to save now.
home-backup-do = Save a backup
home-backup-return = How you come back
home-backup-return-empty = Put Meent on a device with nothing in it yet.
home-backup-return-back = Choose “Come back” on the first page, and there your backup.
home-backup-return-device = Take part again with another device of yours, with your paper key, or with help from your neighbours.
home-backup-return-paper = No paper key yet? Make it now, per community, at Your devices.

home-about = About Meent
home-about-why = Meent is for neighbours who decide together. Without a website, without an account, without a boss.
home-nobody = Nobody is in charge of your data
home-nobody-text = There is no company and no server. Everybody’s Meent keeps the same and talks directly with those of the others. If one stops, the rest goes on.
home-nobody-count = Each vote is signed by who cast it. Your Meent works out every outcome by itself and takes nobody’s word for it.
home-kept = What is kept where
home-kept-here = On this device
home-kept-here-what = Everything of your communities, and your keys. With them Meent signs what you do.
home-kept-others = With the others in a community
home-kept-others-what = The same as with you, without your keys. Whoever takes part can read everything: also what you voted.
home-kept-nowhere = Anywhere else
home-kept-nowhere-what = Nothing. Who doesn’t take part sees at most that there is a Meent somewhere.
home-kept-more = What you shared once, others can keep. Meent can’t take that back.
home-version = Version
home-version-is = Meent { $version }
home-version-more = A new version never changes your community’s rules by itself.
home-licence = Free to use
home-licence-text = Meent comes under the European Union Public Licence, EUPL-1.2. You may use it, look inside, change it and pass it on.
home-built-with = { $n ->
    [one] Built with { $n } work by others
   *[other] Built with { $n } works by others
}
home-built-with-text = With thanks to the makers. Each work is listed with its name, version and licence.

home-archive = Check and take along
home-archive-why = All of { $name } is on this device. You can check it yourself, keep it and show it to somebody.
home-check = Is it still right?
home-check-text = Meent works everything out again from the start: each signature, who takes part, each outcome.
home-check-do = Check everything
home-check-good = Everything is right
home-check-good-text = { $n ->
    [one] One act was worked out again. The outcome is the same.
   *[other] { $n } acts were worked out again. The outcome is the same.
}
home-check-bad = Something isn’t right
home-check-bad-text = What this device keeps doesn’t fit what follows from it. Nothing was erased. Save the archive below and show it to the makers of Meent, with these lines:
home-check-more = { $n ->
    [one] And { $n } more difference.
   *[other] And { $n } more differences.
}
home-take = Take it along
home-take-care = These files hold everybody’s names, words and votes. Don’t pass them on lightly.
home-bag = The archive
home-bag-text = For later: a folder with a page to read, all signed acts, and how to check them without Meent.
home-bag-attachments = Pictures and other attachments aren't in it yet, only their names and descriptions.
home-bag-do = Save the archive (zip)
home-bag-too-large = The archive is too large for one file
home-bag-too-large-text = Make it as a folder. Type this in a terminal:
home-document = The document
home-document-text = For other programs: goals, decisions and talks with their history, as an Automerge file.
home-document-do = Save the document

home-approve-why = { $by } asked this. { $needed ->
    [one] It takes { $needed } member;
   *[other] It takes { $needed } members;
} { $n ->
    [0] nobody is in favour yet.
    [one] one already is.
   *[other] { $n } already are.
}
home-approve-other = Somebody asked this, and you have a say in it.
home-approve-go = See and decide
home-rest-months = We haven’t heard from { $name } for { $n ->
    [one] a month
   *[other] { $n } months
}
home-rest-days = We haven’t heard from { $name } for { $n ->
    [0] a while
    [one] a day
   *[other] { $n } days
}
home-rest-why = Put { $name } to rest? Then { $name } counts in nothing and you can go on. As soon as { $name } does something again, the rest is over.
home-rest-go = Propose: { $name } at rest
home-rest-later = Ask me in a month
home-resting = You are at rest
home-resting-text = The others hadn’t heard from you for long and go on meanwhile. As soon as you do something, you count again.
home-removed = The others removed you from { $name }
home-dismissed = You were sent away from { $name }
home-out-text = What you see here is how it was then. You can still read everything. Nothing new comes in.
