"""Measure the application, its limit and its peers: `python -m benchmarks.run 1000` (make bench N=1000)."""

import argparse
import sys

from benchmarks import databases, generate, results, sqlite_file
from benchmarks.contestants import collect_static, contestants
from benchmarks.rounds import check, measure
from benchmarks.shapes import CONTESTANTS, mixed
from benchmarks.workloads import workloads

LETTERS = "abcdefghm"


def main() -> int:
    options = arguments()
    generate.ready(options.companies)
    collect_static(options.companies)
    if "datasette" in options.only:
        sqlite_file.ready(options.companies, generate.fingerprint())
    datasette = f"/{sqlite_file.path_of(options.companies).stem}"
    with databases.cursor_of(options.companies) as cursor:
        all_workloads = workloads(cursor, datasette)
        cursor.execute("SELECT slug FROM bench_limit.company ORDER BY id")
        all_workloads["m"] = mixed(all_workloads, [slug for (slug,) in cursor.fetchall()], datasette)
    selected = {name: workload for name, workload in all_workloads.items() if name[0] in options.workloads}
    programs = contestants(options.companies, options.before)
    running = {name: program for name, program in programs.items() if name in options.only}
    measurements = {}
    try:
        for program in running.values():
            program.start(options.companies)
        for name, workload in selected.items():
            print(f"{name}. {workload.title}", flush=True)
            measurements[name] = {
                "title": workload.title,
                "differences": check(workload, running),
                "rounds": measure(
                    workload,
                    running,
                    options.connections,
                    options.rounds,
                    *((options.mixed_seconds, options.companies) if name == "m" else (options.seconds,)),
                ),
            }
            for difference in measurements[name]["differences"]:
                print(f"  limit and ours differ: {difference}"[:300])
    finally:
        for program in running.values():
            program.stop()
    written = results.write(options, measurements)
    print(written.with_suffix(".md").read_text())
    return 1 if any(workload["differences"] for workload in measurements.values()) else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("companies", type=int, help="how many companies: 1000, 100000, 1000000")
    parser.add_argument(
        "--workloads", "--shapes", default=LETTERS, type=lambda text: text.replace(",", ""), help="like a,b,g"
    )
    parser.add_argument("--before", default="", help="a folder with other code, measured as the contestant `before`")
    parser.add_argument("--mixed-seconds", type=float, default=15, help="that one round of the mixed trace takes")
    parser.add_argument("--only", default=",".join(CONTESTANTS), type=lambda text: text.split(","),
                        help="contestants with commas between them")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=3, help="of each contestant, at each number of connections")
    parser.add_argument("--seconds", type=float, default=2, help="that one round takes")
    parser.add_argument("--connections", default=[2, 16], type=lambda text: [int(number) for number in text.split(",")],
                        help="at once, like 2,16")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
