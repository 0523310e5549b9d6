"""What is done at the desk is a revision of the editor's."""

import pytest
from django.db import transaction

from history.models import Revision
from sources.models import Source
from tests.admin.forms import make_editor
from tests.desk.articles import at, close_all, make_article

pytestmark = pytest.mark.usefixtures("committed")


def test_a_source_that_is_read_to_the_end_is_a_review_by_the_editor(client):
    make_editor(client, username="anna")
    with transaction.atomic():
        source = make_article()
    close_all(client, source)
    before = Revision.objects.count()
    client.post(at(source, "finish"))
    newest = Revision.objects.order_by("number").last()
    assert (newest.author, newest.kind) == ("anna", "review")
    assert Revision.objects.count() == before + 1
    assert Source.objects.get().reading_status == "done"
