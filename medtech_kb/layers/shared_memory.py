"""Memory that the workers of a web server share: made before they are forked, its lock ends with whoever holds it."""

import fcntl
import mmap
import tempfile
import threading


class SharedMemory:
    """`size` bytes, zero at first; used within `with memory:`. A worker that is killed leaves no lock behind."""

    def __init__(self, size):
        self.bytes = mmap.mmap(-1, size)
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 - open for as long as the processes live
        self.of_thread = threading.Lock()  # the lock of a file is one process's, for all of its threads

    def __enter__(self):
        self.of_thread.acquire()
        fcntl.lockf(self.file, fcntl.LOCK_EX)
        return self.bytes

    def __exit__(self, *_problem):
        fcntl.lockf(self.file, fcntl.LOCK_UN)
        self.of_thread.release()
