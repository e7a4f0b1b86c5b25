"""What neighbours do together in every scenario: found a community, decide.

Next: neighbours, routers, rough, the scenarios.
"""

import time

from lab import Failed, same, until


def state_of(member, name):
    """How somebody stands as this member sees it; nothing while they haven't heard of them."""
    return next((one["state"] for one in member.do("member", "list")["members"] if one["name"] == name), None)


def let_in(member, name):
    """A member approves a guest, unless enough others did: also between looking and approving."""
    until(f"{member.name} knows {name}", lambda: state_of(member, name))
    if state_of(member, name) == "guest":
        try:
            member.do("member", "approve", name)
        except Failed:
            if state_of(member, name) != "member":
                raise


def found(lab, names, *arguments):
    """A community of these people, met over mDNS alone, all of them members. Their programs get these arguments."""
    people = [lab.person(name) for name in names]
    first = people[0]
    first.start(*arguments)
    first.do("community", "create", "Buurttuin De Linde", "--purpose", "Samen een tuin maken", "--name", first.name)
    link = first.do("invite")["link"]
    times = []
    for number, person in enumerate(people[1:], start=1):
        person.start(*arguments)
        begin = time.monotonic()
        joined = person.do("join", link, "--name", person.name)
        if joined["state"] != "guest":
            raise Failed(f"{person.name} is {joined['state']}\n{person.tail()}{first.tail()}")
        times.append(time.monotonic() - begin)
        members = people[:number]
        for member in members:
            let_in(member, person.name)
        until(f"{person.name} is a member", lambda: all(
            m["state"] == "member" for m in person.do("member", "list")["members"] if m["name"] in names[: number + 1]))
    until("all the same", lambda: same(people))
    return people, times


def decide(people, title, ballots, method="majority"):
    """A whole round; gives its state on each peer once it is confirmed everywhere."""
    first = people[0]
    id = first.do("decision", "propose", title, "--text", "Om de beurt, met een rooster.", "--review", "2027-06-01", "--method", method)["id"]
    first.do("decision", "open", id)
    for person, ballot in zip(people, ballots):
        until(f"{person.name} got the round", lambda: any(d["id"] == id and d["status"] == "open" for d in person.do("decision", "list")["decisions"]))
        person.do("vote", id, ballot)
    until("all ballots arrived", lambda: len(first.do("decision", "show", id)["counted"]) == len(ballots))
    first.do("decision", "close", id)
    for person in people:
        until(f"confirmed at {person.name}", lambda: person.do("decision", "show", id)["status"] == "confirmed")
    until("all the same", lambda: same(people))
    return [person.do("decision", "show", id) for person in people]
