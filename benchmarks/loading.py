"""How long `load_kb` takes for generated company files, and how that grows: `python -m benchmarks.loading`.

Each number of files is loaded into an empty, migrated database.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import yaml

from benchmarks import databases, results, words
from benchmarks.world import World, segment_names

LABEL = "loading"
SIZES = (250, 500, 1000, 2000)
SOURCE = "source-001"
RECORDS = 1 + 3 + 5 + 2
"""Records with an address in each company's file."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", default=SIZES, type=lambda text: [int(number) for number in text.split(",")],
                        help="how many company files, like 250,500")  # fmt: skip
    lines = ["| company files | records | seconds | records/s | seconds for each file | load again, nothing changed |",
             "|---|---|---|---|---|---|"]  # fmt: skip
    for files in parser.parse_args().files:
        databases.remake(LABEL)
        folder = Path(tempfile.mkdtemp(prefix="medtech-bench-"))
        try:
            write(folder, files)
            first, again = timed(folder), timed(folder)
        finally:
            shutil.rmtree(folder)
        records = files * RECORDS
        lines.append(
            f"| {files} | {records} | {first:.1f} | {records / first:.0f} | {first / files:.4f} | {again:.1f} |"
        )
        print(lines[-1], flush=True)
    databases.drop(LABEL)
    results.FOLDER.mkdir(exist_ok=True)
    (results.FOLDER / "loading.md").write_text("\n".join(["# Loading", "", *lines, ""]), encoding="utf-8")


def timed(folder) -> float:
    """Seconds of one run of the command, its start included."""
    began = time.monotonic()
    databases.manage(LABEL, "load_kb", str(folder), "--verbosity", "0")
    return time.monotonic() - began


def write(folder: Path, files: int) -> None:
    """The files of so many companies and of the records that they refer to."""
    (folder / "companies").mkdir()
    world = World(files, seed=1, types={})
    source = {
        "slug": SOURCE,
        "title": "Report",
        "kind": "article",
        "paragraphs": 60,
        "sha256": "0" * 64,
        "cite": [at(1)],
    }
    authorities = [{"slug": slug, "name": name, "jurisdiction": jurisdiction, "kind": kind, "cite": [at(2)]}
                   for name, slug, jurisdiction, kind in words.AUTHORITIES]  # fmt: skip
    segments = [{"slug": slug, "name": name, "cite": [at(3)]} for slug, name, _chinese in segment_names()]
    investors = [{"slug": f"investor-{number}", "name": f"Capital {number}", "cite": [at(4)]}
                 for number in range(world.investors)]  # fmt: skip
    for name, content in (("sources", [source]), ("authorities", authorities), ("segments", segments),
                          ("investors", investors)):  # fmt: skip
        _dump(folder / f"{name}.yaml", content)
    for number in range(files):
        company = company_file(world, number)
        _dump(folder / "companies" / f"{company['slug']}.yaml", company)


def at(paragraph):
    return f"{SOURCE}#{paragraph}"


def _dump(path, content):
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(
            content, file, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), allow_unicode=True, sort_keys=False
        )


def company_file(world, number) -> dict:
    """One company with its products, milestones and rounds, as an editor would write its file."""
    random = world.random_for("file", number)
    name, chinese, field = words.company_name(random)
    slug = f"{name.lower().replace(' ', '-')}-{number}"
    names = segment_names()
    return {
        "slug": slug, "name": f"{name} {number}",
        "names": [{"text": f"{chinese}{number}", "language": "zh-Hans", "kind": "primary", "cite": at(5)}],
        "coverage": "profiled", "kind": "device", "country": "CN", "summary": words.summary(random, field),
        "segments": [names[int(random() * len(names))][0]],
        "cite": [at(5), {"at": at(6), "field": "country", "stated": "China"}],
        "products": [
            {"slug": f"{slug}-p{part}", "name": f"{name} {number} device {part}", "kind": "device",
             "summary": words.summary(random, field), "cite": [at(7 + part)]} for part in range(3)
        ],
        "milestones": [
            {"slug": f"{slug}-m{part}", "name": f"{name}: step {part}", "product": f"{slug}-p{part % 3}",
             "authority": "fda", "pathway": "fda_510k", "outcome": "cleared", "when": f"{2005 + int(random() * 20)}",
             "cite": [at(10 + part)]} for part in range(5)
        ],
        "rounds": [
            {"slug": f"{slug}-r{part}", "name": f"{name}: series {'ab'[part]}", "series": "ab"[part],
             "when": f"{2010 + part}", "amount": "tens of millions of dollars", "cite": [at(20 + part)],
             "investments": [{"investor": f"investor-{int(random() ** 2 * (world.investors // 3)) * 3 + rank}",
                              "cite": [at(30 + rank)]} for rank in range(3)]} for part in range(2)
        ],
    }  # fmt: skip


if __name__ == "__main__":
    main()
