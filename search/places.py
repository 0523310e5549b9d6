"""Which words of a name are places, and which spellings of a city mean the same one."""

import re
from functools import cache, lru_cache

from names.places import cities

from .folding import fold

_COUNTRIES = """
CN china chinese prc 中国 中华
HK hongkong 香港
MO macau macao 澳门
TW taiwan 台湾
SG singapore 新加坡
JP japan japanese 日本
KR korea korean 韩国
US usa us american 美国
GB uk british england 英国
DE germany german deutschland 德国
FR france french 法国
IT italy italian 意大利
ES spain spanish 西班牙
NL netherlands dutch 荷兰
CH switzerland swiss 瑞士
SE sweden swedish 瑞典
DK denmark danish 丹麦
RU russia russian 俄罗斯
TR turkey turkiye turkish 土耳其
IL israel israeli 以色列
AE uae emirates 阿联酋
SA saudi 沙特
EG egypt egyptian 埃及
ZA southafrica 南非
NG nigeria nigerian
IN india indian 印度
PK pakistan 巴基斯坦
ID indonesia indonesian 印尼 印度尼西亚
MY malaysia malaysian 马来西亚
TH thailand thai 泰国
VN vietnam vietnamese 越南
PH philippines philippine 菲律宾
AU australia australian 澳大利亚 澳洲
NZ newzealand 新西兰
CA canada canadian 加拿大
BR brazil brazilian 巴西
MX mexico mexican 墨西哥
EU europe european 欧洲 欧盟
asia asia asian 亚洲
pacific pacific 亚太
africa africa african 非洲
america america americas latam 美洲
"""
_CHINESE_CITIES = """
beijing shanghai shenzhen guangzhou hangzhou suzhou nanjing wuhan chengdu chongqing tianjin xian xiamen changsha hefei
jinan qingdao dalian shenyang ningbo wuxi changzhou zhuhai dongguan foshan fuzhou kunming zhengzhou harbin changchun
nanchang
"""
_CONVENTIONAL = "peking canton nanking tsingtao soochow amoy chungking tientsin mukden foochow"
_PROVINCES = """
guangdong 广东 zhejiang 浙江 jiangsu 江苏 shandong 山东 sichuan 四川 hubei 湖北 hunan 湖南 fujian 福建
henan 河南 hebei 河北 anhui 安徽 hainan 海南
"""
PHRASES = {
    "peoples republic of china": "china", "hong kong": "hongkong", "xi an": "xian", "united states of america": "usa",
    "united states": "usa", "united kingdom": "uk", "saudi arabia": "saudi", "south korea": "korea",
    "republic of korea": "korea", "south africa": "southafrica", "new zealand": "newzealand",
    "united arab emirates": "uae", "u s a": "usa", "u s": "us", "u k": "uk", "u a e": "uae",
}  # fmt: skip
"""Places of several words, folded, and the one word that is read for them."""


@cache
def place_words() -> dict:
    """{word, folded: the place} of the places that occur in names of organizations: a country as its code."""
    words = {}
    for line in _COUNTRIES.strip().splitlines():
        code, *names = line.split()
        words |= dict.fromkeys(names, code)
    provinces = _PROVINCES.split()
    for latin, hanzi in zip(provinces[::2], provinces[1::2], strict=True):
        words |= {latin: latin, hanzi: latin}
    words |= {place: place for place in _CHINESE_CITIES.split()}
    for name in [*_CHINESE_CITIES.split(), *_CONVENTIONAL.split()]:
        for city in cities_of(name):
            place = _compact(city.name)
            words |= {name: place} | {fold(other): place for other in cities()[city] if not other.isascii()}
    return words


@cache
def hanzi_places() -> tuple:
    """The Chinese place words, the longest first."""
    return tuple(sorted((word for word in place_words() if not word.isascii()), key=lambda word: (-len(word), word)))


@cache
def _by_name():
    """{name, folded and without spaces: the cities of that name}; the main name of one city is not another's too."""
    main, other = {}, {}
    for city, names in cities().items():
        main.setdefault(_compact(city.name), set()).add(city)
        for name in names:
            other.setdefault(_compact(name), set()).add(city)
    return other | main


def _compact(name):
    return fold(name).replace(" ", "")


@lru_cache(10_000)
def cities_of(text) -> frozenset:
    """The cities that a text like “Peking”, “北京市” or “Boston, MA” may mean; the text itself where we know none."""
    for part in (text, re.split("[,，(（/]", text)[0]):
        name = _compact(part)
        for spelling in (name, re.sub("(?:city|shi|municipality|市)$", "", name)):
            if known := _by_name().get(spelling):
                return frozenset(known)
    return frozenset({_compact(text)} - {""})


def is_same_city(one, other) -> bool:
    return bool(cities_of(one) & cities_of(other))


@lru_cache(10_000)
def places_of(city, country) -> frozenset:
    """The places that a city and a country stand for, as names of organizations call them."""
    known = [known for known in cities_of(city) if not isinstance(known, str)] if city else []
    words = {_compact(known.name) for known in known} | ({_compact(city)} if city else set())
    countries = {country} if country else {known.country for known in known}
    return frozenset(words | countries)


def countries_of(places) -> set:
    """The countries of places that are Chinese cities or provinces, besides those that are named."""
    chinese = {*_CHINESE_CITIES.split(), *_PROVINCES.split()}
    return {"CN"} if places & chinese else set()
