"""One round of one contestant at one workload: wrk sends requests, CPU clocks say what they cost."""

import json
import os
import re
import subprocess
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from postgres import embedded
from postgres.postmaster import Postmaster

WALK = Path(__file__).with_name("walk.lua")
PATIENCE = 30
"""Seconds that one call may take; a slower one is not repeated."""


@dataclass
class Round:
    """The result of one round; times in milliseconds, `cpu` in milliseconds per request, `lost` is what failed.

    `hits` is the share of answers that came from a store. `is_single` marks calls so slow that they were timed one by
    one instead of by wrk.
    """

    per_second: float
    p50: float
    p95: float
    p99: float
    cpu_application: float
    cpu_postgres: float
    requests: int
    lost: int = 0
    is_single: bool = False
    hits: float = 0

    @property
    def cpu(self):
        return self.cpu_application + self.cpu_postgres

    def as_dict(self):
        return asdict(self)


def run_wrk(contestant, lines, connections, seconds) -> Round:
    """A round of wrk over the requests in `lines`."""
    with tempfile.NamedTemporaryFile("w", suffix=".walk", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
        file.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--timeout", f"{PATIENCE}s", "-s", WALK]
        answered, before = contestant.answered(), clocks(contestant)
        environment = os.environ | {"WALK": file.name}
        done = subprocess.run([*command, contestant.address], env=environment, capture_output=True, text=True)
        spent = [_since(start, after) for start, after in zip(before, clocks(contestant), strict=True)]
    answered, stored = (after - then for then, after in zip(answered, contestant.answered(), strict=True))
    match = re.search(r"^WALKED (.*)$", done.stdout, re.MULTILINE)
    if not match:
        raise RuntimeError(f"wrk failed: {done.stderr or done.stdout}")
    report = json.loads(match[1])
    per_request = 1000 / max(report["requests"], 1)
    return Round(
        per_second=report["requests"] / report["seconds"], p50=report["p50"], p95=report["p95"], p99=report["p99"],
        cpu_application=spent[0] * per_request, cpu_postgres=spent[1] * per_request, requests=report["requests"],
        lost=report["odd"] + report["lost"], hits=stored / max(answered, 1),
    )  # fmt: skip


def clocks(contestant) -> tuple[dict, dict]:
    """CPU seconds so far by process: of the contestant, and of PostgreSQL."""
    return _seconds(_family(contestant.process.pid)), _seconds(_postgres() if contestant.uses_postgres else [])


def _family(number):
    parent = psutil.Process(number)
    return [parent, *parent.children(recursive=True)]


def _postgres():
    """The processes of the server; empty if it is on another machine."""
    if os.environ.get("DATABASE_URL"):
        return [process for process in psutil.process_iter() if process.name() == "postgres"]
    return Postmaster(embedded.DATA).processes()


def _seconds(processes):
    seconds = {}
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.Error:
            continue
        seconds[process.pid, process.create_time()] = times.user + times.system
    return seconds


def _since(before, after):
    """CPU seconds between two readings, without those of processes that have ended since."""
    return sum(spent - before.get(process, 0) for process, spent in after.items())
