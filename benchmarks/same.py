"""Whether the limit answers what we answer: every value, in the same order, for some addresses of each shape."""

import json

from benchmarks.contestants import HOST

SAMPLES = 12


def differences(shape, ours, limit) -> list[str]:
    """Return what differs, as "path: place: ours / limit"; empty where nothing does."""
    lines = []
    for path in shape.paths["ours"][:SAMPLES]:
        left, right = (_document(each, path) for each in (ours, limit))
        lines += [f"{path}: {difference}" for difference in compared(left, right)][:3]
    return lines


def _document(contestant, path):
    status, _headers, body = contestant.get(path)
    if status != 200:
        return {"status": status}
    for scheme in ("https", "http"):  # addresses differ in their port
        body = body.replace(f"{scheme}://{HOST}:{contestant.port}".encode(), b"")
    return json.loads(body)


def compared(left, right, place=""):
    """Return where two parsed documents differ."""
    if type(left) is not type(right):
        return [f"{place}: {left!r} / {right!r}"]
    if isinstance(left, dict):
        if left.keys() != right.keys():
            return [f"{place}: keys {sorted(left.keys() ^ right.keys())}"]
        return [each for key in left for each in compared(left[key], right[key], f"{place}.{key}")]
    if isinstance(left, list):
        if len(left) != len(right):
            return [f"{place}: {len(left)} / {len(right)} rows"]
        pairs = enumerate(zip(left, right, strict=True))
        return [each for number, pair in pairs for each in compared(*pair, f"{place}[{number}]")]
    return [] if left == right else [f"{place}: {left!r} / {right!r}"]
