"""As whom the embedded PostgreSQL runs: as whoever calls, but never as root, which PostgreSQL refuses.

Called by root (containers, CI), the server runs as the owner of its data folder, or as a system user made for it;
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

SYSTEM_USER = "medtech_kb"


class Unusable(Exception):
    """The embedded database can't be used; the message says why, and what to do about it."""


def is_root() -> bool:
    return os.geteuid() == 0


def identity(data: Path) -> dict:
    """What subprocess needs to run a program as the owner of the data folder."""
    owner = data.stat()
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []} if is_root() else {}


@contextmanager
def as_owner_of(data: Path) -> Iterator[None]:
    """Sees processes as the owner of the data does: root in a container may not look into those of another user."""
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
    """Refuses a data folder of another user before PostgreSQL does it in words that help nobody."""
    if data.exists() and not is_root() and data.stat().st_uid != os.geteuid():
        try:
            owner = pwd.getpwuid(data.stat().st_uid).pw_name
        except KeyError:
            owner = str(data.stat().st_uid)
        raise Unusable(f"{data} belongs to the user {owner}: run as that user or as root, or set DATABASE_URL.")


def prepare(folder: Path, programs: Path) -> None:
    """Gives a data folder an owner that is not root, and lets that owner reach it and the programs."""
    if not is_root():
        return
    if folder.stat().st_uid == 0:  # new, or copied by root
        user = system_user()
        for path in (folder, *folder.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    for above in (*folder.parents, *programs.parents):
        add(above, stat.S_IXOTH)
    libraries = programs.parent.parent.glob(f"{programs.parent.name}.libs")  # the wheel keeps libpq there
    for path in (path for folder in (programs, *libraries) for path in (folder, *folder.rglob("*"))):
        is_entered = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
        add(path, stat.S_IROTH | (stat.S_IXOTH if is_entered else 0))


def add(path: Path, bits: int) -> None:
    """Adds permissions that are missing, and says so where the folder is not of the project's own making."""
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(stat.S_IMODE(mode) | bits)
        if path.is_dir() and bits == stat.S_IXOTH:
            print(f"database: {path} may now be passed through (o+x): PostgreSQL can't run as root", file=sys.stderr)


def system_user() -> pwd.struct_passwd:
    """The user that runs the server for root, made at the first need."""
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", SYSTEM_USER], capture_output=True)
        return pwd.getpwnam(SYSTEM_USER)  # whoever made it: another process may have been faster
    except (OSError, KeyError):
        raise Unusable(
            f"PostgreSQL can't run as root, and the user {SYSTEM_USER} can't be made (useradd). "
            "Run as an ordinary user, or set DATABASE_URL."
        ) from None


def make_private(folder: Path, data: Path) -> None:
    """Makes a folder that only the owner of the data enters; refuses one that somebody else put there before us."""
    owner = data.stat()
    try:
        folder.mkdir(mode=0o700)
        if is_root():
            os.chown(folder, owner.st_uid, owner.st_gid)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.st_uid or stat.S_IMODE(found.st_mode) & 0o077:
        raise Unusable(f"{folder} is not ours alone: remove it, or set TMPDIR to a folder of your own.")
