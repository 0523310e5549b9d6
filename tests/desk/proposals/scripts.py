"""What scripts send to the API, and where its answers say that something is wrong."""

import json

import yaml
from django.test import Client

from history.models import Revision
from tests.curation.folders import FILES
from tests.tokens import bearing

ADDRESS = "/api/v1/proposals/"
COMPANY = "companies/pamu-medical.yaml"


def company(**values):
    """The company's file as it is loaded, with other values."""
    return yaml.load(FILES[COMPANY], yaml.BaseLoader) | values


def body(*, files=None, **values):
    return {"made_against": Revision.objects.latest("number").number, "files": files or {}} | values


def send(content, headers=None, **more):
    sent = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Client().post(
        ADDRESS, sent, content_type="application/json", headers=bearing() if headers is None else headers, **more
    )


def renamed(name="Pamu Medical Devices"):
    return body(files={COMPANY: company(name=name)}, reason="Read anew")


def places(answer):
    """[(file or member of the body, field)] of each mistake."""
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), answer.content
    return [(each.get("file", each["parameter"]), each.get("field", "")) for each in answer.json()["errors"]]
