"""Networks that don't behave: split, lossy, slow, one-way, gone for a while, crowded, flooded.

Guards: every limit that is promised is a number here. Next: lab, the networks themselves.
"""

import os
import re
import subprocess
import sys
import time

from lab import Failed, same, sh, until
from people import decide, found


def goals(person):
    return {goal["title"] for goal in person.do("goal", "list")["goals"]}


def guests(lab, first, names):
    """These come in by one invite and stay guests: everything reaches them, and nobody has to approve."""
    link = first.do("invite")["link"]
    people = []
    for name in names:
        person = lab.person(name)
        person.start()
        person.do("join", link, "--name", name)
        people.append(person)
    return people


def ten_of_them(lab):
    """Ten on one bridge without a way out find each other and have the same."""
    people, _ = found(lab, ["Ali", "Bea"])
    people += guests(lab, people[0], [f"Buur{n}" for n in range(3, 11)])
    took = until("all the same", lambda: same(people), 60)
    people[9].do("goal", "add", "Van de laatste")
    spread = until("all have it", lambda: same(people), 30)
    return {"peers": len(people), "same_ms": round(took * 1000) + 1, "spread_ms": round(spread * 1000) + 1}


def split_in_two(lab):
    """Ten fall apart into four and six, both go on, one side closes a round; together again all is the same."""
    people, _ = found(lab, ["Ali", "Bea", "Cor"])
    people += guests(lab, people[0], [f"Buur{n}" for n in range(4, 11)])
    until("all the same", lambda: same(people), 60)
    four, six = people[:3] + people[3:4], people[4:]
    id = people[0].do("decision", "propose", "Bankje", "--text", "Een bankje.", "--review", "2027-06-01", "--method", "majority")["id"]
    people[0].do("decision", "open", id)
    until("everybody got the round", lambda: same(people), 30)
    lab.street()
    for person in six:
        person.join_lan("br1")
    for number, person in enumerate(people):
        person.do("goal", "add", f"Doel {number}")
    for person in four[:3]:
        person.do("vote", id, "for")
    until("the ballots are with Ali", lambda: len(four[0].do("decision", "show", id)["counted"]) == 3)
    four[0].do("decision", "close", id)
    until("confirmed among the four", lambda: four[1].do("decision", "show", id)["status"] == "confirmed")
    until("the six have their goals", lambda: all(len(goals(person)) == 6 for person in six), 60)
    if any(person.do("decision", "show", id)["status"] != "open" for person in six):
        raise Failed("the six know of the close")
    for person in six:
        person.join_lan()
    healed = until("all the same again", lambda: same(people), 60)
    if any(person.do("decision", "show", id)["status"] != "confirmed" or len(goals(person)) != 10 for person in people):
        raise Failed("not everybody has all")
    return {"peers": 10, "four": len(four), "six": len(six), "heal_ms": round(healed * 1000) + 1, "acts": people[9].do("status")["acts"]}


def lossy(lab):
    """One packet in twenty is lost on its way to everybody; a decision is taken all the same."""
    people, _ = found(lab, ["Ali", "Bea", "Cor"])
    for person in people:
        person.rules("numgen random mod 100 < 5 drop")
    begin = time.monotonic()
    states = decide(people, "Met verlies", ["for", "for", "against"])
    took = time.monotonic() - begin
    for number in range(40):
        people[number % 3].do("goal", "add", f"Doel {number}")
    spread = until("all the same", lambda: same(people), 60)
    dropped = sh("ip", "netns", "exec", people[0].netns, "nft", "list", "ruleset").stdout.count("numgen")
    return {"peers": 3, "rules": dropped, "decided": len({s["id"] for s in states}), "decide_ms": round(took * 1000), "spread_ms": round(spread * 1000) + 1}


def far_away(lab):
    """Two hundred milliseconds there and back, and one packet in twenty lost: joining and deciding work."""
    ali = lab.person("Ali")
    bea = lab.person("Bea", address="192.168.8.2")
    road = lab.person("Weg")
    sh("ip", "-n", road.netns, "addr", "add", "192.168.8.9/24", "dev", "e0")
    ali.start("--listen", f"/ip4/192.168.7.{ali.number}/udp/4001/quic-v1")
    slow = subprocess.Popen(["ip", "netns", "exec", road.netns, sys.executable, os.path.join(os.path.dirname(__file__), "slow"), "192.168.8.9", f"192.168.7.{road.number}", f"192.168.7.{ali.number}", "4001", "0.1"], stdout=subprocess.PIPE, text=True)
    slow.stdout.readline()
    try:
        for person in [ali, bea]:
            person.rules("numgen random mod 100 < 5 drop")
        ali.do("community", "create", "Ver weg", "--purpose", "Samen", "--name", "Ali")
        link = ali.do("invite")["link"]
        bea.start("--dial", "/ip4/192.168.8.9/udp/4001/quic-v1")
        begin = time.monotonic()
        bea.do("join", link, "--name", "Bea")
        until("Ali knows Bea", lambda: any(m["name"] == "Bea" for m in ali.do("member", "list")["members"]), 60)
        join = time.monotonic() - begin
        ali.do("member", "approve", "Bea")
        until("Bea is a member", lambda: any(m["name"] == "Bea" and m["state"] == "member" for m in bea.do("member", "list")["members"]), 60)
        begin = time.monotonic()
        decide([ali, bea], "Op afstand", ["for", "for"])
        took = time.monotonic() - begin
        slow.terminate()
        passed = int(slow.stdout.readline())
        return {"peers": 2, "datagrams": passed, "join_ms": round(join * 1000), "decide_ms": round(took * 1000)}
    finally:
        slow.kill()
        slow.wait()


def one_way(lab):
    """Nothing of Bea's reaches Ali, and all the same Ali gets it: by Cor, who hears both."""
    people, _ = found(lab, ["Ali", "Bea", "Cor"])
    ali, bea, cor = people
    ali.rules(f"ip saddr 192.168.7.{bea.number} drop")
    bea.do("goal", "add", "Van Bea")
    there = until("Ali has it by Cor", lambda: "Van Bea" in goals(ali), 60)
    ali.do("goal", "add", "Van Ali")
    back = until("Bea has Ali's", lambda: "Van Ali" in goals(bea), 60)
    ali.no_rules()
    healed = until("all the same and all together", lambda: same(people) and ali.way_to(bea) == "near", 90)
    return {"peers": 3, "there_ms": round(there * 1000) + 1, "back_ms": round(back * 1000) + 1, "healed_ms": round(healed * 1000) + 1}


def down_and_up(lab, *arguments):
    """A network card that goes down and comes back, and one that gets another address."""
    people, _ = found(lab, ["Ali", "Bea"], *arguments)
    ali, bea = people
    sh("ip", "-n", bea.netns, "link", "set", "e0", "down")
    bea.do("goal", "add", "Zonder netwerk")
    until("Ali noticed", lambda: ali.way_to(bea) is None, 60)
    sh("ip", "-n", bea.netns, "link", "set", "e0", "up")
    up = until("Ali has it", lambda: "Zonder netwerk" in goals(ali), 60)
    sh("ip", "-n", bea.netns, "addr", "del", f"192.168.7.{bea.number}/24", "dev", "e0")
    sh("ip", "-n", bea.netns, "addr", "add", "192.168.7.77/24", "dev", "e0")
    bea.do("goal", "add", "Op een ander adres")
    moved = until("Ali has it too", lambda: "Op een ander adres" in goals(ali), 90)
    until("Bea says to be there, and only there", lambda: {a.split("/")[2] for a in bea.do("status")["addresses"]} == {"192.168.7.77"}, 10)
    return {"peers": 2, "up_ms": round(up * 1000) + 1, "moved_ms": round(moved * 1000) + 1}


def down_and_up_by_tcp(lab):
    """The same where only TCP gets through: the system keeps a dead connection for a quarter of an hour."""
    return down_and_up(lab, "--listen", "/ip4/0.0.0.0/tcp/0")


def killed_in_between(lab):
    """A newcomer's program is killed again and again while everything comes in: at the end all is there."""
    people, _ = found(lab, ["Ali", "Bea"])
    ali = people[0]
    id = ali.do("goal", "add", "Een lang verhaal")["id"]
    for number in range(200):
        ali.do("comment", id, f"{number} " + "woord " * 600)
    link = ali.do("invite")["link"]
    cor = lab.person("Cor")
    kills = 0
    cor.start()
    cor.do("join", link, "--name", "Cor")
    for _ in range(5):
        cor.kill()
        kills += 1
        cor.start()
        time.sleep(0.05 * kills)
    took = until("Cor has all of it", lambda: same([*people, cor]), 60)
    if len(cor.do("goal", "show", id)["comments"]) != 200 or not cor.do("verify")["ok"]:
        raise Failed("something is missing")
    return {"kills": kills, "comments": 200, "took_ms": round(took * 1000) + 1}


def flooded(lab):
    """Two thousand idle sockets and a babbler on the LAN: answers come, memory stays, members come back."""
    people, _ = found(lab, ["Ali", "Bea"])
    ali, bea = people
    address = next(a for a in ali.do("status")["addresses"] if a.startswith("/ip4/") and "/tcp/" in a)
    _, _, ip, _, port = address.split("/")
    before = ali.memory()
    stranger = lab.person("vreemde")
    program = f"""
import socket, time, sys
kept = []
for n in range(2000):
    s = socket.socket(); s.settimeout(2)
    try:
        s.connect(({ip!r}, {port}))
        if n % 4 == 0: s.send(b"\\x13/multistream/1.0.0\\n" * 3)
        kept.append(s)
    except OSError: pass
print(len(kept), flush=True)
time.sleep(60)
"""
    flood = subprocess.Popen(["ip", "netns", "exec", stranger.netns, sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    try:
        opened = int(flood.stdout.readline())
        begin = time.monotonic()
        ali.do("status")
        answered = time.monotonic() - begin
        descriptors, memory = ali.descriptors(), ali.memory()
        bea.stop()
        bea.start()
        back = until("Bea is back", lambda: ali.way_to(bea) == "near", 30)
    finally:
        flood.kill()
        flood.wait()
    if answered > 1 or descriptors >= 60 or memory - before > 64 * 1024:
        raise Failed(f"answered in {answered:.2f} s, {descriptors} descriptors, {before} -> {memory} kB")
    return {"sockets": opened, "status_ms": round(answered * 1000), "descriptors": descriptors, "more_kB": memory - before + 1, "back_ms": round(back * 1000) + 1}


def removed(lab):
    """Who is removed is told so and not served any more; what was there in time stays with them."""
    people, _ = found(lab, ["Ali", "Bea", "Cor"])
    ali, bea, cor = people
    for member in [ali, bea]:
        member.do("member", "remove", "Cor")
    until("Cor is out", lambda: all(any(m["name"] == "Cor" and m["state"] == "removed" for m in one.do("member", "list")["members"]) for one in people))
    for number in range(2):
        bea.do("goal", "add", f"Zonder Cor {number}")
        until("Ali has it", lambda: f"Zonder Cor {number}" in goals(ali))
        time.sleep(3)
        if goals(cor) or ali.way_to(cor) or bea.way_to(cor):
            raise Failed(f"Cor is still served: {goals(cor)}, {ali.way_to(cor)}, {bea.way_to(cor)}")
        # Nor who comes anew.
        cor.stop(), cor.start()
    return {"peers": 3, "acts_of_cor": cor.do("status")["acts"], "acts_of_ali": ali.do("status")["acts"]}


def another_network(lab):
    """On another network a peer has another name, so that who listens in both can't tell it came by again."""
    lab.street()
    seen = []
    bea = lab.person("Bea")
    watchers = [lab.person("vreemde"), lab.person("vreemde2")]
    watchers[1].leave_lan(), watchers[1].join_lan("br1")
    for watcher in watchers:
        watcher.start()
    for bridge in ["br0", "br1"]:
        capture = os.path.join(lab.dir, f"{bridge}.pcap")
        dump = subprocess.Popen(["ip", "netns", "exec", lab.hub, "tcpdump", "-i", bridge, "--immediate-mode", "-U", "-s", "0", "-w", capture, "udp port 5353"], stderr=subprocess.DEVNULL)
        try:
            until("the capture runs", lambda: os.path.exists(capture))
            if bridge == "br0":
                bea.start()
            else:
                bea.leave_lan()
                sh("ip", "-n", bea.netns, "addr", "flush", "dev", "e0")
                sh("ip", "-n", bea.netns, "link", "set", "e0", "down")
                until("nobody is connected", lambda: "disconnected" in bea.tail(), 60)
                sh("ip", "-n", bea.netns, "link", "set", "e0", "up")
                sh("ip", "-n", bea.netns, "addr", "add", "10.77.7.2/24", "dev", "e0")
                bea.join_lan("br1")

            def names():
                with open(capture, "rb") as file:
                    # Its own address stands before the name that it goes by there.
                    address = rb"192\.168\.7\.%d" % bea.number if bridge == "br0" else rb"10\.77\.7\.2"
                    return set(re.findall(rb"/ip4/" + address + rb"/[a-z0-9/-]+/p2p/(12D3Koo[A-Za-z0-9]{45})", file.read()))

            until(f"Bea is heard on {bridge}", names, 60)
            seen.append(names())
        finally:
            dump.terminate(), dump.wait()
    if seen[0] & seen[1]:
        raise Failed(f"Bea goes by one name on both networks: {seen}")
    return {"networks": 2, "names": len(seen[0]) + len(seen[1])}


def crowd(lab):
    """Fifty programs on one LAN: about eight neighbours each, everybody known to be online, an edit soon at all."""
    limit = "/proc/sys/net/ipv4/neigh/default/gc_thresh3"
    with open(limit) as file:
        before = file.read()
    with open(limit, "w") as file:
        file.write("8192")
    try:
        people, _ = found(lab, ["Ali", "Bea"])
        for number in range(3):
            people += guests(lab, people[0], [f"Buur{number}-{n}" for n in range(16)])
        until("all the same", lambda: same(people), 120)

        def seen():
            """How many are connected with each, and online, in order."""
            around = [[one["state"] for one in person.do("status")["around"]] for person in people]
            return sorted(a.count("connected") for a in around), sorted(a.count("connected") + a.count("online") for a in around)

        def is_settled():
            near, online = seen()
            # What one neighbour says of another takes half a minute a step: one may just be out of date.
            return 4 <= near[0] and near[-1] <= 13 and online[0] >= len(people) - 2

        try:
            settled = until("each has a few neighbours and knows of all", is_settled, 180)
        except Failed as failed:
            raise Failed(f"{failed}: {seen()}") from failed
        idle = sum(person.traffic() for person in people)
        time.sleep(20)
        idle = (sum(person.traffic() for person in people) - idle) // len(people) // 20
        memory = sorted(person.memory() for person in people)
        times, bytes = [], []
        for number in range(5):
            begin, traffic = time.time(), sum(person.traffic() for person in people)
            people[number * 7].do("goal", "add", f"Doel {number}")
            # Asking fifty programs takes seconds, so it is asked when they wrote it down.
            time.sleep(3)
            times.append(max(person.wrote() for person in people) - begin)
            bytes.append(max(1, (sum(person.traffic() for person in people) - traffic) // len(people) - round(idle * (time.time() - begin))))
            if not same(people):
                raise Failed(f"not everybody has edit {number} after 3 s")
        near, _ = seen()
        sockets = max(len(sh("ip", "netns", "exec", person.netns, "ss", "-Htn", "state", "established").stdout.splitlines()) for person in people)
        counts = {"peers": len(people), "settled_ms": round(settled * 1000) + 1, "fewest": near[0], "neighbours": near[25], "most": near[-1], "tcp_most": sockets + 1, "memory_kB": memory[25], "most_kB": memory[-1], "edit_to_all_ms": round(sorted(times)[2] * 1000), "edit_bytes_per_peer": sorted(bytes)[2], "idle_bytes_per_s": idle}
        if counts["most"] > 13 or counts["edit_to_all_ms"] > 2000 or counts["edit_bytes_per_peer"] > 15_000 or idle > 6_000:
            raise Failed(f"too much: {counts} {times} {bytes}")
        return counts
    finally:
        with open(limit, "w") as file:
            file.write(before)


SCENARIOS = [removed, another_network, crowd, ten_of_them, split_in_two, lossy, far_away, one_way, down_and_up, down_and_up_by_tcp, killed_in_between, flooded]
