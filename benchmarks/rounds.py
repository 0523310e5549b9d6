"""All rounds of one workload: the contestants in turn, so that a busy moment of the machine meets all of them."""

import threading
import time
from statistics import median

from benchmarks import databases
from benchmarks.comparing import differences
from benchmarks.measuring import PATIENCE, Round, run_wrk
from benchmarks.shapes import EDIT, EVERY_SECONDS

WARM_UP_CALLS, WARM_UP_SECONDS = 40, 1
"""What is not counted."""
COMPARED = "abcef"
"""Workloads for which the limit must answer with the same values as ours."""
CALLS = 3
SLOW = 1000
"""Milliseconds from which on a few calls are timed one by one instead of by wrk."""


class Editor(threading.Thread):
    """Moves the version of the data every few seconds while a round runs; without a database it does nothing."""

    def __init__(self, label):
        super().__init__(daemon=True)
        self.label, self.ended = label, threading.Event()

    def __enter__(self):
        if self.label:
            self.start()

    def __exit__(self, *_problem):
        self.ended.set()
        if self.label:
            self.join()

    def run(self):
        with databases.cursor_of(self.label) as cursor:
            while not self.ended.wait(EVERY_SECONDS):
                cursor.execute(EDIT, [f"Looked at again at {time.time()}."])
            cursor.execute(EDIT, [""])


def measure(workload, running, connections, rounds, seconds, edited="", say=print) -> dict:
    """The rounds by contestant and connections: {"ours": {"2": [Round, …], "16": […]}, …}.

    `edited` is the label of a database in which somebody edits meanwhile. Raises RuntimeError if a contestant answers
    wrongly.
    """
    contestants = {name: running[name.split(",")[0]] for name in workload.paths if name.split(",")[0] in running}
    lines = {name: requests(workload, name, contestant) for name, contestant in contestants.items()}
    slow = {name: warm_up(workload, name, contestants[name], lines[name]) for name in contestants}
    by_name = {name: {str(number): [] for number in connections} for name in contestants}
    for number in connections:
        for name in lines:  # each connection of each worker has its statements ready before the clock runs
            run_round(contestants[name], lines[name], number, WARM_UP_SECONDS, slow[name])
        for _round in range(rounds):
            for name in lines:
                with Editor(edited):
                    done = run_round(contestants[name], lines[name], number, seconds, slow[name])
                by_name[name][str(number)].append(done)
        for name in lines:
            say(f"  {workload.name:<2} {number:>2} connections, {name:<10} {_summary(by_name[name][str(number)])}")
    return by_name


def run_round(contestant, lines, connections, seconds, slow):
    if slow:
        return Round(1000 / slow, slow, slow, slow, 0, 0, CALLS, is_single=True)
    return run_wrk(contestant, lines, connections, seconds)


def requests(workload, name, contestant) -> list[str]:
    """The lines that wrk reads; for an unchanged page with its ETag."""
    lines = []
    for path in workload.paths[name]:
        headers = dict(contestant.headers)
        if name in workload.unchanged:
            headers["If-None-Match"] = contestant.get(path)[1].get("ETag", "none")
        lines.append("\t".join([path, *(f"{header}: {value}" for header, value in headers.items())]))
    return lines


def warm_up(workload, name, contestant, lines) -> float:
    """Call some paths once each. Returns the median milliseconds if it is SLOW or more (PATIENCE at most), else 0.

    Raises RuntimeError if an answer has another status than the workload expects.
    """
    times, began = [], time.monotonic()
    for line in lines[:WARM_UP_CALLS]:
        path, *pairs = line.split("\t")
        headers = dict(header.split(": ", 1) for header in pairs)
        start = time.monotonic()
        try:
            status, _headers, body = contestant.get(path, headers, timeout=PATIENCE)
        except TimeoutError:  # as slow as we wait, or slower
            return PATIENCE * 1000
        times.append((time.monotonic() - start) * 1000)
        if status != workload.status(name):
            raise RuntimeError(f"{name} answers {status} to {path}: {body[:300]!r}")
        if len(times) >= CALLS and time.monotonic() - began > PATIENCE / 2:
            break
    typical = median(times)
    return typical if typical >= SLOW else 0


def _summary(rounds):
    best = max(rounds, key=lambda run: run.per_second)
    lost = sum(run.lost for run in rounds)
    text = f"{median(run.per_second for run in rounds):9.1f}/s  p95 {median(run.p95 for run in rounds):8.2f} ms"
    text += f"  hits {median(run.hits for run in rounds):.0%}"
    return f"{text}  cpu {median(run.cpu for run in rounds):7.2f} ms  best {best.per_second:.1f}/s  failed {lost}"


def check(workload, running) -> list[str]:
    """The differences between the limit's answers and ours."""
    if workload.name not in COMPARED or not {"ours", "limit"} <= running.keys():
        return []
    return differences(workload, running["ours"], running["limit"])
