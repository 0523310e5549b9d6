"""The mixed trace: all shapes of reads that every contestant answers, in the shares in which visitors ask for them."""

import itertools
import random

from benchmarks.workloads import API, VIEWSET, Workload

SHARES = {"a": 10, "b": 45, "c": 12, "d1": 8, "d2": 5, "d4": 10, "e": 5, "f": 5}
"""Percent of the requests. d3 (a misspelled name) is left out: Datasette finds none."""
EXPONENT = 1.0
"""Of the Zipf distribution by which companies and questions are drawn: the second is asked for half as often."""
LENGTH = 50_000
CONTESTANTS = ("ours", "cold", "limit", "limit stored", "viewset", "before", "datasette")
EVERY_SECONDS = 5
"""Between two edits that move the version of the data."""
EDIT = "UPDATE sources_citation SET note = %s WHERE id = (SELECT max(id) FROM sources_citation)"
"""Of the last company's last place alone, and taken back at the end."""


def mixed(workloads, slugs, datasette, seed=1) -> Workload:
    """The trace over workloads by name, and all companies by slug."""
    dice = random.Random(seed)
    slugs = list(slugs)
    dice.shuffle(slugs)
    parts = {name: {who: _paths(workloads[name], who) for who in CONTESTANTS} for name in SHARES if name != "b"}
    parts["b"] = {who: [_profile(who, slug, datasette) for slug in slugs] for who in CONTESTANTS}
    draws = {name: _zipf(min(map(len, paths.values())), dice) for name, paths in parts.items()}
    names = dice.choices(list(SHARES), list(SHARES.values()), k=LENGTH)
    steps = [(name, draws[name]()) for name in names]
    return Workload(
        "m", "mixed: a to f, by Zipf, an edit every 5 s",
        {who: [parts[name][who][index] for name, index in steps] for who in CONTESTANTS},
    )  # fmt: skip


def _paths(workload, who):
    return workload.paths["ours" if who in ("cold", "limit stored", "before") else who]


def _profile(who, slug, datasette):
    if who == "datasette":
        return f"{datasette}/profile.json?slug={slug}"
    return f"{VIEWSET if who == 'viewset' else API}{slug}/"


def _zipf(count, dice):
    """A function that draws a rank below `count`."""
    weights = list(itertools.accumulate(rank**-EXPONENT for rank in range(1, count + 1)))
    ranks = range(count)
    return lambda: dice.choices(ranks, cum_weights=weights)[0]
