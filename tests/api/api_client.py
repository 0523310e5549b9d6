"""Requests to the API, as a script sends them."""

from tests.builders import MAKERS, cite, make_company

ENDPOINTS = [*MAKERS, "citations"]
WITH_SLUG = list(MAKERS)
CITATION = {"source", "paragraph", "field", "stated", "stance", "basis", "note"}
DATE = {"edtf", "earliest", "latest", "approximate", "uncertain"}
AMOUNT = {
    "stated", "currency", "min", "max", "min_excluded", "max_excluded", "approximate", "currency_inferred", "disclosed",
}  # fmt: skip


def make(endpoint, **values):
    """A record that the endpoint lists."""
    return MAKERS[endpoint](**values) if endpoint in MAKERS else cite(make_company(), "src#2")


def address(endpoint, record=None):
    key = "" if record is None else f"{record.pk if endpoint == 'citations' else record.slug}/"
    return f"/api/v1/{endpoint}/{key}"


def ask(client, path, **parameters):
    """The body of an answer, which must be 200."""
    path = path.removeprefix("http://testserver")
    path = path if path.startswith("/") else address(path)
    answer = client.get(path, parameters)
    assert answer.status_code == 200, answer.content[:2000]
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def problem(client, path, status=400, method="get", **parameters):
    """The body of a refusal, which must be a problem of RFC 9457."""
    path = path if path.startswith("/") else address(path)
    answer = getattr(client, method)(path, parameters)
    assert answer.status_code == status, answer.content[:2000]
    assert answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert {"type", "title", "status", "detail"} <= set(body)
    assert (body["status"], bool(body["title"]), bool(body["detail"])) == (status, True, True)
    return body


def slugs(body):
    return [row["slug"] for row in body["results"]]


def walk(client, endpoint, direction="next", **parameters):
    """The ids of each page, from the first page on by the links that the API gives."""
    page = ask(client, endpoint, **parameters)
    pages = [[row["id"] for row in page["results"]]]
    while page[direction]:
        page = ask(client, page[direction])
        pages.append([row["id"] for row in page["results"]])
    return pages, page


def nested(document, key):
    """Every value under `key`, however deep."""
    if isinstance(document, dict):
        for name, value in document.items():
            if name == key:
                yield value
            yield from nested(value, key)
    elif isinstance(document, list):
        for item in document:
            yield from nested(item, key)
