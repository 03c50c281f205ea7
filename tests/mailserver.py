"""A mail server of our own, on a free port of this machine: takes, refuses, delays or hangs as it is told."""

import secrets
import socketserver
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass
class MailServer:
    """`says[address]` is the answer to RCPT TO ("550 no", "451 later") or "hang"; everything else is taken."""

    port: int = 0
    delay: float = 0.0  # seconds before the greeting, as a handshake takes them
    says: dict[str, str] = field(default_factory=dict)
    got: list[tuple[float, str, Message]] = field(default_factory=list)
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))  # in the greeting: proof that it is ours

    def __enter__(self) -> "MailServer":
        self.stopped = threading.Event()
        self._server = _Server(("127.0.0.1", self.port), _Session)
        self._server.keeper = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(self, *why) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def to(self, address: str) -> list[Message]:
        """What arrived for an address, in order."""
        return [message for _, whom, message in list(self.got) if whom == address]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    keeper: MailServer

    def handle_error(self, request, client_address):
        """A client killed in mid-sentence is what these tests are about."""


class _Session(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        time.sleep(self.server.keeper.delay)
        self._say(f"220 {self.server.keeper.nonce}")
        to: list[str] = []
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "DATA":
                self._take(to)
                to = []
            elif word == "QUIT":
                return self._say("221 bye")
            else:
                self._answer(word, line, to)

    def _answer(self, word: str, line: str, to: list[str]) -> None:
        if word != "RCPT":
            return self._say("250 ok")
        address = line.split("<")[1].split(">")[0]
        answer = self.server.keeper.says.get(address, "250 ok")
        if answer == "hang":
            self.server.keeper.stopped.wait(30)
            return None
        if answer.startswith("250"):
            to.append(address)
        self._say(answer)

    def _take(self, to: list[str]) -> None:
        self._say("354 go on")
        text = b""
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            text += line
        self.server.keeper.got += [(time.time(), address, message_from_bytes(text)) for address in to]
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
