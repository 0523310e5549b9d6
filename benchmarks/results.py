"""Results as a file for programs (.json) and a table for people (.md), dated, under benchmarks/results/."""

import datetime
import json
from pathlib import Path
from statistics import median

from benchmarks.machine import described, sizes, statements

FOLDER = Path(__file__).with_name("results")


def write(options, measurements) -> Path:
    """Write both files; returns the name of the one for programs."""
    FOLDER.mkdir(exist_ok=True)
    day = datetime.datetime.now(datetime.UTC)
    content = {
        "measured": f"{day:%Y-%m-%d %H:%M} UTC", "companies": options.companies, "rounds": options.rounds,
        "seconds": options.seconds, "machine": described(options.companies), "size": sizes(options.companies),
        "statements": statements(options.companies),
        "shapes": {name: _shape(shape) for name, shape in measurements.items()},
    }  # fmt: skip
    path = FOLDER / f"{day:%Y-%m-%d-%H%M}-n{options.companies}.json"
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    path.with_suffix(".md").write_text(in_words(content), encoding="utf-8")
    return path


def _shape(shape):
    rounds = {
        name: {number: [each.as_dict() | {"cpu": each.cpu} for each in made] for number, made in by_number.items()}
        for name, by_number in shape["rounds"].items()
    }  # fmt: skip
    return {"title": shape["title"], "same_as_limit": not shape["differences"], "rounds": rounds}


def in_words(content) -> str:
    """The tables of a result."""
    machine = content["machine"]
    lines = [
        f"# {content['companies']:,} companies, {content['measured']}", "",
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB; Python {machine['python']}, "
        f"PostgreSQL {machine['postgresql']}; "
        f"{', '.join(f'{name} {number}' for name, number in machine['packages'].items())}; commit {machine['commit']}"
        f"{' with changes' if machine['is_changed'] else ''}; load before: {machine['load_before'][0]}.",
        f"{content['rounds']} rounds of {content['seconds']:g} s, contestants in turn; "
        f"{content['size']['bytes_per_company']:,} bytes on the disk for each company.",
        "SQL statements of one request: "
        + ", ".join(f"{name} {number:g}" for name, number in content["statements"].items()) + ".",
        "",
    ]  # fmt: skip
    numbers = {number for shape in content["shapes"].values() for made in shape["rounds"].values() for number in made}
    for number in sorted(numbers, key=int):
        lines += _table(content["shapes"], number)
    return "\n".join(lines)


def _table(shapes, number):
    head = [
        "shape",
        "asked",
        "requests/s",
        "ours : it, min / median",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "CPU ms",
        "of it SQL",
    ]
    head.append("failed")
    lines = [f"## {number} connections", "", f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for name, shape in shapes.items():
        title = f"{name}. {shape['title']}"
        ours = shape["rounds"].get("ours", {}).get(number)
        for contestant, by_number in shape["rounds"].items():
            lines.append(_row(title, contestant, by_number[number], ours))
            title = ""
    return [*lines, ""]


def _row(title, contestant, made, ours):
    cells = [
        title,
        contestant,
        f"{_middle(made, 'per_second'):,.0f}",
        "" if contestant == "ours" else _ratios(ours, made),
    ]
    cells += [f"{_middle(made, key):.2f}" for key in ("p50", "p95", "p99", "cpu", "cpu_postgres")]
    return f"| {' | '.join([*cells, str(sum(each['lost'] for each in made) or '')])} |"


def _middle(rounds, key):
    return median(each[key] for each in rounds)


def _ratios(ours, other):
    """Our requests per second over the other's, round by round: the worst, and the one in the middle."""
    if not ours:
        return ""
    pairs = [(mine["per_second"], theirs["per_second"]) for mine, theirs in zip(ours, other, strict=True)]
    ratios = [mine / theirs for mine, theirs in pairs if theirs]  # nothing was answered in a round that short
    if not ratios:
        return ""
    return " / ".join(f"{each:.0%}" if each < 2 else f"{each:.1f}×" for each in (min(ratios), median(ratios)))
