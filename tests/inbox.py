"""A mail server on loopback, for tests that send real mail."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from assess.settings import Settings


class Inbox:
    """Keeps what it is sent, or refuses it."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.is_away = False

    async def handle_DATA(  # noqa: N802 (aiosmtpd's own name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        del server, session
        if self.is_away:
            return "451 try again later"
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append(message_from_bytes(content, policy=policy.default))
        return "250 kept"


@contextmanager
def open_inbox() -> Iterator[tuple[Inbox, Settings]]:
    """Serve an inbox, and give the settings that send mail to it."""
    kept = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield kept, Settings(smtp_host="127.0.0.1", smtp_port=port, mail_from="a@assess.test")
    finally:
        server.stop()
