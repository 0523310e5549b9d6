"""Plain data as if they had been read from a file, all of them at one place."""

from curation.files import Mapping, Sequence


def placed(value, place):
    if isinstance(value, dict):
        mapping = Mapping()
        mapping.line, mapping.lines = place, dict.fromkeys(value, place)
        mapping.update({key: placed(one, place) for key, one in value.items()})
        return mapping
    if isinstance(value, list):
        sequence = Sequence(placed(one, place) for one in value)
        sequence.line, sequence.lines = place, [place] * len(value)
        return sequence
    return str(value) if isinstance(value, int) else value
