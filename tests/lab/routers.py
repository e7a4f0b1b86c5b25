"""Members behind their homes' routers, with one of them at a public address.

Next: rough, where the network doesn't behave.
"""

from lab import Failed, until
from people import let_in, state_of
from pictures import across


def behind_routers(lab, **kind):
    """Ali and Bea, each behind a router, and the municipality's peer at a public address that relays."""
    town = lab.person("Gemeente", address="203.0.113.10")
    ali = lab.person("Ali", behind=lab.router(**kind))
    bea = lab.person("Bea", behind=lab.router(**kind))
    town.start("--relay", "--listen", "/ip4/203.0.113.10/udp/4001/quic-v1", "/ip4/203.0.113.10/tcp/4001")
    town.do("community", "create", "De Linde", "--purpose", "Samen", "--name", town.name, "--kind", "municipality")
    link = town.do("invite")["link"]
    for person in [ali, bea]:
        person.start()
        state = person.do("join", link, "--name", person.name)["state"]
        if state != "guest":
            raise Failed(f"{person.name} is {state}\n{person.tail()}{town.tail()}")
        for member in lab.people:
            if member is not person and member.process:
                let_in(member, person.name)
        until(f"{person.name} is a member", lambda: state_of(town, person.name) == "member")
    return town, ali, bea


def meet_again(ali, bea, way):
    """Bea's peer starts anew, at another port and under another name; seconds until the two have met this way."""
    bea.stop()
    until("Ali noticed", lambda: ali.way_to(bea) is None, 60)
    bea.start()
    return until(f"Ali and Bea meet: {way}", lambda: ali.way_to(bea) == way and bea.way_to(ali) == way, 60)


def punches(lab, **kind):
    town, ali, bea = behind_routers(lab, **kind)
    first = until("the two have met", lambda: ali.way_to(bea) is not None, 60)
    times = [until("and directly", lambda: ali.way_to(bea) == "direct" and bea.way_to(ali) == "direct", 60)]
    times += [meet_again(ali, bea, "direct") for _ in range(9)]
    # It works without the one who brought them together.
    town.stop()
    goal = bea.do("goal", "add", "Zonder de gemeente")["id"]
    until("Ali has it", lambda: any(g["id"] == goal for g in ali.do("goal", "list")["goals"]))
    return {"peers": 3, "met_ms": round(first * 1000) + 1, "punched": len(times), "direct_ms": round(sorted(times)[5] * 1000), "worst_ms": round(max(times) * 1000)}


def punched_by_quic(lab):
    """Behind two home routers: through a member's relay, then directly, ten times of ten."""
    return punches(lab)


def punched_by_tcp(lab):
    """The same where the routers let no UDP through."""
    return punches(lab, udp=False)


def hard_routers(lab):
    """Behind routers that let no punch through the relay stays, and everything gets across it."""
    town, ali, bea = behind_routers(lab, hard=True)
    until("the two have met through the relay", lambda: ali.way_to(bea) == "relay" and bea.way_to(ali) == "relay", 60)
    through = [one["through"] for one in ali.do("status")["around"] if one["name"] == "Bea"]
    if through != ["Gemeente"]:
        raise Failed(f"through {through}")
    id = ali.do("goal", "add", "Een lang verhaal")["id"]
    for number in range(100):
        ali.do("comment", id, f"{number} " + "woord " * 600)
    took = until("Bea has all of it", lambda: len(bea.do("goal", "show", id)["comments"]) == 100, 60)
    whole = across(ali, bea, town, id)
    if ali.way_to(bea) != "relay":
        raise Failed("the relay didn't stay")
    times = [meet_again(ali, bea, "relay") for _ in range(3)]
    return {"peers": 3, "comments": 100, "across_ms": round(took * 1000) + 1, "megabytes": 20, "whole_ms": round(whole * 1000), "again": len(times), "again_ms": round(max(times) * 1000)}


def second_relay(lab):
    """A relay goes away: two behind one router go on, the one behind another comes back by the second relay."""
    town, ali, bea = behind_routers(lab, hard=True)
    cor = lab.person("Cor", behind=lab.routers[0])
    centre = lab.person("Buurthuis", address="203.0.113.11")
    link = town.do("invite")["link"]
    for person, options in [(cor, []), (centre, ["--relay", "--listen", "/ip4/203.0.113.11/udp/4001/quic-v1", "/ip4/203.0.113.11/tcp/4001"])]:
        person.start(*options)
        person.do("join", link, "--name", person.name)
        for member in [town, ali, bea]:
            let_in(member, person.name)
    near = until("Ali and Cor are neighbours", lambda: ali.way_to(cor) == "near", 60)
    until("Bea has met both", lambda: all(bea.way_to(one) == "relay" for one in [ali, cor]) and bea.way_to(centre) == "direct", 60)
    town.kill()
    goal = ali.do("goal", "add", "Gewoon doorgaan")["id"]
    on = until("Cor has it", lambda: any(g["id"] == goal for g in cor.do("goal", "list")["goals"]))
    back = until("Bea has it", lambda: any(g["id"] == goal for g in bea.do("goal", "list")["goals"]), 60)
    again = until("and is back by the second relay", lambda: all(one["through"] == "Buurthuis" for one in bea.do("status")["around"] if one["state"] == "connected" and one["path"] == "relay") and bea.way_to(ali) == "relay", 90)
    return {"peers": 5, "near_ms": round(near * 1000) + 1, "went_on_ms": round(on * 1000) + 1, "had_it_ms": round(back * 1000) + 1, "back_ms": round(again * 1000) + 1}


SCENARIOS = [punched_by_quic, punched_by_tcp, hard_routers, second_relay]
