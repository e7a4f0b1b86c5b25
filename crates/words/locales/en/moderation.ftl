# House rules, what members hide behind them, and who speaks for an organisation.
rule-quoted = “{ $title }”
rules-new = { $n ->
    [one] New house rule: { $names }
   *[other] New house rules: { $names }
}
rules-gone = { $n ->
    [one] No longer a house rule: { $names }
   *[other] No longer house rules: { $names }
}

# The house rules in the charter.
charter-part-house = How we treat each other
charter-house-why = When two members find that something goes against a house rule, it is folded away, with the rule and their names. Nothing is lost.
charter-house-hidden = See what is hidden
rules-page = House rules
rules-now = These house rules hold
rules-none = There are no house rules yet.
rules-drop = Propose: no longer this rule
rules-drop-alone = Take this rule away
rules-write = One more house rule
rules-title = The rule, in one sentence
rules-title-hint = Such as: We talk about what somebody does, not about who somebody is.
rules-text = What else you want to say about it
rules-fixed = A house rule doesn't change later on. To have it otherwise, write a new one and let the old one go.
rules-propose = Propose this house rule
rules-propose-alone = This house rule holds from now on

# Beside what somebody wrote.
fold-step = This goes against a house rule
fold-step-of = , what { $name } wrote
fold-summary = Hidden by { $names } for { $n ->
    [one] the house rule { $rules }
   *[other] the house rules { $rules }
}: read it anyway
fold-asked = { $n ->
    [one] { $names } finds that this goes against a house rule.
   *[other] { $names } find that this goes against a house rule.
}
fold-asked-see = Look, and say what you think
fold-show = Show this
fold-appeal = I think that this should be visible
fold-appealed = { $name } thinks that this should be visible.
fold-appealed-mine = You asked the others to show this. In a comment you can explain why.
fold-own = Others see this only when they open it.
fold-more = Who think so, and why
fold-goal = Hidden goal
fold-decision = Hidden proposal
fold-line = hidden

# One thing that somebody wrote.
case-page = Does this go against a house rule?
case-comment = Comment by { $name }
case-reason = Reason of { $name } with a vote
case-advice = Advice by { $name }
case-nomination = Nomination by { $name }
case-goal = Goal by { $name }
case-decision = Proposal by { $name }
case-option = Option by { $name }
case-other = Written by { $name }
case-where = Go to where it stands
case-stands = What members think
case-stands-none = Nobody said anything about it yet.
case-hide = Hide
case-hide-by = { $name }, for the house rule “{ $rule }”
case-show = Show
case-nobody = Nobody
case-appeal = Appeal
case-appeal-no = Not made
case-hidden = This is hidden now.
case-shown = This can be read by all now.
case-say = What do you think?
case-say-how = When two members think so, and more than think it should be visible, it is folded away. Everybody can open it, and who wrote it can ask for it to be shown.
case-say-hide = Hide this for: { $rule }
case-mine-hide = You think that this should be hidden.
case-mine-show = You think that this should be visible.
case-own = You wrote this
case-own-what = If you think that it should be visible, Meent asks the others what they think. In a comment you can explain why.
case-no-rules = There are no house rules yet. Only for a house rule something can be hidden.
case-no-rules-do = Propose a house rule

# All that is or was hidden.
hidden-page = Hidden
hidden-page-why = What two members find to go against a house rule is folded away. Nothing is lost: here is who thinks so, for which rule, and who sees it differently.
hidden-now = Hidden now
hidden-now-none = Nothing is hidden
hidden-now-none-text = When something goes against a house rule, you can say so beside it. What two members think comes to stand here.
hidden-asked = Asked, and not hidden now
hidden-since = Since
hidden-read = Read it anyway
hidden-read-of = : { $what }
hidden-say = Say what you think

# What is asked of you.
home-appeal = { $name } asks: show this
home-appeal-why = Members hid something of { $name } for a house rule. { $name } thinks that it should be visible. What do you think?
home-appeal-go = Look at it and choose
asked-appeal = { $name } asks to show what is hidden: meent moderation list

# On the command line.
show-hidden = hidden for { $rules }; read it anyway: meent moderation list { $id }
show-no-cases = Nobody said of anything that it goes against a house rule.
show-case-hide = hide: { $name }, for “{ $rule }”, since { $at }
show-case-show = show: { $names }
show-case-appeal = { $name } thinks that it should be visible
show-case-hidden = hidden
show-case-shown = not hidden
show-represented = spoken for by: { $names }
show-represents = { $name } speaks for { $of }
help-charter-write = Write a house rule and propose that it holds
help-moderation = What goes against a house rule, and who thinks so
help-moderation-list = Show what is hidden or was asked, by whom and for which rule
help-moderation-hide = Say that something goes against a house rule
help-moderation-show = Say that something should be visible; of your own: ask for that
help-member-show = Show one member, with who speaks for them
help-member-representative = Who speaks for your organisation
help-member-representative-add = Name a representative of your organisation
help-member-representative-edit = Change what a representative of yours may do
help-member-representative-remove = Take a representative of yours away; the words about that person are erased
arg-rule-title = The house rule, in one sentence
arg-rule-text = What else you want to say about it
arg-written = The title or the beginning of the id of a comment, goal, proposal or option
arg-house-rule = The house rule: its title or the beginning of its id
arg-representative = The name or the beginning of the id
arg-representative-name = What that person is called
arg-representative-text = What that person may say and promise for you

# Who speaks for an organisation.
rep-title = Who speak for { $name }
rep-why = { $name } itself writes down who they are, and what they may say and promise.
rep-none = { $name } has named nobody yet.
rep-no-text = It doesn't say what that person may promise.
rep-add = Name a representative
rep-edit = Change
rep-edit-page = Change { $name }
rep-name = What is that person called?
rep-text = What may that person say and promise for you?
rep-text-hint = Everybody in the community can read this. Ask that person first.
rep-save = Save
rep-do = Name this person
rep-not = Never mind
rep-remove = Take { $name } away
rep-remove-what = The words about { $name } are erased on every device that hears of it. This can't be undone.

# In the archive.
archive-hidden = Hidden for { $n ->
    [one] the house rule { $rules }
   *[other] the house rules { $rules }
}, as { $names } think. Read it anyway:

# What can't be done.
refusal-own-words = You wrote this yourself.
hint-own-words = Others say whether it goes against a house rule. You can change it, or erase your words.
refusal-no-house-rule = No house rule that holds is called “{ $about }”.
hint-no-house-rule = Choose a house rule from the charter, or propose one first.
refusal-not-hidden = Nobody wants to hide this.
hint-not-hidden = Nothing needs to be done: everybody can read it.
refusal-not-yours = Only { $about } can change this.
hint-not-yours = Ask { $about }.
case-earlier = Decision from an earlier season, taken along by { $name }
