"""Officers log in with a password; nobody else gets in, and nobody guesses for long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from portal import gate
from portal.gate import Gate
from tests.portal import county
from tests.portal.conftest import Site

passwords = pytest.importorskip("datasette_auth_passwords.utils")

PASSWORD = "correct horse battery staple"


@pytest.fixture
def guarded(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The site with an officer's password set in the environment."""
    hashed = passwords.hash_password(PASSWORD, iterations=1000)
    monkeypatch.setenv("SENDWATCH_OFFICER_PASSWORD_HASH", hashed)
    made = Site(site.database, Path("docs"), None)
    yield made
    made.close()


def log_in(site: Site, password: str, client: httpx.AsyncClient) -> httpx.Response:
    async def post() -> httpx.Response:
        form = await client.get("/-/login")
        token = re.findall(r'name="csrftoken" value="([^"]+)"', form.text)[0]
        fields = {"username": "officer", "password": password, "csrftoken": token}
        return await client.post("/-/login", data=fields)

    answer = site.wait(post())
    assert isinstance(answer, httpx.Response)
    return answer


def client_of(site: Site) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=site.datasette.app())
    return httpx.AsyncClient(transport=transport, base_url="https://sendwatch.example.org")


def test_an_officer_logs_in_and_reads_what_the_public_cannot(guarded: Site) -> None:
    client = client_of(guarded)
    answer = log_in(guarded, PASSWORD, client)
    assert answer.status_code == 302
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("ds_actor"))
    assert "httponly" in cookie.lower() and "; secure" in cookie.lower()
    assert "samesite=lax" in cookie.lower()
    contacts = guarded.wait(client.get("/sendwatch/contacts.json?_shape=array"))
    assert isinstance(contacts, httpx.Response)
    assert county.SENCO in contacts.text
    home = guarded.wait(client.get("/"))
    assert isinstance(home, httpx.Response)
    assert "Logged in as officer" in home.text


def test_a_wrong_password_opens_nothing(guarded: Site) -> None:
    client = client_of(guarded)
    answer = log_in(guarded, "guess", client)
    assert "Invalid username or password" in answer.text
    assert not [c for c in answer.headers.get_list("set-cookie") if c.startswith("ds_actor")]
    for table in ("contacts", "captures", "findings", "evidence", "passages", "reviews"):
        closed = guarded.wait(client.get(f"/sendwatch/{table}.json"))
        assert isinstance(closed, httpx.Response)
        assert closed.status_code == 403, table


def test_guessing_is_stopped(guarded: Site) -> None:
    client = client_of(guarded)
    answers = [
        guarded.wait(client.post("/-/login", data={"username": "officer", "password": str(n)}))
        for n in range(gate.TRIES + 1)
    ]
    codes = [answer.status_code for answer in answers if isinstance(answer, httpx.Response)]
    assert codes[-1] == 429 and 429 not in codes[:-1]


def test_the_gate_opens_again_after_a_while_and_for_others() -> None:
    closing = Gate()
    assert all(closing.open_for("a", now=float(n)) for n in range(gate.TRIES))
    assert not closing.open_for("a", now=30.0)
    assert closing.open_for("b", now=30.0)
    assert closing.open_for("a", now=gate.WINDOW + 0.5)


def test_the_gate_forgets_who_has_been_quiet() -> None:
    closing = Gate()
    for number in range(gate.ADDRESSES + 50):
        closing.open_for(str(number), now=0.0)
    assert len(closing._tries) == gate.ADDRESSES


@pytest.mark.parametrize("value", ["Basic !!!", "Basic b2ZmaWNlcjpndWVzcw==", "Bearer x"])
def test_there_is_no_other_way_in(guarded: Site, value: str) -> None:
    answer = guarded.wait(
        client_of(guarded).get("/sendwatch/contacts", headers={"authorization": value})
    )
    assert isinstance(answer, httpx.Response)
    assert answer.status_code == 403


def test_without_a_password_nobody_is_asked_for_one(site: Site) -> None:
    assert "/-/login" not in site.text("/")
    assert site.get("/-/password-tool").status_code == 404


def test_the_login_page_keeps_the_strict_policy(guarded: Site) -> None:
    answer = guarded.get("/-/login")
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "<style" not in answer.text
