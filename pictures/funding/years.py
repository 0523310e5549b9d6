"""Rounds by year: what is added in each, and the rounds whose date names no one year."""

from django.db.models import Case, Count, DecimalField, F, Max, Q, Sum, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from .totals import Sums, total_of

READABLE = ~Q(amount_bounds="") & ~Q(amount_currency="")
EXACT = DecimalField(max_digits=30, decimal_places=4)
IN_ONE_YEAR = Q(when_earliest__year=F("when_latest__year")) & ~Q(when__regex=r"^[^ ]*[?%]")
"""A deadline, which may have been met years before, what is about a year, and what a source doubts are in none."""
PLACED = Case(When(IN_ONE_YEAR, then=True), default=False)


def _any(condition):
    return Max(Case(When(condition, then=1), default=0))


def sums_by_year(rounds) -> dict:
    """{year: Sums} of the rounds that lie in one year; one query."""
    rows = (
        rounds.order_by().filter(IN_ONE_YEAR)
        .annotate(_year=ExtractYear("when_latest"))
        .annotate(_currency=Case(When(READABLE, then=F("amount_currency")), default=Value("")))
        .values_list("_year", "_currency")
        .annotate(
            Count("pk"),
            low=Sum(Coalesce("amount_low", Value(0), output_field=EXACT)),
            high=Sum("amount_high"),
            is_open=_any(Q(amount_high__isnull=True)),
            min_excluded=_any(Q(amount_bounds__startswith="(", amount_low__isnull=False)),
            max_excluded=_any(Q(amount_bounds__endswith=")", amount_high__isnull=False)),
            currency_inferred=_any(Q(amount_currency_is_inferred=True)),
        )
        .order_by("_year", "_currency")
    )  # fmt: skip
    years = {}
    for year, currency, count, low, high, is_open, *flags in rows:
        sums = years.setdefault(year, Sums())
        if not currency:
            sums.uncounted = count
            continue
        named = dict(zip(("min_excluded", "max_excluded", "currency_inferred"), flags, strict=True))
        sums.totals.append(total_of(currency, low, None if is_open else high, count, **named))
    return years
