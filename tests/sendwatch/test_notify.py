"""Subscribers are told each change once, over a real mail server and a real webhook."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import sqlite_utils
from aiosmtpd.controller import Controller

from sendwatch.errors import WrongUseError
from sendwatch.notify import deliver, digest, load
from sendwatch.store import changes, runs, schools
from sendwatch.store.db import open_database
from sendwatch.transitions import Said
from tests.sendwatch.test_store import register, school

MONDAY = dt.date(2026, 11, 23)


class Inbox:
    """Keeps what is delivered; refuses everything while `refuses` is set."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.refuses:
            return "451 try again later"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, int]]:
    handler = Inbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield handler, port
    finally:
        controller.stop()


@pytest.fixture
def db(tmp_path: Path) -> sqlite_utils.Database:
    made = open_database(tmp_path / "a.db")
    schools.import_register(made, register(school(), school(900002, name="<Other> School")))
    return made


def happen(db: sqlite_utils.Database, night: dt.date, urn: int = 900001, **values: Any) -> None:
    run = runs.start(db, "nightly", night=night)
    kind = values.pop("kind", "document renewed")
    said = Said(kind, "1", "2", values.pop("since", night.isoformat()))
    fields = {"cause": "site", "document_kind": "sen-information-report", **values}
    changes.say(db, run, night.isoformat(), urn, said, **fields)


def write(folder: Path, port: int, subscriptions: str, more: str = "") -> Path:
    path = folder / "subscriptions.yml"
    path.write_text(
        f"smtp: {{host: 127.0.0.1, port: {port}, sender: watch@example.org, security: none}}\n"
        f"site: https://example.org/\n{more}\nsubscriptions:\n{subscriptions}"
    )
    return path


TEAM = "  - {name: team, to: [send-team@example.org], authority: '999'}\n"


def test_a_change_is_told_once_in_plain_text_and_html(
    db: sqlite_utils.Database, tmp_path: Path, inbox: tuple[Inbox, int]
) -> None:
    box, port = inbox
    path = write(tmp_path, port, TEAM)
    happen(db, MONDAY, same_text=0.925)
    happen(db, MONDAY, 900002, kind="document vanished", since="2026-11-22")
    assert deliver(db, path, MONDAY).sent == ["team: 2 changes"]
    assert deliver(db, path, MONDAY).sent == []
    (message,) = box.messages
    assert message["Subject"] == "Sendwatch: 2 changes at 2 schools"
    plain = message.get_body(("plain",))
    html = message.get_body(("html",))
    assert plain is not None and html is not None
    assert "The SEN Information Report was renewed (92% of the text" in plain.get_content()
    assert "no longer on the website, since 22 November 2026." in plain.get_content()
    assert "https://example.org/school/900001" in plain.get_content()
    assert "&lt;Other&gt; School" in html.get_content()
    # Who reads this in a hurry sees the loss first, and a renewed document leads to its page.
    for text in (plain.get_content(), html.get_content()):
        assert text.index("Other") < text.index("was renewed")
        assert "https://example.org/edition/2" in text and "“team”" in text


def test_a_website_that_cannot_be_read_is_explained_in_words(db: sqlite_utils.Database) -> None:
    happen(db, MONDAY, kind="site unreachable", document_kind="", detail="tls-expired")
    (change,) = changes.find(db)
    assert digest.sentence(change) == (
        "The website cannot be read: the website's certificate has expired."
    )


def test_nothing_new_sends_nothing_and_old_news_are_not_for_new_subscribers(
    db: sqlite_utils.Database, tmp_path: Path, inbox: tuple[Inbox, int]
) -> None:
    box, port = inbox
    happen(db, MONDAY - dt.timedelta(days=90))
    path = write(tmp_path, port, TEAM)
    for day in range(3):
        assert deliver(db, path, MONDAY + dt.timedelta(days=day)).sent == []
    assert box.messages == []


def test_a_re_reading_is_never_news(
    db: sqlite_utils.Database, tmp_path: Path, inbox: tuple[Inbox, int]
) -> None:
    box, port = inbox
    path = write(tmp_path, port, TEAM)
    happen(db, MONDAY, cause="re-reading")
    assert deliver(db, path, MONDAY).sent == [] and box.messages == []


def test_a_weekly_digest_waits_for_its_day_and_holds_the_whole_week(
    db: sqlite_utils.Database, tmp_path: Path, inbox: tuple[Inbox, int]
) -> None:
    box, port = inbox
    path = write(tmp_path, port, TEAM.replace("}", ", when: weekly, weekday: friday}"))
    for day in range(7):
        night = MONDAY + dt.timedelta(days=day)
        happen(db, night)
        deliver(db, path, night)
    (message,) = box.messages
    assert message["Subject"] == "Sendwatch: 5 changes at 1 school"


def test_subscribers_see_their_own_schools_and_kinds_only(
    db: sqlite_utils.Database, tmp_path: Path, inbox: tuple[Inbox, int]
) -> None:
    box, port = inbox
    one = "  - {name: one, to: [a@example.org], schools: [900002]}\n"
    two = "  - {name: two, to: [b@example.org], kinds: [went overdue]}\n"
    other = "  - {name: other, to: [c@example.org], authority: '998'}\n"
    happen(db, MONDAY)
    happen(db, MONDAY, 900002)
    assert deliver(db, write(tmp_path, port, one + two + other), MONDAY).sent == ["one: 1 change"]
    assert box.recipients == [["a@example.org"]]


def test_a_failing_server_is_told_once_and_nothing_is_lost(
    db: sqlite_utils.Database, tmp_path: Path, inbox: tuple[Inbox, int]
) -> None:
    box, port = inbox
    path = write(tmp_path, port, TEAM)
    box.refuses = True
    happen(db, MONDAY)
    first = deliver(db, path, MONDAY)
    happen(db, MONDAY + dt.timedelta(days=1))
    second = deliver(db, path, MONDAY + dt.timedelta(days=1))
    assert (len(first.failures), second.failures) == (1, [])
    box.refuses = False
    third = deliver(db, path, MONDAY + dt.timedelta(days=2))
    assert third.sent == ["team: works again, failing since 2026-11-23", "team: 2 changes"]
    assert box.messages[0]["Subject"] == "Sendwatch: 2 changes at 1 school"


def test_operators_hear_of_the_first_bad_night_and_of_the_first_good_one(
    db: sqlite_utils.Database, tmp_path: Path, inbox: tuple[Inbox, int]
) -> None:
    box, port = inbox
    path = write(tmp_path, port, TEAM, "operators: [ops@example.org]")
    for day, trouble in enumerate(([], ["held"], ["held"], [], [])):
        deliver(db, path, MONDAY + dt.timedelta(days=day), trouble=trouble)
    assert [message["Subject"] for message in box.messages] == [
        "Sendwatch: the night of 2026-11-24 needs attention",
        "Sendwatch: the night of 2026-11-26 went well again",
    ]


def test_recipients_do_not_see_each_other(
    db: sqlite_utils.Database, tmp_path: Path, inbox: tuple[Inbox, int]
) -> None:
    box, port = inbox
    happen(db, MONDAY)
    both = "  - {name: both, to: [a@example.org, b@example.org]}\n"
    deliver(db, write(tmp_path, port, both), MONDAY)
    assert "b@example.org" not in box.messages[0].as_string()
    assert box.recipients == [["a@example.org", "b@example.org"]]


def test_a_webhook_gets_signed_json_and_is_not_followed_elsewhere(
    db: sqlite_utils.Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[tuple[dict[str, str], bytes]] = []
    answers = [302, 200]

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(answers.pop(0))
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HOOK_SECRET", "quiet")
    path = tmp_path / "s.yml"
    hook = f"http://127.0.0.1:{server.server_port}/x"
    path.write_text(f"subscriptions: [{{name: hook, webhook: '{hook}', secret_env: HOOK_SECRET}}]")
    happen(db, MONDAY)
    try:
        assert "answered 302" in deliver(db, path, MONDAY).failures[0]
        assert deliver(db, path, MONDAY).sent[-1] == "hook: 1 change"
    finally:
        server.shutdown()
        server.server_close()
    headers, body = got[1]
    mark = hmac.new(b"quiet", body, hashlib.sha256).hexdigest()
    assert headers["X-Sendwatch-Signature"] == f"sha256={mark}"
    (change,) = json.loads(body)["changes"]
    assert (change["urn"], change["kind"]) == (900001, "document renewed")


def test_a_webhook_that_speaks_no_http_is_a_failure_and_not_the_end_of_the_night(
    db: sqlite_utils.Database, tmp_path: Path
) -> None:
    server = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(b"hello\r\n")

    threading.Thread(target=answer, daemon=True).start()
    path = tmp_path / "s.yml"
    hook = f"http://127.0.0.1:{server.getsockname()[1]}/x"
    path.write_text(f"subscriptions: [{{name: hook, webhook: '{hook}'}}]")
    happen(db, MONDAY)
    with server:
        assert "hook could not be told" in deliver(db, path, MONDAY).failures[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("subscriptions: [{name: a}]", "say either `to` or `webhook`"),
        ("subscriptions: [{name: a, to: [nobody]}]", "is no e-mail address"),
        ("subscriptions: [{name: a, to: [x@example.org]}]", "e-mail needs `smtp`"),
        ("subscriptions: [{name: a, webhook: 'http://example.org'}]", "https address"),
        ("subscriptions: [{name: a, webhook: 'https://e.org', wen: weekly}]", "wen: Extra inputs"),
        ("smtp: {host: a, sender: b, username: c, security: none}", "needs security"),
        ("subscriptions: [", "is not YAML"),
    ],
)
def test_a_wrong_file_is_named_in_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "s.yml"
    path.write_text(text)
    with pytest.raises(WrongUseError, match=says):
        load(path)


def test_a_wrong_file_at_night_is_a_failure_and_not_the_end_of_the_night(
    db: sqlite_utils.Database, tmp_path: Path
) -> None:
    assert "nobody was told" in deliver(db, tmp_path / "none.yml", MONDAY).failures[0]


def test_changes_as_csv_cannot_run_as_a_formula(db: sqlite_utils.Database) -> None:
    happen(db, MONDAY, detail="=HYPERLINK(1)")
    lines = changes.as_csv(changes.find(db)).splitlines()
    assert lines[0].startswith("id,urn,school") and "'=HYPERLINK(1)" in lines[1]
