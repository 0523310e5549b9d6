"""The whole database from a dump, in one transaction: readers get what was there, or all that the dump holds.

psql alone reads what pg_restore writes. Its input ends with COMMIT only where pg_restore came to its end, so that
whatever is killed on the way leaves everything as it was.
"""

import subprocess
import tempfile
from contextlib import suppress
from typing import IO

from django.db import connections
from django.utils.translation import gettext as _

from postgres.dumps import SCHEMAS, Dump, DumpFailed, in_a_line, reach, surroundings
from postgres.postmaster import TOOLS
from postgres.roles import application, lacks_owner, rights

OURS = f"""
relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ({", ".join(f"'{name}'" for name in SCHEMAS)}))
    AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
""".strip()
"""Of pg_class, what belongs to the knowledge base and to no extension."""
OF_OTHERS = f"""
SELECT EXISTS (SELECT FROM pg_class WHERE {OURS} AND relkind IN ('r', 'v') AND NOT pg_has_role(relowner, 'MEMBER'))
"""
BEGIN = f"""
BEGIN;
SET client_min_messages = warning;
SET statement_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
DO $lock$ DECLARE
    tables text;
    number bigint := 0;
BEGIN
    SET LOCAL lock_timeout = '200ms';
    LOOP
        BEGIN
            EXECUTE '{{turn}}';
            SELECT string_agg(oid::regclass::text, ', ' ORDER BY relkind DESC, oid)
                INTO tables FROM pg_class WHERE {OURS} AND relkind IN ('r', 'v');
            IF tables IS NOT NULL THEN
                EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', tables);
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
            IF clock_timestamp() > transaction_timestamp() + interval '{{patience}} seconds' THEN
                RAISE lock_not_available USING MESSAGE = 'others are using the tables; waited {{patience}} s';
            END IF;
            PERFORM pg_sleep(0.1 + random() * 0.4);
        END;
    END LOOP;
    IF to_regclass('public.sources_dataversion') IS NOT NULL THEN
        SELECT coalesce(max(v.number), 0) INTO number FROM public.sources_dataversion v;
    END IF;
    PERFORM set_config('kb.version_before', number::text, true);
END $lock$;
"""
"""Wait until nobody reads or writes, and let all wait from here on. What can't be had at once is let go again: whoever
reads or writes several tables could otherwise wait for us as we do for them, and one of the two would be broken off.
"""
CLEAR = """
DROP SCHEMA IF EXISTS past CASCADE;
DROP SCHEMA IF EXISTS history CASCADE;
DO $clear$ DECLARE one record; BEGIN
    FOR one IN SELECT i.type, i.identity FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) i
        WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'public'::regnamespace
        AND i.type IN ('table', 'view', 'sequence', 'function', 'procedure', 'aggregate', 'type',
            'text search configuration', 'text search dictionary', 'operator', 'operator class', 'operator family')
        AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid AND e.objid = d.objid
            AND e.deptype IN ('a', 'e', 'i'))  -- of a table, an extension, or a column
        ORDER BY d.classid = 'pg_class'::regclass DESC
    LOOP
        EXECUTE format('DROP %s IF EXISTS %s CASCADE', one.type, one.identity);
    END LOOP;
END $clear$;
"""
"""All that a later version may have made goes too: `migrate` would stumble over it. Extensions stay: their owner may be
another, and nothing in them is data."""
MOVE_ON = f"""
DO $version$ DECLARE before bigint := current_setting('kb.version_before'); BEGIN
    UPDATE public.sources_dataversion SET number = greatest(number, before) + 1, moved_at = clock_timestamp();
    IF NOT FOUND THEN
        INSERT INTO public.sources_dataversion (id, number, moved_at) VALUES (1, before + 1, clock_timestamp());
    END IF;
    EXECUTE (SELECT 'ANALYZE ' || string_agg(oid::regclass::text, ', ') FROM pg_class WHERE {OURS} AND relkind = 'r');
END $version$;
"""
"""No ETag and no stored answer from before is of this version, nor any that was given since the dump was made."""
SINCE_17 = b"SET transaction_timeout = 0;\n"
THERE_ALREADY = (" SCHEMA - public ", " COMMENT - SCHEMA public ", " COMMENT - EXTENSION ")
"""Entries of a dump that are never restored: they belong to whoever made the database."""


def restore(dump: Dump, turn: str, patience: int, is_current: bool) -> None:
    """Put the dump in place of all that is there, as the owner; raises DumpFailed where nothing was changed.

    `turn` is the SQL by which writers wait for each other, `patience` how many seconds to wait for those who read and
    write now. Where the dump is of an older state than the code, the application gets its rights from `migrate`.
    """
    _require_owner()
    arguments, environment = reach()
    command = [str(TOOLS / "psql"), "--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", *arguments]
    with tempfile.TemporaryFile() as complaints, tempfile.NamedTemporaryFile("w") as entries:
        entries.writelines(f"{line}\n" for line in dump.entries if not any(words in line for words in THERE_ALREADY))
        entries.flush()
        psql = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=complaints, env=environment
        )
        assert psql.stdin is not None
        is_whole = False
        try:
            psql.stdin.write((BEGIN.format(turn=turn, patience=patience) + CLEAR).encode())
            if is_whole := _send(dump, entries.name, psql.stdin):
                psql.stdin.write(f"{MOVE_ON}{rights(application()) if is_current else ''}\nCOMMIT;\n".encode())
            psql.stdin.close()
        except BrokenPipeError:
            with suppress(BrokenPipeError):  # psql has ended, and says why
                psql.stdin.close()
        except BaseException:
            psql.kill()
            raise
        finally:
            psql.wait()
        complaints.seek(0)
        words = complaints.read().decode(errors="replace")
    if psql.returncode or not is_whole:
        raise DumpFailed(_("Nothing was changed: %(why)s") % {"why": in_a_line(words, psql.returncode)})


def _require_owner() -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute(OF_OTHERS)
        if cursor.fetchone()[0]:
            raise DumpFailed(lacks_owner())


def _send(dump: Dump, entries: str, psql: IO[bytes]) -> bool:
    """Hand the dump to psql as SQL; return whether all of it was read.

    Rows are written as frozen, which anybody sees: whoever began to read before the end and waited since would find the
    new tables empty, since their rows are younger than that read.
    """
    options = ["--no-owner", "--no-privileges", f"--use-list={entries}", "--file=-"]
    command = [str(TOOLS / "pg_restore"), *options, str(dump.path)]
    knows_all = connections["default"].pg_version >= 170000  # type: ignore[attr-defined]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings())
    assert program.stdout is not None
    try:
        is_row = False
        for line in program.stdout:
            if is_row:
                is_row = line != b"\\.\n"
            elif line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
                is_row, line = True, line.replace(b" FROM stdin;\n", b" FROM stdin WITH (FREEZE);\n")
            elif line == SINCE_17 and not knows_all:
                continue
            psql.write(line)
        return program.wait() == 0
    finally:
        program.kill()
        program.wait()
        program.stdout.close()
