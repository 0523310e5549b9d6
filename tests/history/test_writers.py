"""Two writers that lock rows: they wait for each other, and neither is killed by a deadlock."""

import threading
import time

from django.db import transaction

from companies.models import Company
from history.writing import take_turn
from tests.builders import make_company
from tests.history.revisions import add


def test_who_locks_a_row_takes_its_turn_first(database_to_write):
    one, other = add(make_company), add(make_company)
    begun, waiting, errors = threading.Event(), threading.Event(), []

    def second():
        from django.db import connection

        try:
            begun.wait(10)
            with transaction.atomic():
                waiting.set()
                take_turn()
                Company.objects.select_for_update().get(pk=other.pk)
                Company.objects.filter(pk=one.pk).update(city="B")
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    thread.start()
    with transaction.atomic():
        take_turn()
        Company.objects.select_for_update().get(pk=one.pk)
        begun.set()
        waiting.wait(10)
        time.sleep(0.1)
        Company.objects.filter(pk=other.pk).update(city="A")
    thread.join()
    assert errors == []
