"""The web server's worker: all who stand at the door are let in before anybody is served twice.

Gunicorn's own worker with threads lets one in each time it goes round. Busy, it goes round about as
often as a request is answered, so of a thousand who come at once the first ask again and again
before the last is let in. Here all are let in and wait in one queue. It is one method of a class
that gunicorn may change: its version is pinned, and a test looks.
"""

from socket import socket

from gunicorn.workers.gthread import ThreadWorker


class PromptWorker(ThreadWorker):
    """Name it to gunicorn: `--threads 8 --worker-class mobility.web_server.PromptWorker`."""

    def accept(self, listener: socket) -> None:
        """Let in all who stand at the door, as far as there is room."""
        while self.nr_conns < self.worker_connections:
            inside = self.nr_conns
            super().accept(listener)  # lets one in; nobody, if nobody is there
            if self.nr_conns == inside:
                return
