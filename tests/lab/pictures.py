"""Pictures and other files between real peers: what breaks off goes on, what is erased is nowhere.

Next: run, which calls these.
"""

import os
import time

from lab import Failed, until
from people import found


def picture(lab, name, megabytes):
    """A file that is a picture by its first bytes."""
    path = os.path.join(lab.dir, name)
    with open(path, "wb") as out:
        out.write(b"\x89PNG\r\n\x1a\n" + os.urandom(megabytes * 1_000_000))
    return path


def state(person, id):
    """How far somebody is with an attachment; nothing where it wasn't heard of yet."""
    try:
        return person.do("attachment", "show", id)
    except Failed:
        return {"state": "unknown", "have": 0}


def has_it(person, id, path, patience=60):
    """Until somebody has it; compares what is saved with what was attached. Gives how long it took."""
    took = until(f"{person.name} has it", lambda: state(person, id)["state"] == "here", patience)
    saved = os.path.join(person.lab.dir, f"{person.name}-{id[:8]}")
    person.do("attachment", "save", id, saved)
    with open(path, "rb") as one, open(saved, "rb") as other:
        if one.read() != other.read():
            raise Failed(f"{person.name} has something else")
    return took


def kept(person):
    folder = os.path.join(person.profile, "blobs")
    return [name for name in os.listdir(folder)] if os.path.isdir(folder) else []


def pictures(lab):
    """A picture goes to everybody, also when a program is killed halfway or its author leaves; erased, it is gone."""
    people, _ = found(lab, ["Ali", "Bea", "Cor"])
    ali, bea, cor = people
    goal = ali.do("goal", "add", "Een tuin")["id"]
    path = picture(lab, "tuin.png", 30)
    cor.stop()
    bea.kill()
    id = ali.do("attach", goal, path, "--alt", "Een tuin in de zon")["id"]
    kills = broken = 0
    for _ in range(4):
        bea.start()
        until("it comes in", lambda: state(bea, id)["state"] in ["coming", "here"])
        broken += state(bea, id)["state"] == "coming"
        bea.kill()
        kills += 1
    bea.start()
    took = has_it(bea, id, path)
    # Its author is away: it comes from whoever has it.
    ali.stop()
    cor.start()
    other = has_it(cor, id, path)
    cor.stop()
    ali.start()
    ali.do("redact", "--yes", id)
    until("it is gone at Bea", lambda: not kept(bea) and state(bea, id)["state"] == "erased")
    if kept(ali) or not kept(cor):
        raise Failed(f"Ali keeps {kept(ali)}, Cor {kept(cor)}")
    cor.start()
    gone = until("it is gone at Cor", lambda: not kept(cor) and state(cor, id)["state"] == "erased")
    # Each writes something: then it is certain.
    for person in [bea, cor]:
        person.do("comment", goal, "Jammer")
    until("it is certain", lambda: state(ali, id)["erased_at"] == [3, 3])
    return {"peers": 3, "megabytes": 30, "kills": kills, "broken_off": broken, "took_ms": round(took * 1000) + 1, "from_others_ms": round(other * 1000) + 1, "gone_ms": round(gone * 1000) + 1}


def across(ali, bea, town, goal):
    """20 MB from Ali to Bea through the relay, whose own disk has no room for it. Gives how long it took."""
    folder = os.path.join(town.profile, "blobs")
    if os.path.exists(folder):
        raise Failed("the relay has attachments already")
    with open(folder, "w"):
        pass
    path = picture(ali.lab, "plan.png", 20)
    begin = time.monotonic()
    id = ali.do("attach", goal, path, "--alt", "Het plan")["id"]
    has_it(bea, id, path, 120)
    took = time.monotonic() - begin
    if state(town, id)["state"] == "here":
        raise Failed("the relay had it itself")
    return took


SCENARIOS = [pictures]
