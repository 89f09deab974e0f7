"""A small town of school websites on loopback, and nights over it, for the tests of nights."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlite_utils

from crawler.register import AuthorityRow, Register, SchoolRow
from sendwatch import nightly
from sendwatch.due import NightSettings
from sendwatch.night_report import NightReport
from sendwatch.store import changes, schools
from sendwatch.store.changes import Change
from sendwatch.store.db import open_database
from tests.crawler.servers import Asked, Page, Reply, Site, serving

FIRST_NIGHT = dt.date(2026, 11, 23)
FAST: dict[str, str | int | float | bool] = {
    "allow_loopback": True,
    "delay": 0.0,
    "retry_pause": 0.01,
    "timeout": 3.0,
    "tries": 1,
    "contact": "https://example.org/robot",
}
ITEMS = {
    "What kinds of special educational needs do we provide for?": (
        "We provide for pupils with autism, dyslexia, speech and language needs, hearing"
        " impairment and social, emotional and mental health needs."
    ),
    "How do we identify and assess pupils with SEN?": (
        "We identify pupils with SEN through termly assessments, and the SENCO assesses each"
        " pupil whose progress is slower than that of the class."
    ),
    "How do we consult parents?": (
        "We meet the parents of each pupil with SEN every term to review the targets of the"
        " pupil's plan and to agree the next steps together."
    ),
    "How do we evaluate how effective our provision is?": (
        "The governors evaluate the effectiveness of our SEN provision every summer with data"
        " on the progress of pupils and the impact of each intervention."
    ),
    "How are complaints handled?": (
        "Parents who wish to complain about our SEN provision first speak to the SENCO, then"
        " follow the school's complaints procedure."
    ),
}


def report(name: str, updated: str = "September 2026", items: int = 5, more: str = "") -> bytes:
    """A report as a web page, answering so many items."""
    body = "".join(f"<h2>{title}</h2><p>{text}</p>" for title, text in list(ITEMS.items())[:items])
    return (
        f"<html lang=en><title>SEN Information Report</title><body><main>"
        f"<h1>{name} SEN Information Report</h1><p>Last updated: {updated}</p>{body}{more}"
        "</main></body></html>"
    ).encode()


def page(body: bytes) -> Page:
    """A page with a validator, as a well-kept server gives it."""
    etag = f'"{hashlib.sha1(body).hexdigest()}"'

    def answer(asked: Asked) -> Reply:
        if asked.headers.get("If-None-Match") == etag:
            return Reply(status=304, headers={"ETag": etag})
        return Reply(body, headers={"ETag": etag})

    return answer


def school_pages(name: str) -> dict[str, Page]:
    """A school's site with a report."""
    words = "<p>We are a school in Sampleshire with many classes and a large garden.</p>" * 5
    home = f"<html lang=en><title>{name}</title><h1>{name}</h1>{words}"
    links = "<a href='/sen-report'>SEN Information Report</a>"
    return {
        "/": page(f"{home}<a href='/send'>SEND</a>".encode()),
        "/send": page(f"<html lang=en><title>SEND</title><h1>SEND</h1>{words}{links}".encode()),
        "/sen-report": page(report(name)),
        "/robots.txt": Reply(b"User-agent: *\nAllow: /\n", content_type="text/plain"),
        "/sitemap.xml": Reply(status=404),
    }


@dataclass
class Town:
    """Schools that are served, and the watch over them."""

    folder: Path
    sites: list[Site]
    nights: list[NightReport] = field(default_factory=list)

    @property
    def db_path(self) -> Path:
        return self.folder / "town.db"

    @property
    def db(self) -> sqlite_utils.Database:
        return open_database(self.db_path, create=False)

    def plan(self, night: int, **options: object) -> nightly.Plan:
        values: dict[str, object] = {
            "db": self.db_path,
            "archive": self.folder / "archive",
            "tonight": FIRST_NIGHT + dt.timedelta(days=night),
            "crawl_settings": FAST,
            "settings": NightSettings(rounds=0),
            "processes": 1,
        }
        return nightly.Plan(**{**values, **options})  # type: ignore[arg-type]  # a test's own

    def night(self, night: int, **options: object) -> NightReport:
        done = nightly.run_night(self.plan(night, **options))
        self.nights.append(done)
        return done

    def said(self) -> list[Change]:
        return changes.find(self.db)

    def told(self) -> list[tuple[int, str, str]]:
        """What was said: night, kind, and what it is about."""
        return [
            (
                (dt.date.fromisoformat(change.night) - FIRST_NIGHT).days,
                change.kind,
                change.requirement or change.document_kind,
            )
            for change in self.said()
        ]


@contextmanager
def town(folder: Path, number: int = 1) -> Iterator[Town]:
    """Serve so many schools and register them."""
    pages = [school_pages(name_of(index)) for index in range(number)]
    with ExitStack() as stack:
        sites = list(stack.enter_context(serving(*pages)))
        rows = [
            SchoolRow(
                900001 + index,
                name=name_of(index),
                la_code="999",
                la_name="Sampleshire",
                type_code=1,
                type_name="Community school",
                phase_code=2,
                phase_name="Primary",
                low_age=4,
                high_age=11,
                website_raw=site.url,
                website=site.url,
            )
            for index, site in enumerate(sites)
        ]
        made = Town(folder, sites)
        db = open_database(made.db_path)
        schools.import_register(db, Register(rows, [AuthorityRow("999", "Sampleshire")], []))
        db.conn.close()
        yield made


def name_of(index: int) -> str:
    return f"Example {index + 1} Primary School"
