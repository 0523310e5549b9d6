"""All rounds of one shape: the contestants in turn, so that a busy moment of the machine meets all of them."""

import time
from statistics import median

from benchmarks.measuring import PATIENCE, Round, walked
from benchmarks.same import differences

WARMING = 40
WARM = 1
"""Seconds of a round that is not counted."""
COMPARED = "abcef"
"""Shapes whose answer by the limit must hold the same values as ours."""
CALLS = 3
SLOW = 1000
"""Milliseconds from which on calls are timed one by one, a few of them, instead of by wrk."""


def measured(shape, running, connections, rounds, seconds, say=print) -> dict:
    """The rounds by contestant and connections: {"ours": {"2": [Round, …], "16": […]}, …}.

    A contestant that answers wrongly has no rounds, and says so.
    """
    contestants = {name: running[name.split(",")[0]] for name in shape.paths if name.split(",")[0] in running}
    lines = {name: requests(shape, name, each) for name, each in contestants.items()}
    slow = {name: warmed(shape, name, each, lines[name]) for name, each in contestants.items()}
    by_name = {name: {str(number): [] for number in connections} for name in contestants}
    for number in connections:
        for name in lines:  # each connection of each worker has its statements ready before the clock runs
            one(contestants[name], lines[name], number, WARM, slow[name])
        for _round in range(rounds):
            for name in lines:
                by_name[name][str(number)].append(one(contestants[name], lines[name], number, seconds, slow[name]))
        for name in lines:
            say(f"  {shape.name:<2} {number:>2} connections, {name:<10} {_summary(by_name[name][str(number)])}")
    return by_name


def one(contestant, lines, connections, seconds, slow):
    if slow:
        return Round(1000 / slow, slow, slow, slow, 0, 0, CALLS, is_single=True)
    return walked(contestant, lines, connections, seconds)


def requests(shape, name, contestant) -> list[str]:
    """The lines that wrk reads; for an unchanged page each with the ETag that was given."""
    lines = []
    for path in shape.paths[name]:
        headers = dict(contestant.headers)
        if name in shape.unchanged:
            headers["If-None-Match"] = contestant.get(path)[1].get("ETag", "none")
        lines.append("\t".join([path, *(f"{header}: {value}" for header, value in headers.items())]))
    return lines


def warmed(shape, name, contestant, lines) -> float:
    """Ask each of some paths once. Returns the milliseconds of a call from a second on (PATIENCE at most), else 0.

    Raises RuntimeError where an answer is not what the shape is about.
    """
    times, began = [], time.monotonic()
    for line in lines[:WARMING]:
        path, *pairs = line.split("\t")
        headers = dict(header.split(": ", 1) for header in pairs)
        start = time.monotonic()
        try:
            status, _headers, body = contestant.get(path, headers, timeout=PATIENCE)
        except TimeoutError:  # as slow as we wait, or slower
            return PATIENCE * 1000
        times.append((time.monotonic() - start) * 1000)
        if status != shape.status(name):
            raise RuntimeError(f"{name} answers {status} to {path}: {body[:300]!r}")
        if len(times) >= CALLS and time.monotonic() - began > PATIENCE / 2:
            break
    typical = median(times)
    return typical if typical >= SLOW else 0


def _summary(rounds):
    best = max(rounds, key=lambda each: each.per_second)
    lost = sum(each.lost for each in rounds)
    text = f"{median(each.per_second for each in rounds):9.1f}/s  p95 {median(each.p95 for each in rounds):8.2f} ms"
    return f"{text}  cpu {median(each.cpu for each in rounds):7.2f} ms  best {best.per_second:.1f}/s  failed {lost}"


def checked(shape, running) -> list[str]:
    """Where the limit's answers differ from ours."""
    if shape.name not in COMPARED or not {"ours", "limit"} <= running.keys():
        return []
    return differences(shape, running["ours"], running["limit"])
