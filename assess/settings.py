"""Every setting, typed, read once, refused at start-up where it is unsafe."""

import ipaddress
from pathlib import Path
from typing import Self

from pydantic import model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1024 * 1024


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="", env_file=None, extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8000
    data_dir: Path = Path("instance")
    database_url: str = ""
    """Empty: SQLite in the data folder. Otherwise postgresql+psycopg://…"""

    key_file: Path | None = None
    """The keys that secrets in the database are sealed with. Empty: keys.txt in the data folder."""

    public_url: str = ""
    """The address that mails and printed portfolios name. Empty: made from host and port."""

    assess_demo: bool = False
    """Shows the demonstration sign-ins and the kept mails. Refused with a public address."""

    secure_cookies: bool = False
    """True behind https: the session cookie then carries Secure and the __Host- prefix."""

    smtp_host: str = ""
    smtp_port: int = 25
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_starttls: bool = False
    mail_from: str = "assess@localhost"

    upload_limit_mb: int = 250
    """The largest file that is taken as evidence."""

    attachment_limit_mb: int = 100
    """How much evidence a printed portfolio carries inside it; the rest is listed by its hash."""

    idle_minutes: int = 60
    """A session that has not been used for so long asks to sign in again."""

    session_hours: int = 12
    proof_minutes: int = 10
    """How fresh a proof of identity must be for a sign-off."""

    web_threads: int = 4
    web_workers: int = 1

    @property
    def database_address(self) -> str:
        return self.database_url or f"sqlite:///{(self.data_dir / 'assess.db').resolve()}"

    @property
    def key_path(self) -> Path:
        return self.key_file or self.data_dir / "keys.txt"

    @property
    def address(self) -> str:
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def upload_limit(self) -> int:
        return self.upload_limit_mb * MEGABYTE

    @property
    def attachment_limit(self) -> int:
        return self.attachment_limit_mb * MEGABYTE

    @model_validator(mode="after")
    def _refuse_what_is_unsafe(self) -> Self:
        if self.assess_demo and not _is_loopback(self.host):
            raise ValueError("ASSESS_DEMO shows passwords: it needs HOST on this machine only")
        if self.assess_demo and self.public_url:
            raise ValueError("ASSESS_DEMO shows passwords: it cannot go with PUBLIC_URL")
        if self.database_url and not self.database_url.startswith(
            ("sqlite:", "postgresql+psycopg:")
        ):
            raise ValueError("DATABASE_URL must begin with sqlite: or postgresql+psycopg:")
        return self


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
