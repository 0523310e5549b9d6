"""One nginx and one site in production behind it, for all tests of this folder: both take seconds to start."""

import pytest

from postgres import embedded
from tests import databases
from tests.deploy.nginx import HOST, Nginx
from tests.serving.sites import Site

TOKEN = "a-token-of-a-monitor-for-the-test"


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    site = Site(tmp_path_factory.mktemp("behind") / "site", "production")
    site.surroundings |= {
        "MEDTECH_ALLOWED_HOSTS": f"{HOST},127.0.0.1", "MEDTECH_PROXIES": "1", "MEDTECH_METRICS_TOKEN": TOKEN,
        "MEDTECH_API_RATE": "100000/hour",
    }  # fmt: skip
    with databases.database("behind", template=databases.shipped()) as name:
        site.surroundings["DATABASE_URL"] = databases.address(name, embedded.APPLICATION)
        site.surroundings["DATABASE_OWNER_URL"] = databases.address(name)
        site.start()
        yield site
        site.end()


@pytest.fixture(scope="session")
def nginx(tmp_path_factory, site):
    nginx = Nginx(tmp_path_factory.mktemp("nginx"), site.port)
    nginx.start()
    yield nginx
    nginx.end()
