# Founding together and a new season: a community that goes on from this one.
season-page = New season
season-page-why = Begin again together, with those who take part now. Your goals, your charter and what was decided stay linked.
season-together = Found together
season-together-why = { $name } was begun by one person, who holds its first key. If you found it again together, nobody holds that alone.
season-what = What happens
season-what-keys = Everybody’s Meent makes a new key and signs the founding with it. So nobody can found in somebody else’s name.
season-what-carried = The name, the purpose, the charter, the goals and the decisions that hold come along. Each goal and decision shows where it comes from. What is hidden stays behind.
season-what-stays = This community stays, with all that is in it. Who doesn’t take part now can be invited later.
season-what-team = A core team and house rules are chosen anew there.
season-plan = Begin a new season
season-plan-together = Found together
season-none = No new season was begun yet.
season-members-only = Only members can begin a new season.
season-begun = { $by } began this on { $at }.
season-step-join = Who takes part?
season-step-join-more = { $n ->
    [one] One person takes part: { $names }
   *[other] { $n } people take part: { $names }
}
season-step-list = The list is fixed
season-step-list-wait = Once everybody takes part who wants to, { $by } fixes the list.
season-step-list-done = { $n ->
    [one] One person founds it: { $names }
   *[other] { $n } people found it: { $names }
}
season-step-sign = Signing
season-step-sign-more = { $n } of { $of } have signed. That goes by itself, as soon as their Meent is open.
season-step-sign-missing = Not yet: { $names }
season-step-founded = Founded
season-step-founded-wait = Meent founds the new community as soon as everybody has signed.
season-step-founded-done = “{ $name }” was founded.
season-nameless = the new community
season-join = I take part
season-joined = You take part. Your Meent signs by itself once the list is fixed.
season-not-joined = You don’t have to take part. You can always be invited later.
season-found = Fix the list: these people found it
season-found-what = Who doesn’t take part by now will not be on the list. As long as nothing was founded, you can fix a new list.
season-found-again = Fix a new list
season-open = Go to “{ $name }”
season-after = “{ $name }” goes on from this community.
season-before = This is a new season of “{ $name }”.
season-before-unknown = This is a new season of a community that you weren’t in yourself.
season-origin = This goal comes from the season before.
season-origin-go = See how it was there
season-earlier = Decisions from an earlier season
season-earlier-why = These decisions came along. They were taken then, not here. Do you want to know what everybody makes of one now? Then propose it again.
season-earlier-in = On { $day } in “{ $name }” this was { $outcome }.
season-earlier-on = On { $day } this was { $outcome }.
season-earlier-read = Read the decision
season-earlier-again = Propose it again
season-look = New season
season-state-open = whoever wants to takes part
season-state-signing = being signed
season-state-founded = founded
season-signed = { $name }: has signed
season-unsigned = { $name }
season-next-join = Take part with “meent season join”.
season-next-found = Does everybody take part who wants to? Then fix the list with “meent season found”.
season-next-sign = Everybody’s Meent signs by itself, as soon as it is open.
season-home-together = Found the community together
season-home-together-why = There are enough of you now. Only who began it holds the first key. If you found it together, nobody holds that alone.
season-home-together-go = Look how that goes
season-home-season = A new season?
season-home-season-why = You have been at it for a while. Whoever wants to begins again together, with the same goals.
season-home-season-go = Look what a new season is
season-home-join = Do you take part in the new season?
season-home-join-why = { $by } began a new season. Who takes part founds it too.
season-home-join-go = Look and take part
asked-take-part = take part in the new season: meent season join
asked-together = there are enough of you to found together: meent season plan
asked-season = a new season can be begun: meent season plan
deed-season = { $by } began a new season
deed-season-join = { $by } takes part in the new season
deed-season-list = { $by } fixed who found the new season ({ $about })
deed-season-sign = { $by } signed the founding of the new season
deed-carry-decision = { $by } took the decision “{ $about }” along from an earlier season
deed-season-found = { $by } founded the new season for all
