"""The two roles of the database: the owner of the tables, and the application, which can't change history or schema.

The site and ordinary commands connect as the application. What alters the schema or the history (`migrate`, `rebuild`,
`erase`) runs as the owner, who can be kept from nothing (docs/decisions/0023-a-role-for-the-application.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from postgres.functions import is_migrated

READ_ONLY = ("django_migrations", "django_content_type", "auth_permission")
"""Tables of the schema `public` that only migrations write. Versions name the type of a fact by its number."""
CALLABLE = ("kb_history_mine", "kb_refresh_statistics")
"""The functions with the owner's rights that the application may call; the others are for triggers alone."""
PATH = "pg_catalog, public, pg_temp"
"""What a trigger's function finds its tables by: never a temporary table of whoever writes."""
RIGHTS = """
SELECT pg_advisory_xact_lock(20260102);
DO $rights$ DECLARE one record; BEGIN
    FOR one IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND prorettype = 'trigger'::regtype AND pg_has_role(proowner, 'MEMBER')
        AND NOT coalesce(proconfig::text LIKE '%search_path=%', false)
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = {path}', one.name);
    END LOOP;
    FOR one IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prosecdef
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.name);
    END LOOP;
    EXECUTE format('REVOKE TEMPORARY, CREATE ON DATABASE %I FROM PUBLIC', current_database());
END $rights$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
"""
RIGHTS_OF_APPLICATION = """
GRANT USAGE ON SCHEMA public, history, past TO {role};
REVOKE ALL ON ALL TABLES IN SCHEMA public, history, past FROM {role};
GRANT SELECT ON ALL TABLES IN SCHEMA public, history, past TO {role};
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
REVOKE INSERT, UPDATE, DELETE ON {read_only} FROM {role};
GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role};
GRANT EXECUTE ON FUNCTION {callable} TO {role};
"""


@contextmanager
def as_owner(using: str = "default") -> Iterator[None]:
    """Within this block, a database's connection is the owner's. Not to be called within a transaction."""
    connection = connections[using]
    owner = connection.settings_dict.get("OWNER") or {}
    before = {name: connection.settings_dict[name] for name in owner}
    if owner == before:
        yield
        return
    connection.close()
    connection.settings_dict.update(owner)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


class RunByOwner:
    """A command that alters the schema or the history: it connects as the owner."""

    def execute(self, *arguments: Any, **options: Any) -> Any:
        with as_owner():
            return super().execute(*arguments, **options)  # type: ignore[misc]


def lacks_owner(using: str = "default") -> str:
    """What is said where a role that isn't the owner of the tables would alter them."""
    role = connections[using].settings_dict["USER"]
    return f"The role {role} does not own the tables: set DATABASE_OWNER_URL, see docs/running.md."


def application(using: str = "default") -> str:
    """The application's role; "" where DATABASE_URL alone is set, which is then the owner's."""
    return str(connections[using].settings_dict.get("APPLICATION", ""))


def rights(role: str) -> str:
    """The SQL that gives the application its rights, and takes away what it should not have; may be repeated."""
    sql = RIGHTS.format(path=PATH)
    if role:
        sql += RIGHTS_OF_APPLICATION.format(
            role=connections["default"].ops.quote_name(role),
            read_only=", ".join(f"public.{name}" for name in READ_ONLY),
            callable=", ".join(f"public.{name}()" for name in CALLABLE),
        )
    return sql


def grant_rights(using: str = "default") -> None:
    """Give the application its rights to all that is there now; to be called by the owner after tables were made."""
    role = application(using)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)", [role])
        if role and not cursor.fetchone()[0]:
            raise CommandError(f"There is no role {role}, which DATABASE_URL names: see docs/running.md.", returncode=2)
        cursor.execute(rights(role))


def grant_on(cursor: CursorWrapper, *tables: str) -> None:
    """Give the application its rights to tables that were made anew in the place of others."""
    if role := application(cursor.db.alias):
        name = cursor.db.ops.quote_name(role)
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(tables)} TO {name}")
        cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {name}")


def grant_after_migrate(using: str, plan: list | None = None, **_signal: Any) -> None:
    """Receiver of `post_migrate`, behind those that make tables and functions."""
    if is_migrated(using, plan):
        grant_rights(using)
