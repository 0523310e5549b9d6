"""The serializers that the record types' own are made of."""

from django.db.models import CharField, F, Func, Value
from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from values.fields import PartialDateField

from ..deprecated import FIELDS, with_deprecated_fields
from .origins import OriginsDoc
from .provenance import CitationsDoc, ContestedDoc, NamesDoc, NeedsRecheckDoc
from .values import AmountDoc, PartialDateDoc, RefDoc, RefListDoc


class Concatenated(Func):
    """Concatenated texts, none of them NULL. Django's Concat would test each for NULL."""

    template, arg_joiner = "(%(expressions)s)", " || "


@extend_schema_field(serializers.CharField(help_text="The address of the record in the API."))
class UrlDoc(serializers.Field):
    def expression(self, model, source):
        return Concatenated(Value(f"/api/v1/{model.record_type}/"), F("slug"), Value("/"), output_field=CharField())


@extend_schema_serializer(deprecate_fields=list(FIELDS))
class FactSerializer(serializers.ModelSerializer):
    """Any fact: its columns, its gaps and its citations."""

    gaps = serializers.DictField(child=serializers.CharField(), help_text="Fields looked for and not found.")
    contested = ContestedDoc(source="*")
    needs_recheck = NeedsRecheckDoc(source="*")
    citations = CitationsDoc()
    origins = OriginsDoc(source="*")

    def get_fields(self):
        return with_deprecated_fields(super().get_fields(), FIELDS)

    def get_field_names(self, declared_fields, info):
        """Return the names in Meta.fields, then those of all other declared fields, like the lists of a profile."""
        return list(dict.fromkeys([*self.Meta.fields, *declared_fields]))

    def build_standard_field(self, field_name, model_field):
        if isinstance(model_field, PartialDateField):
            return PartialDateDoc, {"allow_null": True, "help_text": str(model_field.help_text)}
        return super().build_standard_field(field_name, model_field)

    def build_relational_field(self, field_name, relation_info):
        field = relation_info.model_field
        if relation_info.to_many:
            return RefListDoc, {"help_text": str(field.help_text)}
        return RefDoc, {"allow_null": field.null, "help_text": str(field.help_text)}

    def build_property_field(self, field_name, model_class):
        if field_name == "amount":
            return AmountDoc, {"allow_null": True, "help_text": "The amount in the source's own words."}
        return super().build_property_field(field_name, model_class)


class RecordSerializer(FactSerializer):
    """Any record with an address of its own."""

    api_url = UrlDoc(source="*")


class NamedSerializer(RecordSerializer):
    """Any record with a name and further names."""

    names = NamesDoc()
