"""Results as a file for programs (.json) and a table for people (.md), dated, under benchmarks/results/."""

import datetime
import json
from pathlib import Path
from statistics import median

from benchmarks.machine import described, sizes, statements

FOLDER = Path(__file__).with_name("results")


def write(options, measurements) -> Path:
    """Write both files; returns the path of the one for programs."""
    FOLDER.mkdir(exist_ok=True)
    day = datetime.datetime.now(datetime.UTC)
    content = {
        "measured": f"{day:%Y-%m-%d %H:%M} UTC", "companies": options.companies, "rounds": options.rounds,
        "seconds": options.seconds, "machine": described(options.companies), "size": sizes(options.companies),
        "statements": statements(options.companies),
        "workloads": {name: _rounds_of(workload) for name, workload in measurements.items()},
    }  # fmt: skip
    path = FOLDER / f"{day:%Y-%m-%d-%H%M}-n{options.companies}.json"
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    path.with_suffix(".md").write_text(in_words(content), encoding="utf-8")
    return path


def _rounds_of(workload):
    rounds = {
        name: {number: [run.as_dict() | {"cpu": run.cpu} for run in runs] for number, runs in by_number.items()}
        for name, by_number in workload["rounds"].items()
    }  # fmt: skip
    return {"title": workload["title"], "same_as_limit": not workload["differences"], "rounds": rounds}


def in_words(content) -> str:
    """The result as Markdown tables."""
    machine = content["machine"]
    lines = [
        f"# {content['companies']:,} companies, {content['measured']}", "",
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB; Python {machine['python']}, "
        f"PostgreSQL {machine['postgresql']}; "
        f"{', '.join(f'{name} {number}' for name, number in machine['packages'].items())}; commit {machine['commit']}"
        f"{' with changes' if machine['is_changed'] else ''}; load before: {machine['load_before'][0]}.",
        f"{content['rounds']} rounds of {content['seconds']:g} s, contestants in turn; "
        f"{content['size']['bytes_per_company']:,} bytes on disk for each company.",
        "SQL statements of one request: "
        + ", ".join(f"{name} {number:g}" for name, number in content["statements"].items()) + ".",
        "",
    ]  # fmt: skip
    numbers = {n for workload in content["workloads"].values() for runs in workload["rounds"].values() for n in runs}
    for number in sorted(numbers, key=int):
        lines += _table(content["workloads"], number)
    return "\n".join(lines)


def _table(workloads, number):
    head = [
        "workload",
        "request",
        "requests/s",
        "ours : it, min / median",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "CPU ms",
        "of it SQL",
        "hits",
    ]
    head.append("failed")
    lines = [f"## {number} connections", "", f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for name, workload in workloads.items():
        title = f"{name}. {workload['title']}"
        ours = workload["rounds"].get("ours", {}).get(number)
        for contestant, by_number in workload["rounds"].items():
            lines.append(_row(title, contestant, by_number[number], ours))
            title = ""
    return [*lines, ""]


def _row(title, contestant, rounds, ours):
    cells = [
        title,
        contestant,
        f"{_median(rounds, 'per_second'):,.0f}",
        "" if contestant == "ours" else _ratios(ours, rounds),
    ]
    cells += [f"{_median(rounds, key):.2f}" for key in ("p50", "p95", "p99", "cpu", "cpu_postgres")]
    cells.append(f"{_median(rounds, 'hits'):.0%}")
    return f"| {' | '.join([*cells, str(sum(run['lost'] for run in rounds) or '')])} |"


def _median(rounds, key):
    return median(run[key] for run in rounds)


def _ratios(ours, other):
    """Our requests per second over the other's, round by round: the lowest and the median."""
    if not ours:
        return ""
    pairs = [(mine["per_second"], theirs["per_second"]) for mine, theirs in zip(ours, other, strict=True)]
    ratios = [mine / theirs for mine, theirs in pairs if theirs]  # nothing was answered in a round that short
    if not ratios:
        return ""
    return " / ".join(f"{ratio:.0%}" if ratio < 2 else f"{ratio:.1f}×" for ratio in (min(ratios), median(ratios)))
