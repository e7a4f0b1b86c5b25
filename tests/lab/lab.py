"""Networks of one's own on one machine: namespaces joined by a bridge, with real peers in them.

Guards: nothing here reaches the machine's own network; every namespace carries this run's own prefix
and is deleted at the end, also after a failure. Next: run, the scenarios.
"""

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
        sh("ip", "netns", "del", self.hub, check=False)
        shutil.rmtree(self.dir, ignore_errors=True)

    def person(self, name):
        person = Person(self, name, len(self.people) + 1)
        self.people.append(person)
        return person


class Person:
    """Somebody with a machine, a profile and perhaps a running peer."""

    def __init__(self, lab, name, number):
        self.lab, self.name, self.number = lab, name, number
        self.netns = f"{lab.prefix}p{number}"
        self.port = f"v{number}"
        self.profile = os.path.join(lab.dir, name)
        self.log = os.path.join(lab.dir, f"{name}.log")
        self.process = None
        self.starts = 0
        sh("ip", "netns", "add", self.netns)
        sh("ip", "-n", self.netns, "link", "set", "lo", "up")
        sh("ip", "link", "add", "e0", "netns", self.netns, "type", "veth", "peer", "name", self.port, "netns", lab.hub)
        sh("ip", "-n", lab.hub, "link", "set", self.port, "master", "br0", "up")
        sh("ip", "-n", self.netns, "addr", "add", f"192.168.7.{number}/24", "dev", "e0")
        sh("ip", "-n", self.netns, "link", "set", "e0", "up")

    def command(self, *args):
        return ["ip", "netns", "exec", self.netns, self.lab.binary, "--profile", self.profile, "--lang", "en", *args]

    def start(self, *args):
        self.starts += 1
        out = open(self.log, "a")
        environment = dict(os.environ, MEENT_LOG="warn,meent_peer=debug,meent_network=debug")
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
        sh("ip", "-n", self.lab.hub, "link", "set", self.port, "nomaster")

    def join_lan(self):
        sh("ip", "-n", self.lab.hub, "link", "set", self.port, "master", "br0")

    def tail(self):
        try:
            with open(self.log) as log:
                return f"--- {self.name}'s log\n" + "".join(log.readlines()[-40:])
        except FileNotFoundError:
            return ""

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
