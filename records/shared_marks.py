"""Neighbouring values with the same places share one mark."""


def with_shared_marks(cells):
    """[(cell, places)] of [(cell, places)] in a row: of neighbours with the same places, the last one shows them.

    A place that contradicts, or from which a value is inferred, stays with its value. Cells without places are skipped.
    """
    shown, last, its_paragraphs = [], -1, None
    for cell, places in cells:
        paragraphs = {(place.source, place.paragraph) for place in places}
        if any(place.stance == "contradicts" or place.is_inferred for place in places):
            paragraphs = None
        if places and paragraphs and paragraphs == its_paragraphs:
            neighbour, its_places = shown[last]
            shown[last], places = (neighbour, []), [*its_places, *places]
        if places:
            last, its_paragraphs = len(shown), paragraphs
        shown.append((cell, places))
    return shown
