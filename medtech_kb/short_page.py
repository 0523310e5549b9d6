"""A page that needs no template, database or session: for what is answered where these may be missing."""

from django.utils.html import escape


def short_page(title: str, detail: str = "") -> str:
    """A whole page with a heading and a paragraph."""
    paragraph = f"<p>{escape(detail)}</p>" if detail else ""
    title = escape(title)
    return f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1>{paragraph}"
