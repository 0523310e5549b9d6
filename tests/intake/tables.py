"""Tables that are sent in a browser, and what their pages say."""

from django.core.files.uploadedfile import SimpleUploadedFile

from intake.models import Upload

START = "/admin/import/"


def send(client, text, record_type="companies", name="table.csv", **values):
    """Send a table; the answer after the redirect."""
    content = text.encode() if isinstance(text, str) else text
    return client.post(
        START, {"record_type": record_type, "file": SimpleUploadedFile(name, content)} | values, follow=True
    )  # fmt: skip


def page_of(upload):
    return f"{START}{upload.pk}/"


def act(client, what, **values):
    """Press a button on the page of the last table, with what the page holds."""
    upload = Upload.objects.latest("pk")
    digest = client.get(page_of(upload)).context["found"].get("digest", "")
    return client.post(page_of(upload), {"act": what, "digest": digest} | values, follow=True)


def verdicts(response):
    """{row: what it would do}."""
    return {row["number"]: row["verdict"] for row in response.context["found"]["rows"]}


def questions(response):
    """{the text that is asked about: the question}."""
    return {question["text"]: question for question in response.context["found"]["questions"]}
