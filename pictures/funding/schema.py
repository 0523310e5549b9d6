"""The answer of funding, for the API schema."""

from rest_framework import serializers

from companies.documents import RoundRow
from records.documents import AmountDoc, RefDoc

from .rows import BY, KEYS


class DrawnRoundDoc(RoundRow):
    """A round behind a row."""

    class Meta(RoundRow.Meta):
        fields = KEYS

    def get_field_names(self, declared_fields, info):
        return self.Meta.fields


class TotalDoc(serializers.Serializer):
    """The rounds of one currency, added as ranges."""

    amount = AmountDoc(help_text="The range; `max` is null where a round is open above. `stated` is empty.")
    rounds = serializers.IntegerField(help_text="How many rounds are added.")


class FundingRowDoc(serializers.Serializer):
    """A company, an investor or a year."""

    name = serializers.CharField(help_text="The name, or the year.")
    record = RefDoc(allow_null=True, help_text="The company or investor; null for a year.")
    totals = TotalDoc(
        many=True, allow_null=True, help_text="By currency. Null for investors: nothing says what each put in."
    )
    uncounted = serializers.IntegerField(allow_null=True, help_text="How many rounds have no amount that can be read.")
    count = serializers.IntegerField(help_text="How many rounds there are.")
    rounds = DrawnRoundDoc(
        many=True, help_text="All rounds of a company, the newest 20 of an investor, none of a year."
    )
    rounds_url = serializers.CharField(help_text="The rounds behind it, in the API.")


class FundingDoc(serializers.Serializer):
    """A page of funding."""

    by = serializers.ChoiceField(BY, help_text="What a row is.")
    count = serializers.IntegerField(help_text="How many rows: exact up to 10,000.")
    count_capped = serializers.BooleanField(help_text="Whether there are more than counted.")
    next = serializers.URLField(allow_null=True, help_text="The page behind.")
    previous = serializers.URLField(allow_null=True, help_text="The page in front.")
    results = FundingRowDoc(many=True, help_text="The rows: companies and investors by name, years upwards.")
    unplaced = DrawnRoundDoc(many=True, help_text="By year: rounds whose date names no one year, counted in none.")
    unplaced_capped = serializers.BooleanField(help_text="Whether there are more of these than listed.")
