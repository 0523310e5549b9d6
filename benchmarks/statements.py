"""The SQL behind each workload, as the application sends it: `python -m benchmarks.statements 1000` counts them.

The application runs in this process and gets each request twice, so that its caches are filled.
"""

import argparse
import json
import os
from statistics import mean

from benchmarks import databases
from benchmarks.contestants import BY_HTTPS, HOST, PRODUCTION
from benchmarks.workloads import workloads

SAMPLES = 3


def begin(label) -> None:
    """Make this process the application over the database of the label."""
    os.environ.update(databases.environment(label) | PRODUCTION)
    os.environ["DJANGO_SETTINGS_MODULE"] = "medtech_kb.settings"
    import django

    django.setup()
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def sent() -> dict:
    """{workload: [[statements of one request], …]} of our application."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, sent_by = Client(HTTP_HOST=HOST, secure=True, headers=BY_HTTPS), {}
    with connection.cursor() as cursor:
        requested = workloads(cursor)
    for name, workload in requested.items():
        sent_by[name] = []
        for path in workload.paths["ours"][:SAMPLES]:
            first = client.get(path)
            headers = {"If-None-Match": first.get("ETag", "")} if "ours" in workload.unchanged else {}
            with CaptureQueriesContext(connection) as captured:
                client.get(path, headers=headers)
            sent_by[name].append([query["sql"] for query in captured.captured_queries])
    return sent_by


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("companies", type=int, help="the size of a database that benchmarks.generate made")
    begin(parser.parse_args().companies)
    print(json.dumps({name: mean(map(len, requests)) for name, requests in sent().items()}))


if __name__ == "__main__":
    main()
