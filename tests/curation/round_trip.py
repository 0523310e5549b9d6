"""From a database to files, to an empty database, to files again: equal, old addresses included."""

import random

from django.db import connection, transaction

from curation.dumping import dump
from curation.fixture_schema import FIXTURE_MODELS
from curation.loading import load
from names.models import Successor
from tests.admin.forms import make_editor
from tests.curation.folders import texts_of
from tests.curation.random_editor import RandomEditor

ASKED_OF_A_TYPE = 12


def known_slugs():
    """{record type: every slug that it had, and some of those that it has}."""
    known = {
        model: set(model.objects.order_by("slug").values_list("slug", flat=True)[:ASKED_OF_A_TYPE])
        for model in FIXTURE_MODELS
    }
    for row in Successor.objects.all():
        known[row.content_type.model_class()].add(row.slug)
    return known


def answers(client, known):
    """What each address answers to a reader: its status and where it leads; by API, and as page where one led on."""
    client.logout()
    asked = [f"/api/v1/{model.record_type}/{slug}/?fields=slug" for model, those in known.items() for slug in those]
    asked += [f"/{row.content_type.model_class().record_type}/{row.slug}/" for row in Successor.objects.all()]
    replies = {path: client.get(path) for path in asked}
    return {path: (reply.status_code, reply.headers.get("Location")) for path, reply in replies.items()}


def check_round_trip(client, folder, state, edit):
    """Make a state and edit it, dump it, load the files into the empty database of before, and dump that."""
    with transaction.atomic():
        state()
        make_editor(client)
        editor = edit(client)
        connection.check_constraints()
        dump(folder / "first")
        known = known_slugs()
        before = answers(client, known)
        transaction.set_rollback(True)
    assert not any(model.objects.exists() for model in FIXTURE_MODELS)
    load(folder / "first")
    connection.check_constraints()
    dump(folder / "second")
    first, second = texts_of(folder / "first"), texts_of(folder / "second")
    assert sorted(first) == sorted(second)
    assert [(first[name].decode(), second[name].decode()) for name in first if first[name] != second[name]] == []
    assert answers(client, known) == before
    return editor


def edited(seed, actions):
    """What an editor does who chooses by this seed."""

    def edit(client):
        editor = RandomEditor(client, random.Random(seed))
        editor.work(actions)
        return editor

    return edit
