"""Rankings and lots counted by `meent tally`, and by other people's programs: rankings.py MEENT

Schulze against pref_voting on random profiles with ties and truncation; Scotland's transferable vote
against published count sheets (tests/oracles/stv) and, for who is elected, pref_voting; lots against the
example of RFC 3797 and against Python's own hashes. All is compared exactly. Each judge is also given
something wrong once, and must notice.
"""

import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.proportional_methods import stv_scottish

MEENT = sys.argv[1]
HERE = pathlib.Path(__file__).parent
# Fixed, so that what failed once fails again.
DICE = random.Random(2007)
PROFILES = 2000
ELECTIONS = 1000
DRAWS = 200
# No system takes a command line of more than some 100 KB for granted.
AT_ONCE = 500


def fail(what, *shown):
    print(f"rankings: {what}", *shown, sep="\n  ", file=sys.stderr)
    sys.exit(1)


def tally(method, files, *options):
    """What Meent makes of each file, in order; and the seconds it took."""
    told = []
    began = time.perf_counter()
    for start in range(0, len(files), AT_ONCE):
        some = [str(file) for file in files[start : start + AT_ONCE]]
        command = [MEENT, "tally", method, *some, *options, "--json"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            fail(f"meent tally {method}: exit {run.returncode}", run.stderr, run.stdout[:500])
        told += [json.loads(line) for line in run.stdout.splitlines()]
    took = time.perf_counter() - began
    if len(told) != len(files):
        fail(f"meent tally {method}: {len(told)} answers for {len(files)} files")
    return told, took


def random_rankings(strict, options=None, lines=None):
    """Options, and (how many, [groups of level options, best first]); some options are left out."""
    options = options or DICE.randint(2, 8)
    ballots = []
    for _ in range(lines or DICE.randint(1, 14)):
        order = DICE.sample(range(options), DICE.randint(1, options))
        groups = [[order[0]]]
        for option in order[1:]:
            if not strict and DICE.random() < 0.25:
                groups[-1].append(option)
            else:
                groups.append([option])
        ballots.append((DICE.randint(1, 4), groups))
    return options, ballots


def preflib(options, ballots):
    lines = [f"# NUMBER ALTERNATIVES: {options}"]
    lines += [f"# ALTERNATIVE NAME {option + 1}: o{option}" for option in range(options)]
    for weight, groups in ballots:
        words = [",".join(str(option + 1) for option in group) for group in groups]
        words = [f"{{{word}}}" if "," in word else word for word in words]
        lines.append(f"{weight}: {','.join(words)}")
    return "\n".join(lines) + "\n"


def blt(options, seats, ballots):
    lines = [f"{options} {seats}"]
    for weight, groups in ballots:
        lines.append(f"{weight} {' '.join(str(group[0] + 1) for group in groups)} 0")
    lines.append("0")
    lines += [f'"o{option}"' for option in range(options)]
    return "\n".join(lines) + '\n"random"\n'


def profile(options, ballots):
    ranks = [
        {option: place for place, group in enumerate(groups, 1) for option in group}
        for _, groups in ballots
    ]
    weights = [weight for weight, _ in ballots]
    made = ProfileWithTies(ranks, weights, candidates=list(range(options)))
    # Who ranks one and not the other prefers the one.
    made.use_extended_strict_preference()
    return made


def names(options):
    return sorted(f"o{option}" for option in options)


def by_both(folder, random_ones):
    """The files, what Meent and pref_voting make of them, and how much longer the latter takes."""
    files = []
    for at, (options, ballots) in enumerate(random_ones):
        files.append(folder / f"{len(random_ones)}-{at}.toi")
        files[-1].write_text(preflib(options, ballots))
    told, ours = tally("schulze", files)
    began = time.perf_counter()
    profiles = [profile(*one) for one in random_ones]
    theirs = [beat_path(one, strength_function=one.support) for one in profiles]
    took = time.perf_counter() - began
    ratio = f"pref_voting {took:.2f} s / Meent {ours:.2f} s = {took / ours:.1f}"
    return files, told, profiles, theirs, ratio


def schulze(folder):
    random_ones = [random_rankings(strict=False) for _ in range(PROFILES)]
    files, told, profiles, theirs, many = by_both(folder, random_ones)
    several = 0
    by_margin = 0
    for file, made, winners, one in zip(files, profiles, theirs, told, strict=True):
        pairs = one["stages"][0]
        count = [[int(made.support(a, b)) for b in made.candidates] for a in made.candidates]
        if pairs["preferred"] != count:
            fail(f"{file.name}: pairs differ", file.read_text(), pairs["preferred"], count)
        if sorted(pairs["unbeaten"]) != names(winners):
            fail(f"{file.name}: unbeaten differ", file.read_text(), pairs["unbeaten"], winners)
        if len(winners) == 1:
            settled = one["winners"] == names(winners) and one["ties"] == []
        else:
            several += 1
            # A tie is named, and without a lot it stands.
            settled = one["winners"] == [] and sorted(one["ties"][0]["among"]) == names(winners)
        if not settled:
            fail(f"{file.name}: {winners} became", one["winners"], one["ties"])
        by_margin += names(beat_path(made)) != sorted(pairs["unbeaten"])
    if several < 100:
        fail(f"only {several} profiles with several winners: make others")
    # By another measure of strength others win: this judge tells them apart.
    if by_margin == 0:
        fail("margins and winning votes never differ: this judge would notice nothing")
    print(
        f"rankings: {PROFILES} profiles by Schulze as pref_voting has them, {several} with several "
        f"winners; by margins {by_margin} would differ"
    )
    big = random_rankings(strict=False, options=12, lines=10_000)
    _, told, _, theirs, large = by_both(folder, [big])
    if sorted(told[0]["stages"][0]["unbeaten"]) != names(theirs[0]):
        fail("unbeaten of 10,000 rankings differ", told[0]["stages"][0]["unbeaten"], theirs)
    # Meent's seconds hold its start and the reading of the files too.
    print(f"rankings: those profiles: {many}; one of 10,000 rankings of 12: {large}")


def said(sheet, key):
    lines = [line.split(": ", 1) for line in sheet.splitlines() if not line.startswith("#")]
    return [value for name, value in lines if name == key]


def units(votes):
    whole, part = votes.split(".")
    if len(part) != 5:
        fail(f"{votes} has no five decimals")
    return int(whole + part)


def difference(sheet, told):
    """Where a count differs from a sheet; None when nowhere."""
    if said(sheet, "winners") != ["; ".join(told["winners"])]:
        return f"winners {told['winners']}"
    exhausted = 0
    stages = said(sheet, "stage")
    if len(stages) != len(told["stages"]):
        return f"{len(told['stages'])} stages"
    for stage, wanted in zip(told["stages"], stages, strict=True):
        if [str(stage["quota"])] != said(sheet, "quota"):
            return f"quota {stage['quota']}"
        exhausted += units(stage["exhausted"])
        votes = [units(candidate["votes"]) for candidate in stage["votes"]]
        out, wanted_votes = wanted.split(" | ")
        if (exhausted, votes) != (units(out), [units(one) for one in wanted_votes.split()]):
            return f"stage {stage['stage']}: {exhausted} {votes}"
    return None


def sheets():
    found = sorted((HERE / "stv").glob("*.sheet"))
    if not found:
        fail("no count sheets")
    stages = 0
    for path in found:
        sheet = path.read_text()
        lot = ["--lot", "any"] if said(sheet, "lot") else []
        told = tally("stv", [path.with_suffix(".blt")], *lot)[0][0]
        differs = difference(sheet, told)
        if differs:
            fail(f"{path.name} differs: {differs}")
        stages += len(told["stages"])
        # One hundred-thousandth of a vote more, in the last stage, is noticed.
        wrong = sheet.rstrip()[:-1] + "1\n"
        if difference(wrong, told) is None:
            fail(f"{path.name}: a wrong sheet was not noticed")
    print(f"rankings: {len(found)} published counts by Scotland's rules, {stages} stages as printed")


def transferable(folder):
    elections = []
    for at in range(ELECTIONS):
        options, ballots = random_rankings(strict=True)
        seats = DICE.randint(1, options)
        path = folder / f"{at}.blt"
        path.write_text(blt(options, seats, ballots))
        elections.append((path, options, seats, ballots))
    told = tally("stv", [path for path, *_ in elections])[0]
    compared = 0
    by_stage = 0
    for (path, options, seats, ballots), one in zip(elections, told, strict=True):
        if any(tie["settled"] == "nobody" for tie in one["ties"]):
            continue
        # It passes on surpluses when all seats are filled, and may draw a lot for that: no matter.
        theirs = stv_scottish(profile(options, ballots), num_seats=seats, rng=DICE)
        if sorted(one["winners"]) != names(theirs):
            fail(f"{path.name}: {one['winners']}, pref_voting {theirs}", path.read_text())
        compared += 1
        by_stage += any(tie["settled"] == "stage" for tie in one["ties"])
    if compared < ELECTIONS // 3 or by_stage < 10:
        fail(f"only {compared} elections without a lot, {by_stage} settled by a stage")
    print(
        f"rankings: {compared} elections by transferable vote as pref_voting has them (the other "
        f"{ELECTIONS - compared} need a lot), {by_stage} with a tie that an earlier stage settled"
    )


def lots(folder):
    def drawn(name, pool, seats, key, algorithm):
        path = folder / f"{name}.json"
        people = [f"p{person}" for person in range(1, pool + 1)]
        asked = {"options": people, "seats": seats, "key": key, "ballots": []}
        path.write_text(json.dumps(asked | ({"hash": "md5"} if algorithm == "md5" else {})))
        return path

    def draw(pool, seats, key, algorithm):
        left = list(range(1, pool + 1))
        for turn in range(seats):
            around = turn.to_bytes(2, "big")
            digest = hashlib.new(algorithm, around + key.encode() + around).digest()
            yield f"p{left.pop(int.from_bytes(digest, 'big') % len(left))}"

    key = "9319./2.5.8.10.12./9.18.26.34.41.45./"
    # Section 6 of the RFC.
    printed = [f"p{person}" for person in (17, 7, 2, 16, 25, 23, 8, 24, 19, 13)]
    example = tally("lot", [drawn("rfc", 25, 10, key, "md5")])[0][0]
    if example["winners"] != printed:
        fail("RFC 3797 differs", example["winners"])
    for changed in (drawn("key", 25, 10, key + "1./", "md5"), drawn("sha", 25, 10, key, "sha256")):
        if tally("lot", [changed])[0][0]["winners"] == printed:
            fail("another key or another hash drew the same")
    cases = []
    for at in range(DRAWS):
        pool = DICE.randint(1, 300)
        case = (pool, DICE.randint(1, pool), f"{DICE.randint(1, 10**9)}./", "sha256")
        cases.append((drawn(f"draw{at}", *case), case))
    told = tally("lot", [path for path, _ in cases])[0]
    for (path, case), one in zip(cases, told, strict=True):
        if one["winners"] != list(draw(*case)):
            fail(f"{path.name} differs", one["winners"], list(draw(*case)))
    print(f"rankings: the lot of RFC 3797 as printed, {DRAWS} others as Python's hashes draw them")


with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    schulze(scratch)
    sheets()
    transferable(scratch)
    lots(scratch)
