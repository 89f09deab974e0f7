"""Sending: one e-mail through SMTP, one JSON object to a webhook."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import smtplib
import ssl
import urllib.error
import urllib.request
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any

from sendwatch.notify.subscriptions import Smtp

TIMEOUT = 20.0
"""Seconds that a webhook may take to answer."""


class SendError(Exception):
    """It was not delivered; the message is a few words on why."""


def mail(
    smtp: Smtp, to: Sequence[str], subject: str, text: str, html: str = "", *, key: str
) -> None:
    """Send one message to all of `to`, each seeing only the sender.

    `key` makes the Message-ID, so that a message sent again after a crash is known to be the
    same. Raises SendError.
    """
    message = EmailMessage()
    message["Subject"], message["From"] = subject, smtp.sender
    message["To"] = to[0] if len(to) == 1 else "undisclosed-recipients:;"
    message["Date"] = formatdate(usegmt=True)
    host = smtp.sender.rpartition("@")[2].strip("<> ") or "localhost"
    message["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    try:
        with _connect(smtp) as server:
            if smtp.security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if smtp.username:
                server.login(smtp.username, smtp.password)
            server.send_message(message, to_addrs=list(to))
    except (OSError, smtplib.SMTPException) as error:
        raise SendError(f"{smtp.host}:{smtp.port}: {error}") from error


def _connect(smtp: Smtp) -> smtplib.SMTP:
    if smtp.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(smtp.host, smtp.port, timeout=smtp.timeout, context=context)
    return smtplib.SMTP(smtp.host, smtp.port, timeout=smtp.timeout)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A webhook that has moved is a fault to be told, not a place to send data to."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def post(url: str, payload: dict[str, Any], secret_env: str = "") -> None:
    """Post JSON, signed with HMAC-SHA256 where `secret_env` names a secret. Raises SendError."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "User-Agent": "Sendwatch"}
    secret = os.environ.get(secret_env, "") if secret_env else ""
    if secret_env and not secret:
        raise SendError(f"the secret {secret_env} is not set")
    if secret:
        signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        headers["X-Sendwatch-Signature"] = f"sha256={signature}"
    request = urllib.request.Request(url, body, headers, method="POST")
    try:
        with urllib.request.build_opener(_NoRedirects).open(request, timeout=TIMEOUT) as answer:
            answer.read(1024)
    except urllib.error.HTTPError as error:
        raise SendError(f"the webhook answered {error.code}") from error
    except (OSError, http.client.HTTPException) as error:
        # An answer that is no HTTP is no OSError.
        why = str(error).strip() or type(error).__name__
        raise SendError(f"the webhook cannot be reached: {why}") from error
