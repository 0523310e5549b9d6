"""Slow visitors don't stop the site, with no proxy in front: `make slow`."""

import os

import pytest

from tests.serving.sites import Site
from tests.serving.slow_visitors import BODIES, HALF_A_HEAD, NOTHING, read_while, slow_visitors

pytestmark = pytest.mark.slow
CONNECTIONS = int(os.environ.get("SLOW_CONNECTIONS", "500"))
SECONDS = int(os.environ.get("SLOW_SECONDS", "10"))
MOST = float(os.environ.get("SLOW_MOST", "inf"))
"""Seconds that a read may take: a busy machine of somebody else's says nothing about the site."""
PAGES = ["/", "/companies/", "/api/v1/companies/", "/api/v1/search/?q=heart", "/match/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup):
    site = Site(tmp_path_factory.mktemp("slow") / "site", "development")
    site.start()
    read_while(site, 3, PAGES)  # what a thread reads first takes longer, whoever else is there
    yield site
    site.end()


@pytest.mark.parametrize(
    ("beginnings", "drips"), [(NOTHING, False), (HALF_A_HEAD, False), (BODIES, True)],
    ids=["who send nothing", "who send half a head", "who send a body at a byte a second"],
)  # fmt: skip
def test_ordinary_reads_are_answered_beside_hundreds_of_visitors(site, beginnings, drips):
    with slow_visitors(site.port, CONNECTIONS, beginnings, drips) as crowd:
        answers = read_while(site, SECONDS, PAGES)
    slowest = max(answers, key=lambda answer: answer[2])
    taken = sorted(seconds for _path, _status, seconds in answers)
    print(f"\n{crowd.came} connections, {len(answers)} reads, median {taken[len(taken) // 2]:.3f} s, slowest {slowest}")
    assert {status for _path, status, _seconds in answers} == {200}
    assert slowest[2] < MOST
