"""Budgets counted by `meent tally`, and by pabutools: budgets.py MEENT

Greedy by votes, and the Method of Equal Shares with both measures of worth, on random files of Pabulib that
both programs read by themselves. Compared exactly: who is paid, at which price, and what our completion (by
votes, of what equal shares leave) adds. Both break ties by more votes, then the lower cost, then one lot.
pabutools is also asked for something else, and the judge must notice.
"""

import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

from pabutools.election import Cardinality_Sat, Cost_Sat, parse_pabulib
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

MEENT = sys.argv[1]
# Fixed, so that what failed once fails again.
DICE = random.Random(3797)
FILES = 1000
KEY = "2026./11./"
# No system takes a command line of more than some 100 KB for granted.
AT_ONCE = 500


def fail(what, *shown):
    print(f"budgets: {what}", *shown, sep="\n  ", file=sys.stderr)
    sys.exit(1)


def tally(method, files, *options):
    """What Meent makes of each file, in order."""
    told = []
    for start in range(0, len(files), AT_ONCE):
        some = [str(file) for file in files[start : start + AT_ONCE]]
        command = [MEENT, "tally", method, *some, *options, "--json"]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            fail(f"meent tally {method}: exit {run.returncode}", run.stderr, run.stdout[:500])
        told += [json.loads(line) for line in run.stdout.splitlines()]
    if len(told) != len(files):
        fail(f"meent tally {method}: {len(told)} answers for {len(files)} files")
    return told


def random_file():
    """A file with small numbers, so that many are level; one in four has money with decimals."""
    projects = [f"p{at}" for at in range(1, DICE.randint(2, 9))]
    step = DICE.choice([1, 5, 10, "0.25"])
    costs = [DICE.randint(1, 12) * Fraction(step) for _ in projects]
    pot = sum(costs, Fraction(0)) * DICE.randint(1, 9) / 10
    pot = Fraction(int(pot * 100), 100)

    def money(amount):
        return f"{amount.numerator * 100 // amount.denominator / 100:.2f}".rstrip("0").rstrip(".")

    voters = [DICE.sample(projects, DICE.randint(0, len(projects))) for _ in range(DICE.randint(1, 16))]
    lines = ["META", "key;value", "description;random", f"budget;{money(pot)}", "vote_type;approval"]
    lines += [f"num_projects;{len(projects)}", f"num_votes;{len(voters)}"]
    lines += ["PROJECTS", "project_id;cost"]
    lines += [f"{project};{money(cost)}" for project, cost in zip(projects, costs, strict=True)]
    lines += ["VOTES", "voter_id;vote"]
    lines += [f"{voter};{','.join(vote)}" for voter, vote in enumerate(voters)]
    return "\n".join(lines) + "\n"


def lot(folder, options):
    """The order in which a lot with our key puts so many options."""
    path = folder / f"lot{options}.json"
    people = [f"p{at}" for at in range(1, options + 1)]
    path.write_text(json.dumps({"options": people, "seats": options, "key": KEY}))
    return tally("lot", [path])[0]["winners"]


class Theirs:
    """A file as pabutools reads and counts it."""

    def __init__(self, path, lots):
        self.instance, self.profile = parse_pabulib(str(path))
        self.votes = collections.Counter(project.name for ballot in self.profile for project in ballot)
        order = lots[len(self.instance)]
        self.ties = TieBreakingRule(
            lambda _instance, _profile, project: (
                -self.votes[project.name],
                project.cost,
                order.index(project.name),
            )
        )

    def paid(self, projects):
        # It also pays what nobody approved, after all else; we don't.
        return {project.name for project in projects if self.votes[project.name]}

    def greedy(self, begun=()):
        return greedy_utilitarian_welfare(
            self.instance,
            self.profile,
            # Worth by cost is votes times cost, and it goes by worth for what it costs: by votes.
            sat_class=Cost_Sat,
            tie_breaking=self.ties,
            initial_budget_allocation=list(begun),
        )

    def shares(self, worth):
        return method_of_equal_shares(
            self.instance, self.profile, sat_class=worth, tie_breaking=self.ties, analytics=True
        )

    def prices(self, worth, outcome):
        """What each supporter pays at most, by project."""
        found = {}
        for iteration in outcome.details.iterations:
            selected = iteration.selected_project
            if selected is None:
                continue
            cost = Fraction(str(selected.cost))
            price = Fraction(str(selected.affordability))
            found[selected.name] = price * cost if worth is Cost_Sat else price
        return found


def check_left(path, one, theirs):
    """No more is spent than there is."""
    costs = {stage["project"]: Fraction(stage["cost"]) for stage in one["stages"]}
    spent = sum((costs[project] for project in one["winners"]), Fraction(0))
    if spent > Fraction(str(theirs.instance.budget_limit)):
        fail(f"{path.name}: {spent} is spent", path.read_text())


def without_lot(path, settled, open_one):
    """Where no lot was needed none changes anything; where it was, nobody level is paid without."""
    if open_one["ties"] == []:
        if open_one["winners"] != settled["winners"]:
            fail(f"{path.name}: a lot that nobody needed changed", path.read_text())
        return False
    if not set(open_one["winners"]) <= set(settled["winners"]):
        fail(f"{path.name}: paid only without a lot", path.read_text())
    if any(tie["settled"] != "nobody" or tie["chosen"] for tie in open_one["ties"]):
        fail(f"{path.name}: settled without a lot", open_one["ties"])
    return True


def greedy(files, all_theirs):
    told = tally("budget-greedy", files, "--lot", KEY)
    open_ones = tally("budget-greedy", files)
    level = 0
    for path, one, open_one, theirs in zip(files, told, open_ones, all_theirs, strict=True):
        wanted = theirs.paid(theirs.greedy())
        if set(one["winners"]) != wanted:
            fail(f"{path.name}: greedy differs", path.read_text(), one["winners"], wanted)
        check_left(path, one, theirs)
        level += without_lot(path, one, open_one)
    if level < FILES // 50:
        fail(f"greedy: only {level} files need a lot")
    print(f"budgets: {FILES} by votes as pabutools has them, {level} of them need a lot")
    return told


def shares(files, all_theirs, word, worth):
    options = ["--worth", word]
    told = tally("budget-shares", files, "--lot", KEY, *options)
    open_ones = tally("budget-shares", files, *options)
    level = 0
    completed = 0
    for path, one, open_one, theirs in zip(files, told, open_ones, all_theirs, strict=True):
        turns = [stage for stage in one["stages"] if stage["phase"] == "shares"]
        ours = {stage["project"]: Fraction(stage["price"]) for stage in turns if stage["price"]}
        outcome = theirs.shares(worth)
        if ours != theirs.prices(worth, outcome):
            wanted = theirs.prices(worth, outcome)
            fail(f"{path.name}: {word}: prices differ", path.read_text(), ours, wanted)
        if ours.keys() != theirs.paid(outcome):
            fail(f"{path.name}: {word}: differs", path.read_text(), ours, outcome)
        wanted = theirs.paid(theirs.greedy(outcome))
        if set(one["winners"]) != wanted:
            fail(f"{path.name}: {word}: completed", path.read_text(), one["winners"], wanted)
        check_left(path, one, theirs)
        level += without_lot(path, one, open_one)
        completed += len(one["winners"]) > len(ours)
    if level < FILES // 50 or completed < FILES // 10:
        fail(f"{word}: only {level} files need a lot, {completed} are completed")
    print(
        f"budgets: {FILES} by equal shares ({word}) as pabutools has them, price by price; "
        f"{completed} completed by votes, {level} need a lot"
    )
    return told


with tempfile.TemporaryDirectory() as scratch:
    scratch = pathlib.Path(scratch)
    LOTS = {options: lot(scratch, options) for options in range(1, 9)}
    FOUND = [scratch / f"{at}.pb" for at in range(FILES)]
    for found in FOUND:
        found.write_text(random_file())
    THEIRS = [Theirs(found, LOTS) for found in FOUND]
    COUNTS = [
        greedy(FOUND, THEIRS),
        shares(FOUND, THEIRS, "project", Cardinality_Sat),
        shares(FOUND, THEIRS, "cost", Cost_Sat),
    ]
    # Were they all alike, this judge would notice nothing.
    for one, other in ((0, 1), (1, 2), (0, 2)):
        pairs = zip(COUNTS[one], COUNTS[other], strict=True)
        differ = sum(set(left["winners"]) != set(right["winners"]) for left, right in pairs)
        if differ < FILES // 50:
            fail(f"only {differ} files tell count {one} from count {other}")
    # Nor would it notice who goes first, if another lot paid for the same.
    OTHER = tally("budget-greedy", FOUND, "--lot", f"{KEY}1./")
    if all(left["winners"] == right["winners"] for left, right in zip(COUNTS[0], OTHER, strict=True)):
        fail("another lot changes nothing")
