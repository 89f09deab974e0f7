"""Where a text names the SENCO's role, and the shapes that the readers of contacts share."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.contacts_names import NOT_BEFORE, NOT_THE_SENCO, STRONG, WEAK, Name, apart_from


@dataclass(frozen=True, slots=True)
class RoleHit:
    """The role's words between two positions of a line."""

    at: int
    to: int
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a document: its text, page and kind, the passage it stands in, and where it
    names the SENCO's role.
    """

    text: str
    page: int | None
    kind: str
    passage: int
    hits: tuple[RoleHit, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name bound to the role: in which line, between which positions, how surely."""

    name: Name
    line: int
    at: int
    to: int
    strong: bool


def roles_in(text: str) -> tuple[RoleHit, ...]:
    """Where a text names the SENCO's role, governors, assistants and awards left out."""
    strong = [RoleHit(m.start(), m.end(), m[0], True) for m in STRONG.finditer(text)]
    weak = [RoleHit(m.start(), m.end(), m[0], False) for m in WEAK.finditer(text)]
    apart = apart_from(weak, [(hit.at, hit.to) for hit in strong])
    kept = (hit for hit in [*strong, *apart] if _is_the_senco(text, hit))
    return tuple(sorted(kept, key=lambda hit: hit.at))


def _is_the_senco(text: str, hit: RoleHit) -> bool:
    return not (
        NOT_THE_SENCO.match(text, hit.to) or NOT_BEFORE.search(text, max(0, hit.at - 40), hit.at)
    )
