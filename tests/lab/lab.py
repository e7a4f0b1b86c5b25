"""Networks of one's own on one machine: namespaces joined by a bridge, with real peers in them.

Guards: nothing here reaches the machine's own network; every namespace carries this run's own prefix
and is deleted at the end, also after a failure. Next: run, the scenarios.
"""

import glob
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time


class Failed(Exception):
    """A scenario found something else than it promised."""


def sh(*args, check=True, **kwargs):
    return subprocess.run(args, check=check, capture_output=True, text=True, **kwargs)


class Lab:
    """One LAN without a default route; mDNS works on it."""

    def __init__(self, binary, name):
        self.binary = binary
        self.prefix = f"m{os.getpid() % 100000}{name}"
        self.hub = f"{self.prefix}hub"
        self.dir = tempfile.mkdtemp(prefix=f"meent-lab-{name}-")
        self.people = []
        self.routers = []

    def __enter__(self):
        sh("ip", "netns", "add", self.hub)
        sh("ip", "-n", self.hub, "link", "add", "name", "br0", "type", "bridge", "mcast_snooping", "0", "forward_delay", "0")
        sh("ip", "-n", self.hub, "link", "set", "br0", "up")
        return self

    def __exit__(self, *_):
        for person in self.people:
            person.stop(check=False)
        for person in self.people:
            sh("ip", "netns", "del", person.netns, check=False)
        for router in self.routers:
            sh("ip", "netns", "del", router.netns, check=False)
        sh("ip", "netns", "del", self.hub, check=False)
        shutil.rmtree(self.dir, ignore_errors=True)

    def person(self, name, behind=None, address=None):
        """Somebody on the LAN; or at a public address; or behind a router."""
        number = len(self.people) + 1
        where = Place(self.hub, f"{address or f'192.168.7.{number}'}/24", None)
        if behind is not None:
            where = Place(behind.netns, f"{behind.net}.{number}/24", f"{behind.net}.254")
        person = Person(self, name, number, where)
        self.people.append(person)
        return person

    def street(self):
        """Another bridge, which is no part of the LAN: for who is cut off together."""
        sh("ip", "-n", self.hub, "link", "add", "name", "br1", "type", "bridge", "mcast_snooping", "0", "forward_delay", "0")
        sh("ip", "-n", self.hub, "link", "set", "br1", "up")

    def router(self, **kind):
        router = Router(self, len(self.routers) + 1, **kind)
        self.routers.append(router)
        return router


class Place:
    """Where a machine is plugged in: the namespace with the bridge, its own address, its way out."""

    def __init__(self, switch, address, gateway):
        self.switch, self.address, self.gateway = switch, address, gateway


class Router:
    """A home's router: what is inside gets out by one public address, and nothing gets in unasked.

    A hard one gives every connection another port (symmetric NAT), so that no punch succeeds. One without UDP
    lets no QUIC out.
    """

    def __init__(self, lab, number, hard=False, udp=True):
        self.netns, self.net = f"{lab.prefix}r{number}", f"10.{number}.1"
        self.address = f"203.0.113.{20 + number}"
        port = f"w{number}"
        sh("ip", "netns", "add", self.netns)
        sh("ip", "link", "add", "wan", "netns", self.netns, "type", "veth", "peer", "name", port, "netns", lab.hub)
        sh("ip", "-n", lab.hub, "link", "set", port, "master", "br0", "up")
        sh("ip", "-n", self.netns, "addr", "add", f"{self.address}/24", "dev", "wan")
        sh("ip", "-n", self.netns, "link", "add", "name", "br0", "type", "bridge", "mcast_snooping", "0", "forward_delay", "0")
        sh("ip", "-n", self.netns, "addr", "add", f"{self.net}.254/24", "dev", "br0")
        for link in ["lo", "wan", "br0"]:
            sh("ip", "-n", self.netns, "link", "set", link, "up")
        sh("ip", "netns", "exec", self.netns, "sysctl", "-qw", "net.ipv4.ip_forward=1")
        rules = f"""table ip n {{
            chain po {{ type nat hook postrouting priority 100; oifname "wan" masquerade {"random,fully-random" if hard else ""}; }}
            chain fw {{ type filter hook forward priority 0; policy drop; {"" if udp else "meta l4proto udp drop;"} ct state established,related accept; iifname "br0" accept; }}
            chain inp {{ type filter hook input priority 0; policy accept; iifname "wan" ct state new drop; }}
        }}"""
        sh("ip", "netns", "exec", self.netns, "nft", "-f", "-", input=rules)


class Person:
    """Somebody with a machine, a profile and perhaps a running peer."""

    def __init__(self, lab, name, number, where):
        self.lab, self.name, self.number, self.switch = lab, name, number, where.switch
        self.netns = f"{lab.prefix}p{number}"
        self.port = f"v{number}"
        self.profile = os.path.join(lab.dir, name)
        self.log = os.path.join(lab.dir, f"{name}.log")
        self.process = None
        self.starts = 0
        sh("ip", "netns", "add", self.netns)
        sh("ip", "-n", self.netns, "link", "set", "lo", "up")
        sh("ip", "link", "add", "e0", "netns", self.netns, "type", "veth", "peer", "name", self.port, "netns", self.switch)
        sh("ip", "-n", self.switch, "link", "set", self.port, "master", "br0", "up")
        sh("ip", "-n", self.netns, "addr", "add", where.address, "dev", "e0")
        sh("ip", "-n", self.netns, "link", "set", "e0", "up")
        if where.gateway:
            sh("ip", "-n", self.netns, "route", "add", "default", "via", where.gateway)

    def command(self, *args):
        return ["ip", "netns", "exec", self.netns, self.lab.binary, "--profile", self.profile, "--lang", "en", *args]

    def start(self, *args, days=0):
        """Its program runs, with a clock that is some days ahead of the machine's."""
        self.starts += 1
        out = open(self.log, "a")
        environment = dict(os.environ, MEENT_LOG="warn,meent_peer=debug,meent_network=debug")
        if days:
            # What waits for some seconds waits no longer or shorter.
            environment |= {"LD_PRELOAD": glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")[0], "FAKETIME": f"+{days}d", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        self.process = subprocess.Popen(self.command("--json", "serve", *args), stdout=subprocess.PIPE, stderr=out, text=True, env=environment)
        line = self.process.stdout.readline()
        if '"ready":true' not in line.replace(" ", ""):
            raise Failed(f"{self.name} did not start: {line!r}\n{self.tail()}")
        return json.loads(line)

    def stop(self, check=True):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process.stdout.close()
        self.process = None
        if check and code != 0:
            raise Failed(f"{self.name} stopped with {code}\n{self.tail()}")

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process = None

    def do(self, *args):
        done = sh(*self.command("--json", *args), check=False, timeout=60)
        if done.returncode != 0:
            raise Failed(f"{self.name}: meent {' '.join(args)}: exit {done.returncode}\n{done.stdout}{done.stderr}{self.tail()}")
        return json.loads(done.stdout)

    def leave_lan(self):
        sh("ip", "-n", self.switch, "link", "set", self.port, "nomaster")

    def join_lan(self, bridge="br0"):
        sh("ip", "-n", self.switch, "link", "set", self.port, "master", bridge)

    def rules(self, text):
        """What this machine's own firewall does with what comes in."""
        sh("ip", "netns", "exec", self.netns, "nft", "-f", "-", input=f"table ip lab {{\n chain entry {{\n type filter hook input priority 0; policy accept;\n {text}\n }}\n}}\n")

    def no_rules(self):
        sh("ip", "netns", "exec", self.netns, "nft", "delete", "table", "ip", "lab", check=False)

    def traffic(self):
        """Bytes that its network card sent and received."""
        counters = json.loads(sh("ip", "-n", self.netns, "-s", "-j", "link", "show", "e0").stdout)[0]["stats64"]
        return counters["tx"]["bytes"] + counters["rx"]["bytes"]

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def way_to(self, other):
        """By which way another person's peer is reached now; nothing while it is not."""
        around = self.do("status")["around"]
        return next((one["path"] for one in around if one["name"] == other.name and one["state"] == "connected"), None)

    def tail(self):
        try:
            with open(self.log) as log:
                return f"--- {self.name}'s log\n" + "".join(log.readlines()[-40:])
        except FileNotFoundError:
            return ""

    def wrote(self):
        """When its profile was last written."""
        files = (os.path.join(dir, name) for dir, _, names in os.walk(self.profile) for name in names)
        return max(os.stat(file).st_mtime for file in files)

    def memory(self):
        """Resident kilobytes of the running peer."""
        # The process that was started is `ip`, which becomes the peer by exec.
        with open(f"/proc/{self.process.pid}/smaps_rollup") as rollup:
            return next(int(line.split()[1]) for line in rollup if line.startswith("Rss:"))


def until(what, check, seconds=30):
    """Waits until check() is true; gives the seconds it took."""
    begin = time.monotonic()
    last = None
    while time.monotonic() - begin < seconds:
        last = check()
        if last:
            return time.monotonic() - begin
        time.sleep(0.1)
    raise Failed(f"after {seconds} s still not: {what}")


def same(people):
    """Whether all hold the same document and register."""
    stands = [person.do("status") for person in people]
    first = stands[0]
    return all(stand["heads"] == first["heads"] and stand["register"] == first["register"] for stand in stands)
