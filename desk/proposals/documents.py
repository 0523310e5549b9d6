"""What is sent and answered at /api/v1/proposals/, for the API schema."""

from rest_framework import serializers

from history.models import CHOSEN_BY_EDITORS

from ..models import State


class ProposalRequestDoc(serializers.Serializer):
    """Files as in `fixtures/`, with what they were made against."""

    made_against = serializers.IntegerField(
        min_value=1, help_text="The revision of the data that was read: `head` of /api/v1/changes/ at that time."
    )
    files = serializers.DictField(
        child=serializers.JSONField(),
        help_text=(
            "The address of each file, like `companies/pamu-medical.yaml` or `sources.yaml`, with what it holds, as "
            "fixtures/README.md says: a company is an object, all else a list. Values are cited by `cite`."
        ),
    )
    reason = serializers.CharField(
        required=False, max_length=1000, help_text="Why, in a few words; readers see it once it is accepted."
    )
    kind = serializers.ChoiceField(
        required=False, choices=[(kind.value, kind.value) for kind in CHOSEN_BY_EDITORS], default="enrichment",
        help_text="What sort of change it is.",
    )  # fmt: skip


class ProposalDoc(serializers.Serializer):
    """A proposal, as far as whoever sends it is told."""

    number = serializers.IntegerField(help_text="Its number.")
    state = serializers.ChoiceField(choices=State, help_text="What became of it; a new one is open.")
    address = serializers.URLField(help_text="Its page in the admin, where reviewers decide on it.")


class MistakeDoc(serializers.Serializer):
    """One mistake."""

    parameter = serializers.CharField(help_text="The member of the body that is wrong.")
    message = serializers.CharField(help_text="What is wrong, and what is allowed.")
    allowed = serializers.ListField(child=serializers.CharField(), help_text="What is allowed, where that is a list.")
    file = serializers.CharField(required=False, help_text="The file that is wrong.")
    record = serializers.CharField(required=False, help_text="The record in it, by its slug; empty for none.")
    field = serializers.CharField(required=False, help_text="The place in the file, as a JSON pointer (RFC 6901).")


class ProblemDoc(serializers.Serializer):
    """What is wrong with a request."""

    type = serializers.CharField(help_text="The kind of problem, as an address.")
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The status.")
    detail = serializers.CharField(help_text="What is wrong.")
    errors = MistakeDoc(many=True, required=False, help_text="Every mistake, where the status is 400.")
