"""From a night's findings to changes: what is new at each school since it was last said."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlite_utils import Database

import sendwatch
from checks import requirements
from checks.bodies import Bodies
from checks.judge_documents import UNFETCHED
from checks.model import Finding, SchoolFacts
from extractors.model import Kind
from extractors.read import VERSION
from sendwatch import transitions
from sendwatch.store import captures, changes, editions, findings, memory, schools, standing
from sendwatch.store.editions import Edition
from sendwatch.transitions import NONE, Cause, Said, State

PATIENCE = 1
"""Nights in a row on which a site may be out of reach before anything is said of it."""

SITE = "site"
DOCUMENT = "document "
"""Before a kind of document: a requirement may have the same name as a kind."""
UP, DOWN = "reachable", "unreachable"

_VERSIONS = "versions"


def versions() -> str:
    """The versions of program, readers, rules and law, which decide what is seen in a file."""
    return f"{sendwatch.__version__} {VERSION} {requirements.load().version} {Bodies().version}"


def read_by_others(db: Database) -> bool:
    """Whether what was last said rests on other versions than these."""
    return memory.recall(db, _VERSIONS) not in ("", versions())


def note_changes(
    db: Database, run: str, night: dt.date, *, la: str | None = None, urn: int | None = None
) -> int:
    """Compare every school in scope with what was last said of it; return how many changes.

    A school is done whole or not at all, and doing it twice in one night says nothing twice.
    What newer versions see that older ones did not is a `re-reading`, never news.
    """
    cause: Cause = "re-reading" if read_by_others(db) else "site"
    first = changes.last_number(db)
    about = {
        row["id"]: (row["document_kind"], row["check_type"])
        for row in db.query("SELECT id, document_kind, check_type FROM requirements")
    }
    for school in schools.list_schools(db, la=la, urn=urn):
        with db.atomic():
            _Night(db, run, night.isoformat(), cause, about, school).note()
    if (la is None and urn is None) or cause == "site":
        memory.remember(db, _VERSIONS, versions())
    return changes.last_number(db) - first


class _Night:
    """One school tonight: what was said of it before, and what is to be remembered now."""

    def __init__(
        self,
        db: Database,
        run: str,
        night: str,
        cause: Cause,
        about: dict[str, tuple[Kind, str]],
        school: SchoolFacts,
    ) -> None:
        self.db, self.run, self.night, self.cause = db, run, night, cause
        self.about, self.urn = about, school.urn
        self.before = changes.states(db, school.urn)
        self.now = dict(self.before)
        self.renewed: set[Kind] = set()
        self.unsure: set[Kind] = set()

    def note(self) -> None:
        """Look at the site, at its documents, then at each requirement."""
        self._site()
        found = findings.of_school(self.db, self.urn)
        if not self.before:
            # What comes after all when it is asked for again is no news, so it is waited for.
            self.unsure |= {self.about[f.requirement][0] for f in found if f.cause == UNFETCHED}
        for finding in found:
            kind, check = self.about[finding.requirement]
            if check == "existence" and kind in editions.KINDS and kind not in self.unsure:
                self._document(kind, finding)
        for requirement, verdict in transitions.verdicts(found).items():
            kind, check = self.about[requirement]
            # While an older document may have taken a newer one's place, nothing is concluded.
            if check != "existence" and kind not in self.unsure:
                self._requirement(requirement, verdict, kind)
        changes.keep(self.db, self.urn, self.now)

    def _site(self) -> None:
        last = captures.last_visits(self.db, self.urn, patience=PATIENCE)
        if last is None:
            return
        visit, _ = last
        down = visit["outcome"] != captures.DONE
        since = captures.down_since(self.db, self.urn) if down else self.night
        if down and SITE not in self.before and since == self.night:
            # One bad night is no state either: the school was merely never seen yet.
            return
        kind = transitions.UNREACHABLE if down else transitions.REACHABLE
        state, said = transitions.step(
            self.before.get(SITE), DOWN if down else UP, self.night, kind=kind, loss=False
        )
        self.now[SITE] = state
        if said is not None:
            said = Said(said.kind, said.before, said.after, since or self.night)
            self._say(said, cause="site", detail=visit["outcome"] if down else "")

    def _document(self, kind: Kind, finding: Finding) -> None:
        before = editions.current(self.db, self.urn, kind)
        key = f"{DOCUMENT}{kind}"
        last = self.before.get(key)
        if finding.evidence:
            evidence = finding.evidence[0]
            edition = editions.note(
                self.db, self.urn, kind, evidence.sha256, evidence.url, self.night
            )
            seen = str(edition.id)
            if last is not None and self._carried_over(last, edition):
                last = replace(last, state=seen)
            if last is not None and last.state != seen:
                self.renewed.add(kind)
            name, loss = self._of_edition(last, edition)
            gone = standing.gone_since(self.db, self.urn, before.url) if loss and before else ""
            state, said = transitions.step(
                last, seen, self.night, kind=name, loss=loss and not gone
            )
            self.now[key] = state
            if state.waiting:
                self.unsure.add(kind)
            if said is not None:
                said = replace(said, since=gone or said.since)
                self._say(
                    said, document_kind=kind, detail=edition.url, same_text=_share(said, edition)
                )
            elif before is not None and last is not None and last.state == seen:
                self._moved(kind, before, edition)
        elif finding.verdict == "not found":
            gone = standing.gone_since(self.db, self.urn, before.url) if before else ""
            state, said = transitions.step(
                last, NONE, self.night, kind=transitions.VANISHED, loss=not gone
            )
            self.now[key] = state
            if said is not None and before is not None:
                editions.vanished(self.db, self.urn, kind)
                said = Said(said.kind, said.before, said.after, gone or said.since)
                self._say(said, document_kind=kind, detail=before.url)

    def _of_edition(self, last: State | None, edition: Edition) -> tuple[str, bool]:
        """The name of the change to an edition, and whether it is a loss to be confirmed."""
        if last is None or last.state == NONE:
            return transitions.APPEARED, False
        old = editions.get(self.db, int(last.state))
        if editions.precedes(edition, old):
            return transitions.EARLIER, True
        if edition.first_night < self.night:
            return transitions.APPEARED, False
        if editions.amends(edition, old) and not edition.moved:
            return transitions.AMENDED, False
        return edition.moved or transitions.RENEWED, False

    def _carried_over(self, last: State, edition: Edition) -> bool:
        """Whether only the school's number is new, and its document the same."""
        old = 0 if last.state == NONE else int(last.state)
        return old > 0 and editions.carried_over(self.db, old, edition)

    def _moved(self, kind: Kind, before: Edition, edition: Edition) -> None:
        """Say that the same document stands elsewhere, where it no longer stands here."""
        if before.url == edition.url or standing.stands(self.db, self.urn, before.url):
            return
        said = Said(transitions.MOVED, before.url, edition.url, self.night)
        self._say(said, document_kind=kind, detail=edition.url)

    def _requirement(self, requirement: str, verdict: str, kind: Kind) -> None:
        last = self.before.get(requirement)
        name, loss = "", False
        if last is not None and last.state != verdict:
            name, loss = transitions.of_verdict(
                last.state, verdict, same_document=kind not in self.renewed
            )
        state, said = transitions.step(last, verdict, self.night, kind=name, loss=loss)
        self.now[requirement] = state
        if said is not None:
            self._say(said, document_kind=kind, requirement=requirement)

    def _say(
        self,
        said: Said,
        *,
        cause: Cause | None = None,
        document_kind: str = "",
        requirement: str | None = None,
        detail: str = "",
        same_text: float | None = None,
    ) -> None:
        changes.say(
            self.db,
            self.run,
            self.night,
            self.urn,
            said,
            cause=cause or self.cause,
            document_kind=document_kind,
            requirement=requirement,
            detail=detail,
            same_text=same_text,
        )


def _share(said: Said, edition: Edition) -> float | None:
    return edition.same_text if said.before == str(edition.follows) else None
