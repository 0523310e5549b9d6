"""Results as a file for programs (.json) and a table for people (.md), dated, under benchmarks/results/."""

import datetime
import json
from pathlib import Path
from statistics import median

from benchmarks.machine import described, sizes

FOLDER = Path(__file__).with_name("results")


def write(given, found) -> Path:
    """Write both files; returns the name of the one for programs."""
    FOLDER.mkdir(exist_ok=True)
    day = datetime.datetime.now(datetime.UTC)
    content = {
        "measured": f"{day:%Y-%m-%d %H:%M} UTC", "companies": given.companies, "rounds": given.rounds,
        "seconds": given.seconds, "machine": described(given.companies), "size": sizes(given.companies),
        "shapes": {letter: _shape(shape) for letter, shape in found.items()},
    }  # fmt: skip
    path = FOLDER / f"{day:%Y-%m-%d}-n{given.companies}.json"
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
        f"{content['size']['bytes_per_company']:,} bytes on the disk for each company.", "",
    ]  # fmt: skip
    for number in sorted({number for shape in content["shapes"].values() for made in shape["rounds"].values()
                          for number in made}, key=int):  # fmt: skip
        lines += _table(content["shapes"], number)
    return "\n".join(lines)


def _table(shapes, number):
    names = list(dict.fromkeys(name for shape in shapes.values() for name in shape["rounds"]))
    others = [name for name in names if name != "ours"]
    lines = [f"## {number} connections", "",
             "| shape | " + " | ".join(f"{name}/s" for name in names)
             + " | " + " | ".join(f"ours : {name}, min / median" for name in others)
             + " | CPU ms " + ", ".join(names) + " | p50 / p95 / p99 ms, ours | p95 ms " + ", ".join(others) + " |",
             "|" + "---|" * (4 + len(names) + len(others))]  # fmt: skip
    for letter, shape in shapes.items():
        made = {name: rounds[number] for name, rounds in shape["rounds"].items()}
        cells = [f"{letter}. {shape['title']}"]
        cells += [f"{_middle(made.get(name), 'per_second'):,.0f}" if name in made else "" for name in names]
        cells += [_ratios(made.get("ours"), made.get(name)) for name in others]
        cells.append(", ".join(f"{_middle(made.get(name), 'cpu'):.2f}" if name in made else "-" for name in names))
        cells.append(" / ".join(f"{_middle(made.get('ours'), key):.2f}" for key in ("p50", "p95", "p99")))
        cells.append(", ".join(f"{_middle(made.get(name), 'p95'):.2f}" if name in made else "-" for name in others))
        failed = [f"{name}: {lost} failed" for name in made if (lost := sum(each["lost"] for each in made[name]))]
        lines.append(f"| {' | '.join(cells)} |{' ' + ', '.join(failed) if failed else ''}")
    return [*lines, ""]


def _middle(rounds, key):
    return median(each[key] for each in rounds) if rounds else float("nan")


def _ratios(ours, other):
    """Our requests per second over the other's, round by round: the worst, and the one in the middle."""
    if not ours or not other:
        return ""
    ratios = [mine["per_second"] / theirs["per_second"] for mine, theirs in zip(ours, other, strict=True)]
    return " / ".join(f"{each:.0%}" if each < 2 else f"{each:.1f}×" for each in (min(ratios), median(ratios)))
