"""Words that many names share, so that they can't show whether two names are the same."""

import re

from .places import hanzi_places
from .query import HANZI

_LEGAL = """
co ltd inc corp corporation llc llp lp plc gmbh ag sa sas bv nv limited company incorporated pte kg spa srl
ab as oy pty pvt sarl kk publ
"""
STOP_WORDS = frozenset({"the", "of", "and", "for"})
# One word of the trade per line, followed by its synonyms.
_TRADE = """
medical med
medtech
medicine medicines
technology technologies tech
health
healthcare
biotech biotechnology
biomedical
bio
biosciences bioscience
life
science sciences
device devices
instrument instruments
system systems
solutions
intelligence intelligent
ai
digital
international
global
innovation
robotics
therapeutics
diagnostics
imaging
group 集团
holding holdings 控股
"""
# One kind per line, followed by its synonyms.
_KINDS = """
hospital hospitals 医院
clinic clinics
university 大学
college 学院
school
pharma pharmaceutical pharmaceuticals 药业 制药 药物 医药
venture ventures 创投
capital 资本
investment investments 投资
fund funds 基金
partners partner
institute institutes academy 研究院 研究所
society
association 协会 学会
bank 银行
insurance 保险
foundation
trust
securities 证券
logistics
press
news
database
centre center 中心
committee 委员会
"""
_TITLES = """
dr prof professor mr mrs ms miss sir phd md mba 博士 教授 先生 女士 医生 主任 院士
"""
TITLES = frozenset(_TITLES.split())
"""Titles and degrees of persons, before or behind their names."""
SPACED_LEGAL = re.compile(
    r"(?<=\S) (?:n v|b v|s p a|s a s|s a|a g|s r l|l l c|l l p|l p|p l c|g m b h|a s|k k|s a r l)(?= |$)"
)
"""Legal forms whose points fold to spaces: N.V. is “n v”."""
SPACED_TITLES = re.compile(r"\b(?:ph d|m d|m b a|m sc|b sc)\b")
"""Degrees whose points fold to spaces: Ph.D. is “ph d”."""
_NUMBERS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
"""
ORDINALS = {str(number): word for number, word in enumerate(_NUMBERS.split(), 1)}
"""{“6”: “sixth”}"""
HANZI_LEGAL = ("股份有限公司", "有限责任公司", "有限公司", "公司")
HANZI_TRADE = ("医疗器械", "医疗", "科技", "健康", "智能", "技术", "器械", "生物", "医学", "信息")

LEGAL = frozenset({*_LEGAL.split(), *HANZI_LEGAL})
"""Legal forms, which make no difference."""


def _by_word(lines):
    return {word: line.split()[0] for line in lines.strip().splitlines() for word in line.split()}


TRADE = _by_word(_TRADE) | {word: word for word in HANZI_TRADE}
"""Words of the trade, each with the one that stands for its synonyms."""
KINDS = _by_word(_KINDS)
"""The kind of organization by word: a hospital isn't a fund of the same name."""
_ENDINGS = {*HANZI_LEGAL, *HANZI_TRADE, *(word for word in {**KINDS, **TRADE} if re.match(f"[{HANZI}]", word))}
ENDINGS = sorted({*_ENDINGS, *hanzi_places()}, key=lambda word: (-len(word), word))
"""The words at the end of Chinese names, the longest first."""
