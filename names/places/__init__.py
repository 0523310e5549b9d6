"""Cities by all their names, in either script and former ones: Beijing is 北京 and Peking.

`cities.txt` holds them (`make.py` says how it was made).
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

CITIES = Path(__file__).with_name("cities.txt")


class City(NamedTuple):
    country: str
    name: str


@cache
def cities() -> dict:
    """{City: its other names}."""
    rows = {}
    for line in CITIES.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, name, others = line.split("\t")
            rows.setdefault(City(country, name), []).extend(filter(None, others.split("|")))
    return rows
