"""Amounts in the database: the words, and the range that PostgreSQL makes of them."""

import pytest
from psycopg2.extras import NumericRange

from market.models import MarketFigure
from tests.builders import make_figure

pytestmark = pytest.mark.django_db


def stored(stated):
    return MarketFigure.objects.get(pk=make_figure(amount=stated).pk)


@pytest.mark.parametrize(
    ("stated", "span"),
    [
        ("tens of millions", NumericRange(10_000_000, 100_000_000, "[)")),
        ("over 5 million", NumericRange(5_000_000, None, "()")),
        ("exactly what", None),
        ("undisclosed", None),
    ],
)
def test_the_database_makes_the_range_of_the_words(stated, span):
    assert stored(stated).amount_span == span


def test_an_amount_comes_back_as_it_went_in():
    assert stored("nearly RMB 30 billion").amount == make_figure(amount="nearly RMB 30 billion").amount


def test_a_record_without_an_amount_has_none():
    assert MarketFigure.objects.get(pk=make_figure().pk).amount is None


def test_an_undisclosed_amount_stays_undisclosed():
    amount = stored("undisclosed").amount
    assert (amount.is_disclosed, amount.low, amount.high) == (False, None, None)


def test_the_editors_form_reads_the_words_anew():
    figure = make_figure(amount="5 million")
    figure.amount_stated = "6 million"
    figure.clean()
    assert figure.amount_low == 6_000_000
