"""The areas of the site by their addresses, as the limits, the log and the metrics tell them apart."""

AREAS = ("pages", "api", "admin", "static")
_BEGINNINGS = {"/api/": "api", "/admin/": "admin", "/static/": "static"}


def area_of(path):
    return next((area for beginning, area in _BEGINNINGS.items() if path.startswith(beginning)), "pages")
