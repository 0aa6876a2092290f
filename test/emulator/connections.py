"""How the emulator answers: no answer to a call that was carried out is lost.

werkzeug closes each connection after its answer, and a busy client resets some before it has read it: 4 of about 8,000 by
the AWS provider 5.100.0, measured on two cores under load. SDKs then ask again, and a call that makes something answers that there is one already: no service of AWS does that
so often, and terraform's apply fails. So a reset answer is kept, and given once more to the repeat of the same call.
"""

import contextlib
import socket
import socketserver
import threading
from typing import Any

from werkzeug.serving import WSGIRequestHandler

REPEATED = "amz-sdk-invocation-id"
"""Header that all attempts of one call share, and no other call has: https://docs.rs/aws-runtime/1.5.9/aws_runtime/invocation_id/"""

_answered = threading.local()
"""Of the connection that this thread serves: `call` and `answer`."""

_unread: dict[str, bytes] = {}
"""Answers whose connection was reset, by call."""


class _Recorder:
    """Writes, and remembers what it wrote, also when nobody is left to read it."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.written = b""

    def write(self, data: bytes) -> int:
        self.written += data
        with contextlib.suppress(ConnectionError):
            self.stream.write(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def _answer_again(run_wsgi: Any) -> Any:
    def answer(self: WSGIRequestHandler) -> None:
        call = self.headers.get(REPEATED)
        kept = _unread.pop(call, None)
        recorder = _Recorder(self.wfile)
        self.wfile = recorder
        if kept is None:
            run_wsgi(self)
        else:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            recorder.write(kept)
            self.close_connection = True
        _answered.call, _answered.answer = call, recorder.written

    return answer


def _close_gently(server: socketserver.TCPServer, connection: socket.socket) -> None:
    """Closing with anything of the request unread is a reset too. So: say that nothing more comes, and wait for the client."""
    try:
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(2)
        while connection.recv(65536):
            pass
    except OSError:
        if getattr(_answered, "call", None) is not None:
            _unread[_answered.call] = _answered.answer
    server.close_request(connection)


def lose_no_answer() -> None:
    WSGIRequestHandler.run_wsgi = _answer_again(WSGIRequestHandler.run_wsgi)
    socketserver.TCPServer.shutdown_request = _close_gently
