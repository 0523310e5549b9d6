"""The codings of an answer's body: which one a client takes, the body in it, and the ETag that names it.

Bodies in two codings are two representations, so that each has an ETag of its own (RFC 9110, 8.8.3): that of the body
itself, and a suffix. Apache adds one more to whatever it compresses, and hands it on in later requests.
"""

import gzip
import re

import brotli

SUFFIXES = {"br": "-br", "gzip": "-gz"}
"""By coding, the best first; not `-gzip`, which is Apache's."""
SMALLEST = 400
"""Bytes below which nothing is gained."""
COMPRESSIBLE = re.compile(r"text/|application/(\w+\+)?(json|xml|javascript)|image/svg\+xml")
_TAG = re.compile(r'(?:W/)?"([^"]*?)(?:-br|-gz)?(?:-gzip)?"')


def is_compressible(content_type, body):
    return len(body) >= SMALLEST and bool(COMPRESSIBLE.match(content_type))


def acceptable_coding(accepted):
    """The best coding that an Accept-Encoding header allows; "" is none. Of those it likes the most, ours decides."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _semicolon, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    wanted = {coding: weights.get(coding, weights.get("*", 0)) for coding in SUFFIXES}
    best = max(wanted, key=wanted.get)
    return best if wanted[best] > 0 and wanted[best] >= weights.get("identity", 0) else ""


def _weight(parameters):
    match = re.search(r"(?:^|;)\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)", parameters)
    return float(match[1]) if match else 1.0


def compressed(body, coding):
    """The body in a coding; levels that cost a few milliseconds for the largest page."""
    return brotli.compress(body, quality=5) if coding == "br" else gzip.compress(body, 6, mtime=0)


def tag_of(etag, coding):
    """The ETag of a body in a coding, from that of the body itself."""
    return f'{etag[:-1]}{SUFFIXES[coding]}"' if coding and etag else etag


def without_coding(tags):
    """The ETags of a header as those of the bodies themselves, each for one of the header's, in its order."""
    return [f'"{match[1]}"' if (match := _TAG.fullmatch(tag.strip())) else tag.strip() for tag in tags.split(",")]
