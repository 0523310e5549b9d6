"""The responses of search and matching, for the API schema."""

from rest_framework import serializers

from .search_query import TYPES

TYPE = {"choices": [(name, name) for name in TYPES], "help_text": "The record type, as in addresses."}


class SegmentDoc(serializers.Serializer):
    """A piece of text."""

    text = serializers.CharField(help_text="The piece as written.")
    hit = serializers.BooleanField(help_text="Whether the query hits it.")


class WhyDoc(serializers.Serializer):
    """Why a record was found: by which name, or by which passage of ours."""

    match = serializers.ChoiceField(
        choices=["exact", "prefix", "words", "similar", "text"],
        help_text="How: a whole name, its beginning, its words, a name spelled nearly so, or a text.",
    )
    kind = serializers.CharField(
        help_text="“name” for the record's own name, the kind of a further name, “pinyin”, or “text”."
    )
    name = serializers.CharField(allow_null=True, help_text="The name that fits; null for a text.")
    field = serializers.CharField(allow_null=True, help_text="The field of the passage; null for a name.")
    segments = SegmentDoc(many=True, help_text="The name or passage in pieces.")


class HitDoc(serializers.Serializer):
    """One record that matches."""

    type = serializers.ChoiceField(**TYPE)
    slug = serializers.CharField(help_text="The address of the record.")
    name = serializers.CharField(help_text="The name or title of the record.")
    api_url = serializers.CharField(help_text="The address of the record in the API.")
    score = serializers.FloatField(help_text="0 to 1: how well it fits; names always before texts.")
    why = WhyDoc()
    short = serializers.CharField(
        required=False,
        help_text="What the record says in one line, with its date and what limits it; not in suggestions.",
    )


class CountDoc(serializers.Serializer):
    """The number of hits with one value."""

    value = serializers.CharField(help_text="The value.")
    label = serializers.CharField(help_text="The value in words.")
    count = serializers.IntegerField(help_text="How many hits have it.")
    selected = serializers.BooleanField(help_text="Whether it was requested.")


class SearchFacetsDoc(serializers.Serializer):
    """The hits counted."""

    type = CountDoc(many=True, help_text="By record type, whatever type was requested.")


class SearchDoc(serializers.Serializer):
    """The results of a search, the best first."""

    count = serializers.IntegerField(help_text="How many records are ranked: all up to 500.")
    count_capped = serializers.BooleanField(help_text="Whether there are more than counted.")
    next = serializers.URLField(allow_null=True, help_text="The next page.")
    previous = serializers.URLField(allow_null=True, help_text="The page before.")
    results = HitDoc(many=True)
    facets = SearchFacetsDoc()


class SuggestDoc(serializers.Serializer):
    """Records whose names match what is typed."""

    results = HitDoc(many=True, help_text="At most ten, the best first.")


class RequestedNameDoc(serializers.Serializer):
    """One name to be matched; the name alone may be given as a text."""

    name = serializers.CharField(max_length=200, help_text="As the text at hand spells it.")
    type = serializers.ChoiceField(required=False, **TYPE)
    city = serializers.CharField(required=False, max_length=80, help_text="Where it sits, if known.")
    country = serializers.RegexField("^[A-Za-z]{2}$", required=False, help_text="Its ISO 3166 code of two letters.")


class MatchRequestDoc(serializers.Serializer):
    """A list of names."""

    names = RequestedNameDoc(many=True, help_text="1 to 500 names.")


class CandidateDoc(serializers.Serializer):
    """One record that may be meant."""

    type = serializers.ChoiceField(**TYPE)
    slug = serializers.CharField(help_text="The address of the record.")
    name = serializers.CharField(help_text="The name of the record.")
    api_url = serializers.CharField(help_text="The address of the record in the API.")
    score = serializers.FloatField(help_text="0 to 1; a match has 0.85 at least.")
    explanation = serializers.CharField(help_text="The reason for the score.")


class NameMatchDoc(serializers.Serializer):
    """The verdict on one name."""

    name = serializers.CharField(help_text="The name as requested.")
    verdict = serializers.ChoiceField(
        choices=["match", "unsure", "none"], help_text="A match is the first candidate; unsure is for you to decide."
    )
    explanation = serializers.CharField(help_text="Why this verdict.")
    candidates = CandidateDoc(many=True, help_text="At most five, the best first.")


class MatchDoc(serializers.Serializer):
    """The names in the requested order."""

    results = NameMatchDoc(many=True)
