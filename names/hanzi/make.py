"""Makes the two files of this folder: `python names/hanzi/make.py`, where pypinyin and OpenCC are installed.

They are not among our dependencies, because the files change once in years:
`pip install pypinyin==0.55.0 opencc-python-reimplemented==0.1.7` in an environment of its own.

A character keeps every reading that at least a twentieth of the words with it have, and those of surnames; the
commonest comes first. Characters with a simplified form have none: they are simplified before they are spelled. A
character that is kept in a few words (徵, 夥, 於, 乾) is simplified too, in texts and queries alike.
"""

import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
RARE = 0.05
BLOCK = range(0x4E00, 0xA000)
SURNAMES = {
    "单": "shan", "仇": "qiu", "解": "xie", "曾": "zeng", "区": "ou", "查": "zha", "盖": "ge",
    "任": "ren", "华": "hua", "覃": "qin", "翟": "zhai", "朴": "piao", "繁": "po", "尉": "yu",
    "乐": "yue", "员": "yun", "折": "she", "召": "shao", "卜": "bu", "缪": "miao", "秘": "bi",
    "冼": "xian", "洗": "xian", "纪": "ji", "哈": "ha", "万": "mo", "黑": "he", "葛": "ge",
    "干": "qian", "盛": "sheng", "宁": "ning", "燕": "yan", "长": "chang", "重": "chong", "都": "du", "柏": "bai",
}  # fmt: skip


def plain(syllable):
    """A syllable without its tone: nǚ is nv, as it is typed."""
    letters = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v")
    return "".join(letter for letter in unicodedata.normalize("NFD", letters) if "a" <= letter <= "z")


def spellings(syllable):
    """The ways to type a syllable: nv as nv and nu, all others in one way."""
    return [syllable, syllable.replace("v", "u")] if "v" in syllable else [syllable]


def reading_counts():
    """{character: {reading: number of words of several characters in which it has that reading}}."""
    from pypinyin.phrases_dict import phrases_dict

    counts = defaultdict(Counter)
    for phrase, syllables in phrases_dict.items():
        for character, variants in zip(phrase, syllables, strict=False):
            counts[character][plain(variants[0])] += 1
    return counts


def readings(traditional):
    from pypinyin.pinyin_dict import pinyin_dict

    counts, by_character = reading_counts(), {}
    for number in BLOCK:
        character = chr(number)
        if number not in pinyin_dict or character in traditional:
            continue
        listed = list(dict.fromkeys(plain(reading) for reading in pinyin_dict[number].split(",")))
        uses = counts[character]
        ranked = sorted(listed, key=lambda reading: -uses[reading]) if uses.total() > 4 else listed
        common = [
            reading for reading in ranked[1:]
            if uses.total() and uses[reading] / uses.total() >= RARE and uses[reading] > 1
        ]  # fmt: skip
        words = [ranked[0], *common, *([SURNAMES[character]] if character in SURNAMES else [])]
        by_character[character] = list(dict.fromkeys(spelling for word in words for spelling in spellings(word)))
    return by_character


def main():
    import opencc

    dictionary = Path(opencc.__file__).parent / "dictionary" / "TSCharacters.txt"
    pairs = [line.split("\t") for line in dictionary.read_text(encoding="utf-8").splitlines() if "\t" in line]
    forms = {old: new.split(" ")[0] for old, new in pairs if len(old) == 1 and new.split(" ")[0] != old}
    for name in ("HKVariants.txt", "TWVariants.txt"):  # the forms of Hong Kong and Taiwan, like 衞 for 衛
        for line in dictionary.with_name(name).read_text(encoding="utf-8").splitlines():
            usual, variants = line.split("\t")
            for variant in variants.split(" "):
                if usual in forms and variant not in forms and variant not in forms.values():
                    forms[variant] = forms[usual]
    lines = ["# Traditional characters, and below each its simplified form. From OpenCC (Apache License 2.0).",
             "".join(forms), "".join(forms.values())]  # fmt: skip
    (HERE / "traditional.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    by_rank = [defaultdict(list) for _ in range(9)]
    for character, syllables in readings(forms).items():
        for rank, syllable in enumerate(syllables):
            by_rank[rank][syllable].append(character)
    lines = [
        "# Pinyin and its characters; first every character's commonest reading, then the others. From pypinyin (MIT)."
    ]
    for syllables in by_rank:
        lines += [f"{syllable} {''.join(characters)}" for syllable, characters in sorted(syllables.items())]
    (HERE / "readings.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
