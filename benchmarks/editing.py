"""What one edit costs the database with everything derived from it: `python -m benchmarks.editing 1000`.

A company, a milestone and a name are changed as the admin saves them, through the models and in one transaction, which
is rolled back. The time is PostgreSQL's: of the statements of the transaction, triggers included.
"""

import argparse
import time
from statistics import median

from benchmarks import results
from benchmarks.statements import begin

TIMES = 25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("companies", type=int, help="the size of a database that benchmarks.generate made")
    label = parser.parse_args().companies
    begin(label)
    lines = ["| edit | median ms | slowest ms | statements |", "|---|---|---|---|"]
    for title, edit in (
        ("the name and the summary of a company", edit_company), ("the date of a milestone", edit_milestone),
        ("a further name of a company", edit_name), ("the segments of a company", edit_segments),
        ("a new citation", add_citation),
    ):  # fmt: skip
        times, statements = zip(*[timed(edit, 1 + number * 37 % label) for number in range(TIMES)], strict=True)
        lines.append(f"| {title} | {median(times):.1f} | {max(times):.1f} | {median(statements):.0f} |")
        print(lines[-1], flush=True)
    results.FOLDER.mkdir(exist_ok=True)
    content = "\n".join([f"# One edit at {label:,} companies, milliseconds of database time", "", *lines, ""])
    (results.FOLDER / f"editing-n{label}.md").write_text(content, encoding="utf-8")


class Undone(Exception):
    """Ends a transaction so that the next edit finds the same data."""


def timed(edit, number) -> tuple[float, int]:
    """(milliseconds, statements) of one edit, deferred triggers included; it leaves no trace."""
    from django.db import connection, transaction

    spent = []

    def clock(execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append((time.perf_counter() - began) * 1000)

    try:
        with transaction.atomic():
            change = edit(number)
            with connection.execute_wrapper(clock):
                change()
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            raise Undone
    except Undone:
        return sum(spent), len(spent)


def edit_company(number):
    from companies.models import Company

    company = Company.objects.get(pk=number)
    company.name, company.summary = f"{company.name} Group", f"{company.summary} It now sells abroad as well."
    return company.save


def edit_milestone(number):
    from regulatory.models import Milestone

    milestone = Milestone.objects.get(pk=number)
    milestone.when, milestone.is_published = "2019-04", True
    return milestone.save


def edit_name(number):
    from names.models import Name

    name = Name.objects.get(pk=number * 2)
    name.text = f"{name.text}集团"
    return name.save


def edit_segments(number):
    from companies.models import Company
    from market.models import Segment

    company, segments = Company.objects.get(pk=number), list(Segment.objects.order_by("-pk")[:2])
    return lambda: company.segments.set(segments)


def add_citation(number):
    from django.contrib.contenttypes.models import ContentType

    from companies.models import Company
    from sources.models import Citation

    owner = ContentType.objects.get_for_model(Company)
    citation = Citation(content_type=owner, object_id=number, source_id=1, paragraph=59, field="city", stated="new")
    return citation.save


if __name__ == "__main__":
    main()
