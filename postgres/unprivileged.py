"""The user that the embedded PostgreSQL runs as: the caller, but never root, which PostgreSQL refuses.

Started by root (containers, CI), the server runs as the owner of its data folder, or as a system user made for it;
that user must be able to pass through the folders above the data and the programs, no more.
"""

import os
import pwd
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SYSTEM_USER = "medtech_kb"


class Unusable(Exception):
    """The embedded database can't be used; the message says why, and what to do about it."""


def is_root() -> bool:
    return os.geteuid() == 0


def identity(data: Path) -> dict[str, Any]:
    """Return the arguments of subprocess that run a program as the owner of the data folder."""
    owner = data.stat()
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if is_root() else {}


@contextmanager
def as_owner_of(data: Path) -> Iterator[None]:
    """See processes as the owner of the data does: root in a container may not look into those of another user."""
    owner = data.stat() if is_root() and data.exists() else None
    if owner is None or owner.st_uid == 0:
        yield
        return
    os.setegid(owner.st_gid)
    os.seteuid(owner.st_uid)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(os.getgid())


def check_owner(data: Path) -> None:
    """Raise Unusable for a data folder of another user, with a clearer message than PostgreSQL's."""
    if data.exists() and not is_root() and data.stat().st_uid != os.geteuid():
        try:
            owner = pwd.getpwuid(data.stat().st_uid).pw_name
        except KeyError:
            owner = str(data.stat().st_uid)
        raise Unusable(f"{data} belongs to the user {owner}: run as that user or as root, or set DATABASE_URL.")


def prepare(folder: Path, programs: Path) -> None:
    """Give a data folder an owner that is not root, and let that owner reach it and the programs."""
    if not is_root():
        return
    if folder.stat().st_uid == 0:  # new, or copied by root
        user = system_user()
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    for above in (*folder.parents, *programs.parents):
        add_permissions(above, stat.S_IXOTH)
    libraries = programs.parent.parent.glob(f"{programs.parent.name}.libs")  # the wheel keeps libpq there
    for path in (path for folder in (programs, *libraries) for path in (folder, *folder.rglob("*"))):
        needs_execute = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
        add_permissions(path, stat.S_IROTH | (stat.S_IXOTH if needs_execute else 0))


def add_permissions(path: Path, bits: int) -> None:
    """Add permissions that are missing; report each folder that others may now pass through."""
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(stat.S_IMODE(mode) | bits)
        if path.is_dir() and bits == stat.S_IXOTH:
            print(f"database: {path} may now be passed through (o+x): PostgreSQL can't run as root", file=sys.stderr)


def system_user() -> pwd.struct_passwd:
    """Return the user that runs the server for root, created when first needed; raises Unusable."""
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER], capture_output=True)
        return pwd.getpwnam(SYSTEM_USER)  # another process may have created it first
    except (OSError, KeyError):
        raise Unusable(
            f"PostgreSQL can't run as root, and the user {SYSTEM_USER} can't be made (useradd). "
            "Run as an ordinary user, or set DATABASE_URL."
        ) from None


def make_private(folder: Path, data: Path) -> None:
    """Make a folder that only the owner of the data can enter; raises Unusable where somebody else made it."""
    owner = data.stat()
    try:
        folder.mkdir(mode=0o700)
        if is_root():
            os.chown(folder, owner.st_uid, owner.st_gid)
    except FileExistsError:
        pass
    actual = folder.lstat()
    if not stat.S_ISDIR(actual.st_mode) or actual.st_uid != owner.st_uid or stat.S_IMODE(actual.st_mode) & 0o077:
        raise Unusable(f"{folder} is not ours alone: remove it, or set TMPDIR to a folder of your own.")
