"""The places of a row of a list: first those on which the values rest that the row shows."""

from dataclasses import dataclass, field

MARKED = 2
"""How many marks stand in a row: of the place of most of its values, and of one that states another main value."""
WEIGHT = 10
"""A main value, which is what a row is read for, outweighs any number of others."""


@dataclass(frozen=True)
class RowPlaces:
    """`marked` are the places whose marks a row shows, `further` is how many more the record has."""

    marked: list = field(default_factory=list)
    further: int = 0


def places_of_row(row, facts) -> RowPlaces:
    """The places of a RecordView whose row shows `facts`: its result, amount and date are the main ones."""
    every = row.all_places
    values = {}
    for fact in (fact for fact in facts if fact.value):
        for place in fact.places:
            values.setdefault((place.source, place.paragraph, place.stance), set()).add(fact.key)
    for place in row.places:
        values.setdefault((place.source, place.paragraph, place.stance), set()).add("name")
    main = {"when", "amount", *row.result_keys} & {fact.key for fact in facts if fact.value}
    marked, covered = [], set()
    for _number in range(MARKED):
        best = max(every, key=lambda place: _weight(place, values, main, covered), default=None)
        if best is None or (marked and not _of(best, values) & main - covered):
            break
        marked.append(best)
        covered |= _of(best, values)
        every = [place for place in every if place is not best]
    return RowPlaces(marked, len(every))


def _of(place, values):
    return values.get((place.source, place.paragraph, place.stance), set())


def _weight(place, values, main, covered):
    """What supports comes before what contradicts, then what states most that no mark leads to yet; else in order."""
    stated = _of(place, values) - covered
    return place.stance != "contradicts", WEIGHT * len(stated & main) + len(stated)
