"""Links of an answer about the past lead to the same moment: `as_of` is added where they are sent, in one place."""

import re
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from django.urls import Resolver404, resolve
from django.utils.html import escape

from .as_of import PARAMETER, why_present_only

TAG = re.compile(r"<(?:a|area|form|image|img|link|source|use)\s[^>]*>")
ADDRESS = re.compile(r'(?<=\s)(href|action|src)="([^"]*)"')
TO_THE_PRESENT = 'rel="latest-version"'
"""Marks a link that leaves the past."""


@lru_cache(10_000)
def takes_as_of(path):
    """Whether a path of this site answers about the past."""
    if path.startswith("/admin/"):
        return False
    try:
        return why_present_only(resolve(path).func) is None
    except Resolver404:
        return False


def with_as_of(address, moment, site="", here=""):
    """The address with the moment in its query string, where it is one of this site that takes it and names none yet.

    `site` begins absolute addresses of this site, `here` is the path to which an address like “?q=a” belongs.
    """
    own = address.removeprefix(site) if site else address
    rest, mark, fragment = own.partition("#")
    path, _question, query = rest.partition("?")
    names_one = f"&{PARAMETER}=" in f"&{query}"
    if not rest or names_one or path.startswith("//") or not takes_as_of(path or here):
        return address
    given = f"{PARAMETER}={quote(str(moment))}"
    query = f"{query}&{given}" if query else given
    return f"{address[: len(address) - len(own)]}{path}?{query}{mark}{fragment}"


def full_address(request, address=None):
    """The whole address of a request, or of another address of this site, with the moment that it is about."""
    address = request.build_absolute_uri(address)
    moment = getattr(request, "moment", None)
    return with_as_of(address, moment.number, request.build_absolute_uri("/").rstrip("/")) if moment else address


def carry_in_markup(text, moment, site, here):
    """HTML or SVG with the moment in all its links and in the forms that ask for a page of this site."""

    def of_attribute(match):
        address = unescape(match[2])
        carried = with_as_of(address, moment, site, here)
        return match[0] if carried == address else f'{match[1]}="{escape(carried)}"'

    def of_tag(match):
        tag = match[0]
        if tag.startswith("<form"):
            return f"{tag}{hidden}" if _asks_the_past(tag, here) else tag
        return tag if TO_THE_PRESENT in tag else ADDRESS.sub(of_attribute, tag)

    hidden = f'<input type="hidden" name="{PARAMETER}" value="{escape(moment)}">'
    return TAG.sub(of_tag, text)


def _asks_the_past(form, here):
    action = re.search(r'\baction="([^"?#]*)', form)
    return 'method="post"' not in form and takes_as_of((action and action[1]) or here)
