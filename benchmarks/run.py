"""Measure the application, its limit and its peers: `python -m benchmarks.run 1000` (make bench N=1000)."""

import argparse
import sys

from benchmarks import databases, generate, results, sqlite_file
from benchmarks.contestants import collect_static, contestants
from benchmarks.rounds import check, measure
from benchmarks.workloads import workloads

LETTERS = "abcdefgh"


def main() -> int:
    options = arguments()
    generate.ready(options.companies)
    collect_static(options.companies)
    if "datasette" in options.only:
        sqlite_file.ready(options.companies, generate.fingerprint())
    with databases.cursor_of(options.companies) as cursor:
        selected = {
            name: workload
            for name, workload in workloads(cursor, f"/{sqlite_file.path_of(options.companies).stem}").items()
            if name[0] in options.workloads
        }
    running = {name: program for name, program in contestants(options.companies).items() if name in options.only}
    measurements = {}
    try:
        for program in running.values():
            program.start(options.companies)
        for name, workload in selected.items():
            print(f"{name}. {workload.title}", flush=True)
            measurements[name] = {
                "title": workload.title,
                "differences": check(workload, running),
                "rounds": measure(workload, running, options.connections, options.rounds, options.seconds),
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
    parser.add_argument("--only", default="ours,limit,viewset,datasette", type=lambda text: text.split(","),
                        help="contestants with commas between them")  # fmt: skip
    parser.add_argument("--rounds", type=int, default=3, help="of each contestant, at each number of connections")
    parser.add_argument("--seconds", type=float, default=2, help="that one round takes")
    parser.add_argument("--connections", default=[2, 16], type=lambda text: [int(number) for number in text.split(",")],
                        help="at once, like 2,16")  # fmt: skip
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
