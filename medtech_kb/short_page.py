"""Answers that need no template, database or session: for where these may be missing, or are not worth asking."""

import json
from http import HTTPStatus

from django.utils.html import escape
from django.utils.translation import gettext


def short_page(title: str, detail: str = "") -> str:
    """A whole page with a heading and a paragraph."""
    paragraph = f"<p>{escape(detail)}</p>" if detail else ""
    title = escape(title)
    return f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1>{paragraph}"


def short_answer(code: int, detail: str, is_for_api: bool) -> tuple[str, str, bytes]:
    """(status, media type, body) of a refusal: a problem document for the API, a short page elsewhere."""
    from records.problems import MEDIA_TYPE, problem  # needs the settings, and the web server is there before them

    phrase = HTTPStatus(code).phrase
    if is_for_api:
        return f"{code} {phrase}", MEDIA_TYPE, json.dumps(problem(code, detail)).encode()
    return f"{code} {phrase}", "text/html; charset=utf-8", short_page(gettext(phrase), detail).encode()
