"""Makes `english.txt`: `python names/coined/make.py`, where the two packages below are installed.

They are not among our dependencies: `pip install wordfreq==3.1.1 english-words==2.0.2` in an environment of its own.
"""

from pathlib import Path

WORDS = 25_000
ENDINGS = ("s", "es", "d", "ed", "ing")


def main():
    from english_words import get_english_words_set
    from wordfreq import top_n_list

    dictionary = {word for word in get_english_words_set(["web2"]) if word.islower()}

    def is_in_dictionary(word):
        return word in dictionary or any(word.removesuffix(ending) in dictionary for ending in ENDINGS)

    common = sorted(word for word in top_n_list("en", WORDS) if word.isascii() and word.isalpha() and len(word) > 3)
    words = [word if is_in_dictionary(word) else word.capitalize() for word in common]
    head = (
        "# The commonest English words of four letters and more, from wordfreq (data: CC BY-SA 4.0). Those with a"
        " capital are names: they are not in Webster's dictionary of 1934 (public domain)."
    )
    Path(__file__).with_name("english.txt").write_text("\n".join([head, *words]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
