"""Triggers that make TRUNCATE do what DELETE does: row triggers do not fire on it."""

import pgtrigger
from django.apps import apps

from .searchable import put
from .triggers import THIS_TYPE, VERSION_MOVES


class Truncated(pgtrigger.Trigger):
    """Moves the version of the data and then runs `more`, a PL/pgSQL text."""

    name = "truncated"
    when = pgtrigger.After
    level = pgtrigger.Statement
    operation = pgtrigger.Truncate

    def __init__(self, *, more="", **kwargs):
        self.more = more
        super().__init__(**kwargs)

    def get_func(self, model):
        return f"{VERSION_MOVES}{self.more_for(model)}\n        RETURN NULL;\n    "

    def more_for(self, model):
        return self.more


class FactsTruncated(Truncated):
    """Deletes citations, names, old addresses and search rows as well; records that lost parts are indexed anew."""

    def more_for(self, model):
        model = apps.get_model(model._meta.label)  # a migration's own models know no part_of
        more = f"\n        PERFORM public.kb_forget_type({THIS_TYPE.format(meta=model._meta)});"
        if model.part_of:
            more += f"\n        PERFORM {put(model.record_model(), 'true')};"
        return more


facts_truncated = FactsTruncated()

citations_truncated = Truncated(
    declare=[("target", "text"), ("bare", "boolean")],
    more="""
        FOR target IN SELECT table_name FROM information_schema.columns
                WHERE table_schema = 'public' AND column_name = 'is_published' LOOP
            EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE is_published)', target) INTO bare;
            IF bare THEN
                RAISE EXCEPTION 'last_citation_stays: % has published records, which must be cited', target
                    USING ERRCODE = 'check_violation';
            END IF;
        END LOOP;""",
)
