"""The shapes of the sample county: schools, papers, publications, sites and resources.

Addresses inside texts are symbolic (`http://school-7.county.test/send/`) until a county is
served: only then are they bound to loopback addresses and a port, so that a county can be
built, written about and compared without a network.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Bind = Callable[[str], str]
"""Turns the symbolic addresses in a text into those of the running county."""

Status = Literal["covered", "partial", "absent"]
Layout = Literal["sections", "questions-table"]
Form = Literal["pdf", "docx", "page", "scan", "encrypted"]
Trouble = Literal["", "soft-404", "broken", "moved", "sign-in", "too-large", "wrong-content"]

FIRST_URN = 900001
"""No school in the register has a URN this high."""

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_SYMBOLIC = re.compile(r"//([a-z0-9-]+)\.county\.test")


def symbolic(host: str, path: str = "/") -> str:
    """Give the symbolic address of a path on one of the county's hosts."""
    return f"http://{host}.county.test{path}"


def bind_with(netloc_of: Callable[[str], str]) -> Bind:
    """Make a `Bind` from a function that gives a host's `address:port`."""
    return lambda text: _SYMBOLIC.sub(lambda match: f"//{netloc_of(match[1])}", text)


def plain(text: str) -> str:
    """Give a text without its link marks: `[words](address)` becomes `words`."""
    return _LINK.sub(r"\1", text)


def link_parts(text: str) -> list[tuple[str, str | None]]:
    """Cut a text into (words, address) pieces; address is None where there is no link."""
    pieces: list[tuple[str, str | None]] = []
    end = 0
    for match in _LINK.finditer(text):
        if match.start() > end:
            pieces.append((text[end : match.start()], None))
        pieces.append((match[1], match[2]))
        end = match.end()
    if end < len(text):
        pieces.append((text[end:], None))
    return pieces


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A bullet list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has the same number of cells."""

    rows: tuple[tuple[str, ...], ...]


Block = Para | Bullets | Table


def texts_of(block: Block) -> list[str]:
    """Give a block's texts one by one, as a reader of the finished document meets them."""
    match block:
        case Para(text):
            return [plain(text)]
        case Bullets(items):
            return [plain(item) for item in items]
        case Table(rows):
            return [plain(cell) for row in rows for cell in row]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. `item` names the requirement it is there for."""

    heading: str
    blocks: tuple[Block, ...]
    item: str = ""
    level: int = 2


@dataclass(frozen=True, slots=True)
class DateTruth:
    """A date as a paper states it: role, the words, the days it can mean."""

    role: str
    as_written: str
    start: dt.date
    end: dt.date
    precision: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document before it is made into a file.

    `key` names it within its school (`report`, `policy`, `plan`, `report-old-1`, ...), `kind`
    as in extractors/model.py. `items` is what it says on each item, `elements` which parts of
    a policy it has, `dates` what it says about itself.
    """

    key: str
    kind: str
    title: str
    school: str
    sections: tuple[Section, ...]
    cover: tuple[Block, ...] = ()
    header: str = ""
    footer: str = ""
    layout: Layout = "sections"
    look: int = 0
    items: dict[str, Status] = field(default_factory=dict)
    elements: tuple[str, ...] = ()
    dates: tuple[DateTruth, ...] = ()
    also: tuple[str, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All words in reading order, one block or heading a line, without header and footer."""
        lines = [self.title]
        for block in self.cover:
            lines += texts_of(block)
        for section in self.sections:
            lines.append(section.heading)
            for block in section.blocks:
                lines += texts_of(block)
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Publication:
    """A paper as it stands on a website.

    `label` is the words of the link, `name` the file's name without ending, `pages` the keys
    of the pages that link to it, `near` the heading it stands under. `trouble` says what is
    wrong with the link: `soft-404`, `broken`, `moved` (an old link that redirects), `sign-in` (a
    login page comes instead), `too-large`, `wrong-content` (a picture comes). `modified` is the
    server's date, which is not evidence.
    """

    paper: Paper
    form: Form
    label: str
    name: str
    pages: tuple[str, ...]
    near: str = ""
    trouble: Trouble = ""
    modified: dt.date = dt.date(2025, 1, 1)
    old: bool = False

    @property
    def key(self) -> str:
        """The paper's key, unique within the school."""
        return self.paper.key

    @property
    def ending(self) -> str:
        """The file's ending with its dot; "" for a page."""
        return {"docx": ".docx", "page": ""}.get(self.form, ".pdf")


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff; `short` is how a letter would go on to name them."""

    name: str
    short: str


@dataclass(frozen=True, slots=True)
class School:
    """One school of the county with all that was decided about it.

    `register` is its row of the register (website left out: it depends on the port);
    `website` a template with `{address}`; `story` what is right or wrong with it (see
    stories.py).
    """

    index: int
    urn: int
    name: str
    type_code: str
    group: str
    phase: str
    town: str
    style: str
    story: tuple[str, ...]
    register: dict[str, str]
    website: str
    senco: Person
    senco_role: str
    senco_email: str
    head: Person
    chair: Person
    phone: str
    publications: tuple[Publication, ...] = ()
    sixth_form: bool = False
    closed: bool = False

    @property
    def host(self) -> str:
        """The symbolic name of the school's own address."""
        return f"school-{self.index}"

    @property
    def lot(self) -> int:
        """What its website's chances are drawn from: a new URN changes no website."""
        return FIRST_URN + self.index

    def publication(self, key: str) -> Publication | None:
        """Find what is published of a paper, or None."""
        return next((item for item in self.publications if item.key == key), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sends back: status, type, body and further headers."""

    body: bytes
    content_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """One address of a website. `make` gives its answer once addresses can be bound.

    `referer`: without a Referer header the answer is 403, as some storage hosts do.
    `modified` becomes Last-Modified; with `validators` false neither ETag nor date is sent.
    """

    make: Callable[[Bind], Answer]
    modified: dt.date | None = None
    referer: bool = False
    validators: bool = True


SocketFault = Literal[
    "", "refused", "timeout", "slow", "lost", "garbage", "tls-expired", "tls-name"
]


@dataclass(slots=True)
class Site:
    """All that one host serves.

    `resources` by path, with the query where it matters; `query_keys` are the only query
    parameters that choose a page (others are ignored). `traps` answer every path that begins
    so. `missing` answers unknown paths (a bare 404 without it), `everything` all paths.
    """

    host: str
    resources: dict[str, Resource] = field(default_factory=dict)
    traps: dict[str, Callable[[str], Resource]] = field(default_factory=dict)
    query_keys: tuple[str, ...] = ()
    missing: Resource | None = None
    everything: Resource | None = None
    fault: SocketFault = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a publication stands: its own address and the pages that link to it.

    `parts` are the addresses of all pages over which it is spread, if it is.
    """

    url: str
    found_on: tuple[str, ...]
    parts: tuple[str, ...] = ()
