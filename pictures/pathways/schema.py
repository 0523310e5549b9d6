"""The answer of the matrix, for the API schema."""

from rest_framework import serializers

from records.documents import RefDoc
from regulatory.standing import Stage

from .documents import StepDoc
from .groups import GROUPS


class ColumnDoc(serializers.Serializer):
    """A column of the matrix."""

    key = serializers.CharField(help_text="nmpa, ce, fda or cms; else the jurisdiction.")
    label = serializers.CharField(help_text="The same in words.")
    jurisdiction = serializers.CharField(help_text="CN, EU, US, AE or INT.")


class CellDoc(serializers.Serializer):
    """Where a row stands today on one route."""

    column = serializers.CharField(help_text="The key of the column.")
    stage = serializers.ChoiceField(
        [stage.name.lower() for stage in Stage],
        help_text="How far it is today. Only `authorized` allows marketing; a trial permission never does.",
    )
    conditional = serializers.BooleanField(help_text="Whether it is planned, or holds on a condition: drawn hatched.")
    contested = serializers.BooleanField(help_text="Whether some place contradicts a value of the step.")
    short = serializers.CharField(help_text="The cell in one line, as the page and the files have it.")
    step = StepDoc(help_text="The milestone: the furthest that was not refused, withdrawn or expired since.")
    behind = serializers.IntegerField(help_text="How many further steps the row has on this route.")
    ended_behind = serializers.IntegerField(help_text="How many of them are refused, withdrawn or expired.")
    steps_url = serializers.CharField(help_text="All steps of the row on this route, in the API.")


class MatrixRowDoc(serializers.Serializer):
    """A product, or a company with steps that name no product; a route without a step has no cell."""

    group = serializers.ChoiceField([group.key for group in GROUPS], help_text="The group of rows that it stands in.")
    record = RefDoc(help_text="The product or the company.")
    company = RefDoc(allow_null=True, help_text="Who makes the product, where a source says so.")
    cells = CellDoc(many=True, help_text="In the order of the columns.")


class MatrixDoc(serializers.Serializer):
    """A page of the matrix."""

    count = serializers.IntegerField(help_text="How many rows: exact up to 10,000; then 10,000.")
    count_capped = serializers.BooleanField(help_text="Whether there are more than counted.")
    next = serializers.URLField(allow_null=True, help_text="The page behind.")
    previous = serializers.URLField(allow_null=True, help_text="The page in front.")
    columns = ColumnDoc(many=True, help_text="Every column that a cell can stand in.")
    results = MatrixRowDoc(many=True, help_text="The rows: products with steps, companies, products without.")
