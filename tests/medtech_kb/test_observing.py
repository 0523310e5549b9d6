"""The log, the metrics and the addresses for monitors: what is going on, and nothing about anybody."""

import json
import threading

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.test import Client

from medtech_kb.layers.health import Health
from medtech_kb.layers.metrics import Metrics
from medtech_kb.layers.observing import Observed
from medtech_kb.layers.stored_answers import StoredAnswers
from tests.builders import make_company
from tests.medtech_kb.visitors import ask

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-a-monitor-1"
LIST = "/api/v1/companies/"


@pytest.fixture
def log():
    return []


@pytest.fixture
def site(log, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    metrics = Metrics()
    health = Health(StoredAnswers(WSGIHandler(), 2**20), metrics, TOKEN)
    return Observed(health, metrics, writes_log=True, write=log.append)


def measured(site, name):
    lines = ask(site, "/metrics", authorization=f"Bearer {TOKEN}").body.decode().splitlines()
    return float(next(line for line in lines if line.startswith(name)).split()[-1])


def test_the_log_has_a_line_of_json_for_each_answer(site, log):
    company = make_company()
    answers = [ask(site, company.get_absolute_url()), ask(site, company.get_absolute_url()), ask(site, "/nowhere/")]
    entries = [json.loads(line) for line in log]
    assert [entry["status"] for entry in entries] == [200, 200, 404]
    assert [entry["route"] for entry in entries] == ["companies/<slug:slug>/"] * 2 + [None]
    assert [entry["bytes"] for entry in entries] == [len(answer.body) for answer in answers]
    assert [entry["stored"] for entry in entries] == [False, True, False]
    assert all(line.endswith(b"\n") and entry["ms"] > 0 for line, entry in zip(log, entries, strict=True))


def test_the_log_tells_nothing_about_anybody(site, log):
    secrets = {"cookie": "sessionid=secretsession", "user_agent": "secretagent", "referer": "http://secretplace/"}
    for address in ("/search/?q=secretwords", "/companies/secretslug/", "/secretpath/", f"{LIST}?q=secretwords"):
        ask(site, address, **secrets)
    ask(site, "/search/", method="SECRET")
    text = b"".join(log).decode()
    assert "secret" not in text.lower()
    assert "192.0.2.7" not in text


def test_files_are_logged_with_the_bytes_that_were_sent(site, log):
    make_company()
    answer = ask(site, "/api/v1/companies.csv")
    assert json.loads(log[0])["bytes"] == len(answer.body) > 0


def test_metrics_count_stored_answers_bytes_and_seconds(site):
    for _again in range(3):
        size = len(ask(site, LIST).body)
    ask(site, "/nowhere/")
    assert measured(site, 'medtech_kb_requests_total{area="api",status="2xx",stored="yes"}') == 2
    assert measured(site, 'medtech_kb_requests_total{area="api",status="2xx",stored="no"}') == 1
    assert measured(site, 'medtech_kb_requests_total{area="pages",status="4xx",stored="no"}') == 1
    assert measured(site, 'medtech_kb_response_bytes_total{area="api"}') == 3 * size
    assert measured(site, 'medtech_kb_request_seconds_count{area="api"}') == 3
    assert measured(site, 'medtech_kb_request_seconds_bucket{area="api",le="+Inf"}') == 3


def test_metrics_are_closed_to_visitors(site):
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": ""}):
        assert ask(site, "/metrics", **headers).status == 404
    without = Health(WSGIHandler(), Metrics(), "")
    assert ask(without, "/metrics", authorization="Bearer ").status == 404


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_load_balancer_asks_by_plain_http_and_for_any_host(site, settings, path):
    settings.SECURE_SSL_REDIRECT = True
    answer = ask(site, path, host="10.0.0.7:8000")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    assert ask(site, "/", host="10.0.0.7:8000").status in (301, 400)
    assert ask(site, path, method="HEAD").body == b""


def test_a_site_without_replicas_is_ready_and_starts_no_threads_to_check_them(site):
    assert json.loads(ask(site, "/readyz").body)["replicas"] == {}
    assert [thread for thread in threading.enumerate() if thread.name == "replicas"] == []


def test_a_site_without_its_database_lives_and_is_not_ready(site, monkeypatch):
    def away(self):
        raise OperationalError("gone")

    monkeypatch.setattr(Health, "has_migrations", away)
    assert ask(site, "/healthz").status == 200
    answer = ask(site, "/readyz")
    assert (answer.status, json.loads(answer.body)["database"]) == (503, "away")


def test_a_site_without_its_migrations_is_not_ready(site, monkeypatch):
    monkeypatch.setattr("medtech_kb.layers.health.MigrationExecutor.migration_plan", lambda self, targets: ["one"])
    answer = ask(site, "/readyz")
    assert (answer.status, json.loads(answer.body)["migrations"]) == (503, "missing")


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        (LIST, "cross-origin"), ("/api/v1/companies.csv", "cross-origin"), ("/pathways.svg", "cross-origin"),
        ("/", "same-origin"), ("/admin/login/", "same-origin"), ("/nowhere/", "same-origin"),
        ("/api/v1/docs/", "same-origin"), ("/static/kb/site.css", "same-origin"),
    ],
)  # fmt: skip
def test_other_sites_may_use_data_files_and_pictures_alone(client, path, policy):
    answer = client.get(path)
    assert answer["Cross-Origin-Resource-Policy"] == policy
    assert "camera=()" in answer["Permissions-Policy"]


def test_crawlers_are_kept_off_facets_files_and_the_past(client):
    text = client.get("/robots.txt").content.decode()
    for line in ("Disallow: /*?", "Disallow: /api/", "Disallow: /*.svg$", "Allow: /*?cursor="):
        assert line in text.splitlines()


def test_security_txt_is_there_where_a_contact_is_set(settings):
    client, path = Client(), "/.well-known/security.txt"
    settings.SECURITY_CONTACT = ""
    assert client.get(path).status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@kb.example.org"
    lines = client.get(path).content.decode().splitlines()
    assert "Contact: mailto:security@kb.example.org" in lines
    assert sum(line.startswith("Expires: 20") for line in lines) == 1
