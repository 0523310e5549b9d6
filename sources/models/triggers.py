"""The rules of provenance that PostgreSQL enforces, however a row is written."""

import pgtrigger

THIS_TYPE = "(SELECT id FROM django_content_type WHERE app_label = '{meta.app_label}' AND model = '{meta.model_name}')"

VERSION_MOVES = """
        INSERT INTO sources_dataversion AS v (id, number, moved_at) VALUES (1, 1, now())
            ON CONFLICT (id) DO UPDATE SET number = v.number + 1, moved_at = now();"""

version_moves = pgtrigger.Trigger(
    name="version_moves",
    when=pgtrigger.After,
    level=pgtrigger.Statement,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func=f"{VERSION_MOVES}\n        RETURN NULL;\n    ",
)

citations_die_with_their_record = pgtrigger.Trigger(
    name="citations_die",
    when=pgtrigger.After,
    operation=pgtrigger.Delete,
    func=pgtrigger.Func(
        f"DELETE FROM sources_citation WHERE object_id = OLD.id AND content_type_id = {THIS_TYPE}; RETURN NULL;"
    ),
)


def citation_key(field) -> str:
    """The name of a field in citations and gaps."""
    return "amount" if field.name == "amount_stated" else field.name


def columns_of(model):
    """{field: its columns} as a citation names fields: a relation has its number, an amount all that is read off it.

    Generated columns are left out: they change with the columns that they are made from.
    """
    from values.fields import Amounted  # imported above, its fields would come before those of `Cited`

    columns = {field.name: [field.column] for field in model._meta.concrete_fields if not field.generated}
    amount = [field.name for field in Amounted._meta.local_concrete_fields if not field.generated]
    if columns.keys() >= set(amount):  # by its fields: a migration's own models have no bases
        columns["amount"] = [column for name in amount for column in columns[name]]
    return columns


class ChangedValuesNeedRecheck(pgtrigger.Trigger):
    """Marks the citations of the fields that an update changes for re-check."""

    name = "changed_values_need_recheck"
    when = pgtrigger.After
    operation = pgtrigger.Update
    condition = pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*")

    def get_func(self, model):
        changed = ",\n                ".join(
            f"CASE WHEN ({_row('OLD', columns)}) IS DISTINCT FROM ({_row('NEW', columns)}) THEN '{field}' END"
            for field, columns in sorted(columns_of(model).items())
        )
        return f"""
        UPDATE sources_citation c SET needs_recheck = true
        WHERE c.object_id = NEW.id AND NOT c.needs_recheck AND c.content_type_id = {THIS_TYPE.format(meta=model._meta)}
            AND c.field = ANY (ARRAY[
                {changed}
            ]);
        RETURN NULL;
        """


def _row(row, columns):
    return ", ".join(f'{row}."{column}"' for column in columns)


changed_values_need_recheck = ChangedValuesNeedRecheck()

slug_stays = pgtrigger.ReadOnly(name="slug_stays", fields=["slug"])

published_means_cited = pgtrigger.Trigger(
    name="published_means_cited",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__is_published=True),
    timing=pgtrigger.Deferred,
    func=pgtrigger.Func(
        f"""
        IF EXISTS (SELECT FROM {{meta.db_table}} WHERE id = NEW.id AND is_published) AND NOT EXISTS (
            SELECT FROM sources_citation WHERE object_id = NEW.id AND content_type_id = {THIS_TYPE}
        ) THEN
            RAISE EXCEPTION 'published_means_cited: % % is published without a citation', TG_TABLE_NAME, NEW.slug
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
        """
    ),
)

# The record of a citation is in the table that its content type names.
citation_points_at_a_record = pgtrigger.Trigger(
    name="points_at_a_record",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("content_type_id", "object_id"),
    declare=[("found", "boolean"), ("target", "text")],
    func="""
        SELECT app_label || '_' || model INTO target FROM django_content_type WHERE id = NEW.content_type_id;
        IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = target AND column_name = 'gaps') THEN
            EXECUTE format('SELECT true FROM %I WHERE id = $1 FOR KEY SHARE', target) INTO found USING NEW.object_id;
        END IF;
        IF found IS NOT TRUE THEN
            RAISE EXCEPTION 'points_at_a_record: there is no % %', target, NEW.object_id
                USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NEW;
    """,
)

citation_paragraph_exists = pgtrigger.Trigger(
    name="paragraph_exists",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("source_id", "paragraph"),
    declare=[("last", "integer")],
    func="""
        SELECT paragraphs INTO last FROM sources_source WHERE id = NEW.source_id;
        IF NEW.paragraph > last THEN
            RAISE EXCEPTION 'paragraph_exists: the source has % paragraphs, not %', last, NEW.paragraph
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)

source_holds_its_citations = pgtrigger.Trigger(
    name="holds_its_citations",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("paragraphs"),
    condition=pgtrigger.Condition("OLD.paragraphs > NEW.paragraphs"),
    timing=pgtrigger.Deferred,
    func="""
        IF EXISTS (SELECT FROM sources_citation c JOIN sources_source s ON s.id = c.source_id
                WHERE c.source_id = NEW.id AND c.paragraph > s.paragraphs) THEN
            RAISE EXCEPTION 'holds_its_citations: % is cited behind its paragraph %', NEW.slug, NEW.paragraphs
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """,
)

new_evidence_clears_recheck = pgtrigger.Trigger(
    name="new_evidence_clears_recheck",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("source_id", "paragraph", "stated", "field", "stance"),
    condition=pgtrigger.Condition(
        "((OLD.source_id, OLD.paragraph, OLD.stated, OLD.field, OLD.stance)"
        " IS DISTINCT FROM (NEW.source_id, NEW.paragraph, NEW.stated, NEW.field, NEW.stance))"
    ),
    func="""
        IF (OLD.source_id, OLD.paragraph, OLD.stated) IS DISTINCT FROM (NEW.source_id, NEW.paragraph, NEW.stated)
            AND NEW.begins IS NOT DISTINCT FROM OLD.begins THEN
            NEW.begins = NULL;  -- it was said of other words
        END IF;
        NEW.needs_recheck = false;
        RETURN NEW;
    """,
)

last_citation_stays = pgtrigger.Trigger(
    name="last_citation_stays",
    when=pgtrigger.After,
    operation=pgtrigger.Delete | pgtrigger.UpdateOf("content_type_id", "object_id"),
    timing=pgtrigger.Deferred,
    declare=[("bare", "boolean"), ("target", "text")],
    func="""
        SELECT app_label || '_' || model INTO target FROM django_content_type WHERE id = OLD.content_type_id;
        IF EXISTS (SELECT FROM sources_citation
                WHERE object_id = OLD.object_id AND content_type_id = OLD.content_type_id)
            OR NOT EXISTS (SELECT FROM information_schema.columns
                WHERE table_name = target AND column_name = 'is_published') THEN
            RETURN NULL;
        END IF;
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = $1 AND is_published)', target)
            INTO bare USING OLD.object_id;
        IF bare THEN
            RAISE EXCEPTION 'last_citation_stays: % % is published and this was its last citation',
                target, OLD.object_id USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """,
)
