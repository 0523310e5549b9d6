"""What axe finds on a page: all rules that it has on by default, and the size of what is pressed (WCAG 2.2, 2.5.8)."""

from axe_playwright_python.sync_playwright import Axe

PHONE = 390
EVERYTHING = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
"""Without the result types, axe reports each node that passes: that takes most of its time on a long page."""
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
"""What can differ between the light and the dark colours of a page that was looked at as a whole."""


BUT_COLOURS = EVERYTHING | {"rules": EVERYTHING["rules"] | {"color-contrast": {"enabled": False}}}
"""For a phone, which shows the colours that were looked at on a wide screen: they take two thirds of axe's time."""


def violations(page, options=EVERYTHING, within=None):
    """["rule: the first node that breaks it"]; within a part of the page where one is named."""
    found = Axe().run(page, context=within, options=options).response["violations"]
    return [f"{violation['id']}: {violation['nodes'][0]['html'][:160]}" for violation in found]


def findings(page, addresses, width, options=None):
    """What is wrong with each of the addresses on a screen of this width: what axe finds, and what does not fit."""
    found, options = [], options or (EVERYTHING if width > PHONE else BUT_COLOURS)
    page.set_viewport_size({"width": width, "height": 900})
    for address in addresses:
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{address} at {width}: {wide} pixels wide")
        found += [f"{address} at {width}: {violation}" for violation in violations(page, options)]
    return found
