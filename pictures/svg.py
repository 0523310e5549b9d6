"""SVG as text: elements, wrapped lines, and a picture that stands alone.

Colours are attributes, since a strict policy for contents blocks <style> in a served picture. Each element has a class
as well, by which the style sheet of a page colours a picture within it (static/kb/pictures.css).
"""

from dataclasses import dataclass, field
from functools import cache
from unicodedata import east_asian_width

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from history.moments import today

FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
PAPER, INK, SOFT, LINE, FAINT = "#ffffff", "#1d2226", "#4d565e", "#8a9299", "#eceae3"
LINK, AGAINST = "#0b5c63", "#a8231b"
CLASSES = {INK: "ink", SOFT: "soft", LINK: "link", AGAINST: "against"}
HATCH = "hatch"
NARROWEST = 600
"""Pictures that are narrower are for phones."""
SIZE, LEADING, BOLD = 12, 1.35, 1.15
"""The size of a text in pixels, the height of a line in sizes, how much wider bold text is."""


def tag(name, *content, **attributes) -> Markup:
    """An element; an underscore in the name of an attribute stands for a hyphen, one at its end for nothing."""
    written = "".join(
        f' {_hyphened(key)}="{_written(value)}"' for key, value in attributes.items() if value is not None
    )
    inner = Markup("").join(content)
    return Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")


@cache
def _hyphened(key):
    return key.rstrip("_").replace("_", "-")


def _written(value):
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return value if isinstance(value, int) else escape(value)


def text(words, x, y, size=SIZE, fill=INK, halo=False, **attributes):
    """One line of text, selectable. Its class is the name of its colour; a halo parts it from lines behind it."""
    name = CLASSES.get(fill)
    if halo:
        name = f"{name} halo"
        attributes |= {"paint_order": "stroke", "stroke": PAPER, "stroke_width": 3, "stroke_linejoin": "round"}
    return tag("text", str(words), x=x, y=y, font_size=size, fill=fill, class_=name, **attributes)


def link(url, *content, about=""):
    """A link around shapes or text; `about` says where it leads."""
    return tag("a", tag("title", about) if about else "", *content, href=url)


def title(words):
    """What a mark says when it is pointed at or read out."""
    return tag("title", words)


def width_of(words, size=SIZE):
    """About how wide a text is: a Chinese character takes a whole size, a Latin letter half of one."""
    return size * sum(1 if east_asian_width(letter) in "WF" else 0.56 for letter in words)


def cut(words, width, size=SIZE):
    """The words as far as they fit on one line."""
    while width_of(words, size) > width and len(words) > 4:
        words = f"{words[:-2].rstrip()}…"
    return words


def wrapped(words, width, size=SIZE) -> list:
    """The text in lines that are no wider than `width`; a word that is wider is broken."""
    lines, line = [], ""
    for word in words.split():
        while width_of(word, size) > width:
            fits = max(1, next(n for n in range(1, len(word) + 1) if width_of(word[:n], size) > width) - 1)
            room = f"{line} {word[:fits]}".strip()
            if line and width_of(room, size) > width:
                lines.append(line)
                line = ""
                continue
            lines.append(room)
            line, word = "", word[fits:]
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def lines_of_text(lines, x, y, size=SIZE, fill=INK, **attributes):
    """Several lines below each other; `y` is the base of the first."""
    return Markup("").join(
        text(line, x, y + number * size * LEADING, size, fill, **attributes) for number, line in enumerate(lines)
    )


@cache
def hatching(name=HATCH, colour=INK):
    """The pattern of what has not happened, holds on a condition, or lies between two ends. Once on a page."""
    stripe = tag("path", d="M-1,1 l2,-2 M0,5 l5,-5 M4,6 l2,-2", stroke=colour, stroke_width=1.3, class_="hatch-line")
    return tag("defs", tag("pattern", stripe, id=name, width=5, height=5, patternUnits="userSpaceOnUse"))


@dataclass
class Picture:
    """A picture that stands alone: its title, what its marks mean, its units, sources, address and date are in it.

    `body` is drawn below the title, `height` high; `legend` are (shape 14 wide, words); `notes` say units and limits.
    """

    heading: str
    url: str
    width: int
    height: float
    body: list
    legend: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    sources: list = field(default_factory=list)
    margin: int = 24

    def __str__(self):
        return str(self.markup)

    def inline(self, suffix="") -> Markup:
        """The picture within a page that has the same rows as a table: its links are no tab stops of their own.

        `suffix` tells its pattern from that of another picture on the page.
        """
        drawn = str(self.markup).replace("<a href", '<a tabindex="-1" href')
        for sign in ('id="%s"', "url(#%s)"):
            drawn = drawn.replace(sign % HATCH, sign % f"{HATCH}{suffix}")
        return Markup(drawn)

    @property
    def markup(self) -> Markup:
        inner = self.width - 2 * self.margin
        head = wrapped(self.heading, inner, 20 * BOLD)
        top = self.margin + len(head) * 27 + 6
        foot, height = self._foot(top + self.height + 20, inner)
        name = "picture is-narrow" if self.width < NARROWEST else "picture"
        return tag(
            "svg", tag("title", self.heading), hatching(),
            tag("rect", width=self.width, height=height, fill=PAPER, class_="paper"),
            lines_of_text(head, self.margin, self.margin + 16, 20, font_weight=600),
            tag("g", *self.body, transform=f"translate({self.margin} {top})"),
            foot,
            xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {self.width} {height:.0f}", width=self.width,
            height=f"{height:.0f}", font_family=FONT, role="group", aria_label=self.heading, class_=name,
        )  # fmt: skip

    def _foot(self, y, inner):
        """(What stands below the picture, the height of the whole)."""
        parts, x = [], 0
        for shape, words in self.legend:
            needs, lines = 22 + width_of(words) + 24, wrapped(words, inner - 22)
            if x and x + needs > inner:
                x, y = 0, y + 22
            drawn = lines_of_text(lines, 22, 11)
            parts.append(tag("g", shape, drawn, transform=f"translate({self.margin + x} {y:.0f})"))
            x, y = x + needs, y + (len(lines) - 1) * SIZE * LEADING
        y += 40 if self.legend else 12
        for words in [*self.notes, *self._sources(), f"{_('Taken from')} {self.url}, {today().isoformat()}"]:
            lines = wrapped(words, inner, 11)
            parts.append(lines_of_text(lines, self.margin, y, 11, SOFT))
            y += len(lines) * 11 * LEADING + 4
        return Markup("").join(parts), y + self.margin - 8

    def _sources(self):
        return [f"{_('Sources:')} {', '.join(self.sources)}"] if self.sources else []
