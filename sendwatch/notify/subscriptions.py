"""Who is told of what: the subscriptions file, checked before anything is sent."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from sendwatch.errors import WrongUseError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Smtp(_Data):
    """The mail server. The password is read from the environment, never from the file."""

    host: str
    port: int = Field(25, ge=1, le=65535)
    sender: str
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str = ""
    password_env: str = "SENDWATCH_SMTP_PASSWORD"
    timeout: float = Field(30.0, gt=0)

    @model_validator(mode="after")
    def _no_open_password(self) -> Smtp:
        if self.username and self.security == "none":
            raise ValueError("a username needs security: starttls or tls")
        return self

    @property
    def password(self) -> str:
        """The password from the environment, "" where none is set."""
        return os.environ.get(self.password_env, "")


class Subscription(_Data):
    """One reader: people by e-mail, or a program by webhook.

    `authority` is a GIAS code, `schools` are URNs; with neither, everything is told. `kinds`
    limits the changes by name. `when` is `change` (on each night that brings any) or
    `weekly` (on `weekday`).
    """

    name: str = Field(min_length=1)
    to: tuple[str, ...] = ()
    webhook: str = ""
    secret_env: str = ""
    authority: str | None = None
    schools: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    when: Literal["change", "weekly"] = "change"
    weekday: Literal[
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
    ] = "monday"

    @field_validator("to")
    @classmethod
    def _addresses(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            name, at, host = value.partition("@")
            if not (name and at and host) or any(letter.isspace() for letter in value):
                raise ValueError(f"{value!r} is no e-mail address")
        return values

    @field_validator("webhook")
    @classmethod
    def _address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and not (
            parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        ):
            raise ValueError("a webhook needs an https address")
        return value

    @model_validator(mode="after")
    def _one_way(self) -> Subscription:
        if bool(self.to) == bool(self.webhook):
            raise ValueError("say either `to` or `webhook`")
        return self


class Subscriptions(_Data):
    """The whole file. `site` is the portal's address, for links; `operators` are told when a
    night needs attention, and when the next one is well again.
    """

    smtp: Smtp | None = None
    site: str = ""
    operators: tuple[str, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()

    @model_validator(mode="after")
    def _complete(self) -> Subscriptions:
        names = [each.name for each in self.subscriptions]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"the name {sorted(twice)[0]!r} stands twice")
        by_mail = self.operators or any(each.to for each in self.subscriptions)
        if by_mail and self.smtp is None:
            raise ValueError("e-mail needs `smtp` with host and sender")
        return self


def load(path: Path) -> Subscriptions:
    """Read the file. Raises WrongUseError with one sentence that names the place."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WrongUseError(f"Cannot read {path}: {error.strerror}.") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WrongUseError(f"{path} is not YAML: {' '.join(str(error).split())}.") from error
    try:
        return Subscriptions.model_validate(data or {})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        message = first["msg"].removeprefix("Value error, ")
        raise WrongUseError(f"{path}: {where}: {message}.") from error
