"""Neighbours on one network, and with none at all.

Next: routers, where a network lies in between.
"""

import os
import shutil
import subprocess
import time

from lab import Failed, same, sh, until
from people import decide, found


def two_neighbours(lab):
    people, times = found(lab, ["Ali", "Bea"])
    goal = people[1].do("goal", "add", "Een moestuin voor iedereen")["id"]
    until("Ali sees the goal", lambda: any(g["id"] == goal for g in people[0].do("goal", "list")["goals"]))
    states = decide(people, "Water geven", ["for", "for"])
    consent = decide(people, "Een regenton", ["consent", "aside"], "consent")
    outcomes = {state["outcome"] for state in states + consent}
    if outcomes != {"adopted"}:
        raise Failed(f"outcomes {outcomes}")
    for person in people:
        if not person.do("verify")["ok"]:
            raise Failed(f"{person.name}: verify")
    memory = people[0].memory()
    return {"peers": len(people), "decisions": 2, "acts": people[0].do("status")["acts"], "join_ms": round(max(times) * 1000), "idle_kB": memory}


def found_again(lab):
    """Bea's program starts twenty times: how long until she and Ali have found each other and said hello."""
    people, _ = found(lab, ["Ali", "Bea"])
    ali, bea = people
    times = []
    for _ in range(20):
        bea.stop()
        until("Ali noticed", lambda: ali.way_to(bea) is None)
        begin = time.monotonic()
        bea.start()
        until("they met", lambda: ali.way_to(bea) == "near", 60)
        times.append(round((time.monotonic() - begin) * 1000))
    times.sort()
    if times[10] > 2000:
        raise Failed(f"too long: {times}")
    return {"starts": len(times), "median_ms": times[10], "longest_ms": times[-1]}


def five_neighbours(lab):
    people, times = found(lab, ["Ali", "Bea", "Cor", "Dina", "Els"])
    goal = people[0].do("goal", "add", "Schone straat")["id"]
    people[0].do("goal", "edit", goal, "--text", "We vegen de stoep. We ruimen op.")
    until("all have it", lambda: same(people) and people[4].do("goal", "show", goal)["text"] != "")
    # Apart: the same text, the same field, different fields.
    people[3].leave_lan(), people[4].leave_lan()
    people[0].do("goal", "edit", goal, "--text", "We vegen elke week de stoep. We ruimen op.")
    people[3].do("goal", "edit", goal, "--text", "We vegen de stoep. We ruimen samen op.")
    people[0].do("goal", "edit", goal, "--title", "Een schone straat")
    people[3].do("goal", "edit", goal, "--title", "Straat schoon")
    apart = not same(people)
    people[3].join_lan(), people[4].join_lan()
    healed = until("all the same again", lambda: same(people), 60)
    merged = people[4].do("goal", "show", goal)
    if merged["text"] != "We vegen elke week de stoep. We ruimen samen op." or len(merged["conflicts"].get("title", [])) != 2 or not apart:
        raise Failed(f"merged into {merged}")
    states = decide(people, "Veegdag", ["for", "for", "for", "against", "abstain"])
    if any(state["outcome"] != "adopted" or len(state["counted"]) != 5 for state in states):
        raise Failed(f"states {states}")
    return {"peers": 5, "decisions": 1, "merged": 2, "heal_ms": round(healed * 1000), "join_ms": round(max(times) * 1000)}


def fuller_close(lab):
    """Somebody who voted while away is left out of a close, and repairs that."""
    people, _ = found(lab, ["Ali", "Bea", "Cor"])
    ali, bea, cor = people
    id = ali.do("decision", "propose", "Bankje", "--text", "Een bankje bij de tuin.", "--review", "2027-06-01", "--method", "majority")["id"]
    ali.do("decision", "open", id)
    until("Cor got it", lambda: any(d["id"] == id and d["status"] == "open" for d in cor.do("decision", "list")["decisions"]))
    cor.leave_lan()
    cor.do("vote", id, "against", "--reason", "Te dicht bij de weg")
    until("Bea got it", lambda: any(d["id"] == id and d["status"] == "open" for d in bea.do("decision", "list")["decisions"]))
    ali.do("vote", id, "for"), bea.do("vote", id, "for")
    until("both ballots", lambda: len(ali.do("decision", "show", id)["counted"]) == 2)
    ali.do("decision", "close", id)
    if ali.do("decision", "show", id)["status"] != "closed":
        raise Failed("closed by two of three, it must stay provisional")
    cor.join_lan()
    for person in people:
        until(f"confirmed at {person.name}", lambda: person.do("decision", "show", id)["status"] == "confirmed", 60)
    until("all the same", lambda: same(people))
    shown = bea.do("decision", "show", id)
    if len(shown["counted"]) != 3 or len(shown["closes"]) < 2:
        raise Failed(f"shown {shown}")
    return {"peers": 3, "closes": len(shown["closes"]), "counted": len(shown["counted"])}


def leaving(lab):
    """What somebody did before leaving is named and reaches all; a restart and a kill lose nothing."""
    people, _ = found(lab, ["Ali", "Bea", "Cor"])
    ali, bea, cor = people
    cor.do("goal", "add", "Geveltuintjes")
    until("all the same", lambda: same(people))
    bea.kill()
    bea.start()
    cor.do("community", "leave")
    until("Ali knows", lambda: any(m["name"] == "Cor" and m["state"] == "left" for m in ali.do("member", "list")["members"]))
    until("the two are the same", lambda: same([ali, bea]), 60)
    members = [m["name"] for m in bea.do("member", "list")["members"] if m["state"] == "member"]
    if members != ["Ali", "Bea"]:
        raise Failed(f"members {members}")
    return {"peers": 3, "members": len(members), "goals": len(bea.do("goal", "list")["goals"])}


def second_device(lab):
    """Bea's second device joins by a code and acts for her; the first is retired."""
    people, _ = found(lab, ["Ali", "Bea"])
    ali, bea = people
    second = lab.person("Bea2")
    second.start()
    code = bea.do("device", "enrol")["link"]
    state = second.do("device", "join", code)["state"]
    if state != "member":
        raise Failed(f"the second device is {state}\n{second.tail()}{bea.tail()}")
    until("all the same", lambda: same([ali, bea, second]))
    first = [d for d in second.do("device", "list")["devices"] if d["state"] == "standing"][0]["id"]
    second.do("device", "retire", first)
    until("Bea's first device knows", lambda: any(d["state"] == "retired" for d in second.do("device", "list")["devices"]))
    states = decide([ali, second], "Een tweede kraan", ["for", "for"])
    return {"devices": len(second.do("device", "list")["devices"]), "decisions": len({s["id"] for s in states})}


def nobody_in_between(lab):
    """Bea let Cor in while Ali was away, and is away when Ali comes back: Ali and Cor meet all the same."""
    people, _ = found(lab, ["Ali", "Bea"])
    ali, bea = people
    ali.stop()
    cor = lab.person("Cor")
    cor.start()
    link = bea.do("invite")["link"]
    if cor.do("join", link, "--name", "Cor")["state"] != "guest":
        raise Failed(f"Cor is no guest\n{cor.tail()}{bea.tail()}")
    until("Bea and Cor are the same", lambda: same([bea, cor]))
    bea.stop()
    ali.start()
    took = until("Ali and Cor are the same", lambda: same([ali, cor]), 60)
    names = [m["name"] for m in ali.do("member", "list")["members"]]
    if sorted(names) != ["Ali", "Bea", "Cor"]:
        raise Failed(f"Ali knows {names}")
    return {"peers": 3, "people": len(names), "meet_ms": round(took * 1000)}


def full_disk(lab):
    """On a full disk nothing is said to be done, nobody hears of it, and the device goes on afterwards."""
    room = os.path.join(lab.dir, "Ali")
    os.mkdir(room)
    sh("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", room)
    try:
        people, _ = found(lab, ["Ali", "Bea"])
        ali, bea = people
        id = ali.do("goal", "add", "Lang verhaal")["id"]
        written, refused = 0, None
        while refused is None and written < 2_000:
            try:
                ali.do("comment", id, f"{written} " + "woord " * 600)
                written += 1
            except Failed as error:
                refused = str(error)
        if refused is None or "exit 74" not in refused:
            raise Failed(f"after {written} comments: {refused}")
        # What is there stays readable.
        kept = len(ali.do("goal", "show", id)["comments"])
        ali.kill()
        sh("mount", "-o", "remount,size=40m", room)
        ali.start()
        ali.do("comment", id, "weer ruimte")
        until("the same again", lambda: same(people))
        states = [d["state"] for d in ali.do("device", "list")["devices"]]
        after = len(bea.do("goal", "show", id)["comments"])
        if states != ["this"] or after != written + 1:
            raise Failed(f"devices {states}, {after} comments of {written} + 1")
        return {"written": written, "readable": kept, "after": after}
    finally:
        for person in lab.people:
            person.stop(check=False)
        sh("umount", room, check=False)


def a_stranger_sees_nothing(lab):
    """A minute's capture on the LAN holds no name, title or id."""
    if shutil.which("tcpdump") is None:
        raise Failed("tcpdump is missing")
    watcher = lab.person("stranger")
    capture = os.path.join(lab.dir, "lan.pcap")
    dump = subprocess.Popen(["ip", "netns", "exec", lab.hub, "tcpdump", "-i", "any", "--immediate-mode", "-U", "-w", capture, "-s", "0"], stderr=subprocess.DEVNULL)
    watcher.start()
    until("the capture runs", lambda: os.path.exists(capture) and os.path.getsize(capture) > 1_000)
    people, _ = found(lab, ["Ali", "Bea"])
    decide(people, "Geheim besluit", ["for", "for"])
    acts = [bytes.fromhex(line["id"]) for line in people[0].do("log")["log"]]
    status = people[0].do("status")
    dump.terminate(), dump.wait()
    with open(capture, "rb") as file:
        seen = file.read()
    words = [b"Linde", b"Geheim", b"Ali", b"Bea", bytes.fromhex(status["community"]), status["community"].encode()]
    devices = [bytes.fromhex(d["id"]) for p in people for d in p.do("device", "list")["devices"]]
    told = [word for word in words + acts + devices if word in seen]
    if told or len(seen) < 10_000:
        raise Failed(f"in {len(seen)} bytes on the wire: {told}")
    if watcher.do("community", "list")["communities"]:
        raise Failed("the stranger has a community")
    return {"bytes": len(seen), "looked_for": len(words + acts + devices)}


def stick(lab):
    """Three machines without a link between them: all that they ever have of each other comes by files."""
    people = [lab.person(name) for name in ["Ali", "Bea", "Cor"]]
    ali, bea, cor = people
    for person in people:
        person.leave_lan()
        person.start()
    files = []

    def carry(giver, taker, *values):
        files.append(os.path.join(lab.dir, f"stick{len(files)}"))
        giver.do("bundle", "export", files[-1], *values)
        return taker.do("bundle", "import", files[-1], *(["--name", taker.name] if "--invite" in values else []))

    def around():
        for giver, taker in [(ali, bea), (bea, cor), (cor, bea), (bea, ali)]:
            carry(giver, taker)

    ali.do("community", "create", "Buurttuin De Linde", "--purpose", "Samen een tuin maken", "--name", "Ali")
    for newcomer in [bea, cor]:
        if carry(ali, newcomer, "--invite")["state"] != "guest":
            raise Failed(f"{newcomer.name} is no guest")
        carry(newcomer, ali, "--for", "Ali")
    ali.do("member", "approve", "Bea")
    ali.do("member", "approve", "Cor")
    carry(ali, bea, "--for", "Bea")
    bea.do("member", "approve", "Cor")
    around()
    id = cor.do("decision", "propose", "Regenton", "--text", "Bij de schuur.", "--review", "2027-06-01", "--method", "majority")["id"]
    cor.do("decision", "open", id)
    cor.do("vote", id, "for")
    for giver, taker in [(cor, bea), (bea, ali)]:
        carry(giver, taker)
        taker.do("vote", id, "for")
    around()
    cor.do("decision", "close", id)
    for giver, taker in [(cor, bea), (bea, ali), (ali, bea), (bea, cor)]:
        carry(giver, taker)
    states = [person.do("decision", "show", id) for person in people]
    if any(state["status"] != "confirmed" or len(state["acknowledged"]) != 3 for state in states) or not same(people):
        raise Failed(f"states {states}")
    met = [one for person in people for one in person.do("status")["around"]]
    if met:
        raise Failed(f"they met: {met}")
    return {"peers": 3, "decisions": 1, "files": len(files), "acts": ali.do("status")["acts"], "bytes": os.path.getsize(files[-1])}


def kept_back(lab):
    """The town stands between Cor and the rest, and lets everything through but what Cor says: it shows."""
    people, _ = found(lab, ["Ali", "Bea", "Cor", "Gemeente"])
    ali, bea, cor, town = people
    # The town does it by a second device: the one hears Cor, the other doesn't hear of it. Both are honest
    # programs; what is dishonest is what is carried from one to the other.
    second = lab.person("Gemeente2")
    second.start()
    if second.do("device", "join", town.do("device", "enrol")["link"])["state"] != "member":
        raise Failed(f"the town has no second device\n{second.tail()}")
    everybody = [*people, second]
    until("all the same", lambda: same(everybody))
    lab.street()
    for person in [cor, second]:
        person.join_lan("br1")
    until("Cor hears the town only", lambda: cor.way_to(town) and not cor.way_to(ali) and not ali.way_to(cor), 90)
    cor.do("goal", "add", "Zebrapad bij de school")
    until("the town has what Cor wrote", lambda: same([cor, second]))
    # Two days later: the others go on.
    for person in everybody:
        person.stop()
        person.start(days=2)
    for person in [ali, bea]:
        person.do("goal", "add", f"Van {person.name}")
    until("the others have the same", lambda: same([ali, bea, town]), 60)
    files = []

    def carry(giver, taker):
        files.append(os.path.join(lab.dir, f"carried{len(files)}"))
        giver.do("bundle", "export", files[-1], "--all")
        taker.do("bundle", "import", files[-1])

    carry(town, second)
    until("Cor has what the others wrote", lambda: {g["title"] for g in cor.do("goal", "list")["goals"]} >= {"Van Ali", "Van Bea"})
    # All seems well to both: each is connected, and lacks nothing that the other side has.
    def is_level(person):
        return [one["behind"] for one in person.do("status")["around"] if one["name"] == "Gemeente" and one["state"] == "connected"] == [0]

    until("all seems well", lambda: is_level(cor) and is_level(ali), 60)
    words = [person.do("stand")["stand"]["nl"] for person in [ali, cor]]
    told = [f for f in cor.do("doctor")["findings"] if f["check"] == "unseen"]
    silent = [f for f in ali.do("doctor")["findings"] if f["check"] == "unseen"]
    if words[0] == words[1] or [f["number"] for f in told] != [2] or silent:
        raise Failed(f"nothing shows: {words} {told} {silent}")
    # What helps: a file from hand to hand.
    carry(cor, ali)
    until("Bea has what Cor wrote", lambda: "Zebrapad bij de school" in {g["title"] for g in bea.do("goal", "list")["goals"]})
    bea.do("goal", "add", "Gezien")
    carry(ali, cor)
    until("the six words are the same", lambda: ali.do("stand")["stand"] == cor.do("stand")["stand"], 60)
    if any(f["check"] == "unseen" for f in cor.do("doctor")["findings"]):
        raise Failed("Cor is still told so")
    return {"peers": len(everybody), "words": len(words[0]), "went_on_without": told[0]["number"]}


SCENARIOS = [two_neighbours, found_again, five_neighbours, fuller_close, leaving, second_device, nobody_in_between, full_disk, a_stranger_sees_nothing, stick, kept_back]
