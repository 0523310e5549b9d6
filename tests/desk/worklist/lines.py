"""The admin's home and the lists of the worklist, as somebody sees them."""

from django.test import Client

from records.admin.rights import grant_rights
from tests.admin.forms import make_editor
from tests.builders import SOURCE, make_source
from tests.desk.proposals.people import somebody


def make_settled_source():
    """The source that places are in, with nothing about it that waits."""
    stated = {"authors": "Li Wen", "publisher": "A weekly", "published": "2024", "url": "https://example.org/"}
    return make_source(SOURCE, reading_status="done", **stated)


def looker(username="lou"):
    """A browser of somebody who may look at everything that reviewers see, and change nothing."""
    client = Client()
    user = make_editor(client, username=username, is_superuser=False)
    rights = grant_rights()["Reviewers"].permissions
    user.user_permissions.set(rights.filter(codename__startswith="view_"))
    return client


def in_group(group, username):
    """A browser of a member of a group; of somebody who may only look for ""."""
    return somebody(group, username) if group else looker(username)


def lines_of(client) -> dict:
    """{word of a line: (all, mine, nobody's)} of the admin's home."""
    shown = client.get("/admin/").context["worklist"]
    return {each["line"].word: tuple(number for _label, number, _url in each["counts"]) for each in shown}


def url_of(word, owner=""):
    return f"/admin/worklist/{word}/" + (f"?owner={owner}" if owner else "")


def rows_of(client, word, owner=""):
    return client.get(url_of(word, owner)).context["rows"]


def titles_of(client, word, owner=""):
    return [row.title for row in rows_of(client, word, owner)]


def press(client, word, act, number=0, **values):
    """Press a button of the n-th item of a line."""
    row = rows_of(client, word)[number]
    return client.post(url_of(word), {"act": act, "item": row.key} | values, follow=True)
