"""`make switch`: have the running site switch to the code on disk, which may be broken."""

import os
import signal
import sys
import time

import environment
from medtech_kb.serving.status import Status


def switch(port: int) -> str:
    """Have the site switch, and wait. Returns why it failed, or ""."""
    before = now = Status.read(port)
    if before is None:
        return f"no site of this folder runs at port {port}: `make run` starts one, PORT=… names another."
    try:
        os.kill(before.process, signal.SIGUSR2)
    except PermissionError:
        return "the site belongs to another user: switch as that one, or as root."
    while now and now.finished <= before.begun:
        time.sleep(0.1)
        now = Status.read(port)
    if now is None:
        return "the site has ended meanwhile."
    return f"the new code can't be served, the one before goes on:\n{now.problem}" if now.problem else ""


def main() -> int:
    try:
        port = environment.number("PORT", 8000, low=1, high=65535)
    except environment.Misconfigured as problem:
        sys.exit(f"switch: {problem}")
    print(f"Switching the site at port {port} to the code that is here now …", flush=True)
    if problem := switch(port):
        sys.exit(f"switch: {problem}")
    print("The new code is served.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
