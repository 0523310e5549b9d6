"""How long a statement of the site may take, and a transaction may idle. Commands know no such limits.

The limit of visitors is lifted for the length of a request of the admin, so that nothing that an editor saves is cut
off. It is set again at the end of that request: the next one of this thread's connection reads before Django has seen
it (layers/stored_answers.py). So reads of visitors cost no further statement.
"""

import threading
from weakref import WeakSet

from django.core.signals import request_finished, request_started
from django.db import Error, connection
from django.db.backends.signals import connection_created

from .layers.areas import area_of

IDLE_SECONDS = 60
"""For which a transaction may wait for its next statement: the longest request takes less between two of them."""


class TimeLimits:
    """The limits in seconds; in force in this process from `start` on."""

    def __init__(self, read, idle=IDLE_SECONDS):
        self.read, self.idle = int(read * 1000), int(idle * 1000)
        self.thread = threading.local()
        self.lifted = WeakSet()  # connections on which statements may take as long as they need

    def start(self):
        connection_created.connect(self.connected, weak=False)
        request_started.connect(self.began, weak=False)
        request_finished.connect(self.ended, weak=False)

    def stop(self):
        connection_created.disconnect(self.connected)
        request_started.disconnect(self.began)
        request_finished.disconnect(self.ended)

    def connected(self, connection, **_signal):
        """Set the limits on a new connection, to the primary or a replica."""
        with connection.cursor() as cursor:
            cursor.execute(f"SET idle_in_transaction_session_timeout = {self.idle}")
        self._set_on(connection)

    def began(self, environ, **_signal):
        self._is_admin(area_of(environ["PATH_INFO"]) == "admin")

    def ended(self, **_signal):
        self._is_admin(False)

    def _is_admin(self, is_admin):
        """Set or lift the limit on the connection that this thread has, unless that is as it should be."""
        self.thread.is_admin = is_admin
        if connection.connection is None or (connection.connection in self.lifted) == is_admin:
            return
        try:
            self._set_on(connection)
        except Error:  # it is lost: the next statement makes a new one
            connection.close()

    def _set_on(self, connection):
        is_lifted = getattr(self.thread, "is_admin", False)
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout" if is_lifted else f"SET statement_timeout = {self.read}")
        (self.lifted.add if is_lifted else self.lifted.discard)(connection.connection)
