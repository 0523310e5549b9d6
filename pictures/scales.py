"""Scales: from a number or a day to a place in a picture, and where its ticks stand."""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

STEPS = (1, 2, 5, 10)
YEARS_BETWEEN = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Scale:
    """A linear scale from `low` to `high` over so many pixels; where both are one, all is at its start."""

    low: float
    high: float
    pixels: float

    def __call__(self, number) -> float:
        if self.high == self.low:
            return 0.0
        return float(number - self.low) / float(self.high - self.low) * self.pixels

    def ticks(self, most=6) -> list:
        """At most so many round numbers within the scale: 1, 2 or 5 times a power of ten apart."""
        if self.high == self.low:
            return [self.low]
        least = float(self.high - self.low) / most
        power = 10.0 ** floor(log10(least))
        apart = next(step * power for step in STEPS if step * power >= least * 0.999)
        first = ceil(float(self.low) / apart)
        return [number * apart for number in range(first, floor(float(self.high) / apart + 1e-9) + 1)]


def in_years(day: date) -> float:
    """A day as a year with a fraction."""
    length = (date(day.year + 1, 1, 1) - date(day.year, 1, 1)).days if day.year < 9999 else 365
    return day.year + (day - date(day.year, 1, 1)).days / length


def year_ticks(scale: Scale, most=16) -> list:
    """The beginnings of years within a scale of years, no more than `most`."""
    years = scale.high - scale.low
    apart = next((step for step in YEARS_BETWEEN if years / step <= most), YEARS_BETWEEN[-1])
    return [year for year in range(ceil(scale.low), floor(scale.high) + 1) if year % apart == 0]
