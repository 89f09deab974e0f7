"""Builds the sample county: the same seed, number and day always give the same county."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from .addresses import Addresses
from .kinds import LA_NAME, register_csv
from .model import Form, Paper, Publication, School, Trouble, symbolic
from .nights import (
    SENTENCES,
    Change,
    Outage,
    after_the_register,
    apply,
    outages,
    schedule,
)
from .policies import decoy, plan, policy, policy_sections
from .reports import Writer, item_statuses, old_report, report
from .schools import make_schools, with_story
from .stories import stories
from .styles import STYLE_NAMES, STYLES, build_site
from .truth import truth_of
from .web import Kept, Web, build_web
from .wording import Words, load

LOCAL_OFFERS = {
    "local-offer-dead": symbolic("local-offer", "/kb5/directory/send-offer.page"),
    "local-offer-wrong": symbolic("other-local-offer", "/local-offer/"),
}
LOCAL_OFFER = symbolic("local-offer", "/local-offer/")

_DECOYS_ALWAYS = ("behaviour-policy", "complaints-procedure", "website-accessibility-statement")


@dataclass(frozen=True, slots=True)
class County:
    """The county of one night. `schools` are in the order of their URN."""

    seed: int
    today: dt.date
    schools: tuple[School, ...]
    words: Words
    changes: tuple[Change, ...] = ()
    outages: tuple[Outage, ...] = ()
    night: int = 0

    @property
    def day(self) -> dt.date:
        """The date of this night; `today` is the date of night 0."""
        return self.today + dt.timedelta(days=self.night)

    def at(self, night: int) -> County:
        """Give the county as it stands so many nights later, with what is scheduled until then.

        Only the county of night 0 can be asked (ValueError).
        """
        if self.night:
            raise ValueError("ask the county of night 0 for its other nights")
        day = self.today + dt.timedelta(days=night)
        schools = tuple(
            apply(school, self.changes, night, day, self._writer) for school in self.schools
        )
        listed = after_the_register(schools, self.changes, night)
        return replace(self, schools=listed, night=night)

    def _writer(self, school: School, day: dt.date) -> Writer:
        return writer_for(school, school.story, self.words, day, self.seed)

    def school(self, urn: int) -> School:
        """Give the school with this URN (KeyError where there is none)."""
        for school in self.schools:
            if school.urn == urn:
                return school
        raise KeyError(urn)

    def web(self, kept: Kept | None = None) -> Web:
        """Build all websites of the county; cheap, since pages are made when asked for.

        `kept` has what earlier nights built of schools that are the same tonight.
        """
        out = {outage.host for outage in self.outages if outage.holds(self.night)}
        return build_web(self.schools, self.today, self.words.pages, out, kept or Kept())

    def links(self) -> bytes:
        """Give the register's links (cp1252) between schools and those in their place."""
        rows = [
            f'"{change.urn}","{change.into}","","Successor",'
            f'"{self.today + dt.timedelta(days=change.night):%d-%m-%Y}"'
            for change in self.changes
            if change.into is not None and change.night <= self.night
        ]
        header = "URN,LinkURN,LinkName,LinkType,LinkEstablishedDate"
        return ("\r\n".join([header, *rows]) + "\r\n").encode("cp1252")

    def register(self, addresses: Addresses) -> bytes:
        """Give the register's CSV (cp1252) with the schools' addresses as now served."""
        return register_csv(
            [
                school.register | {"SchoolWebsite": addresses.website(school)}
                for school in self.schools
            ]
        )

    def truth(self, addresses: Addresses) -> dict[str, object]:
        """Give what is true of every school, as README.md beside this file describes it."""
        truth = truth_of(self.seed, self.day, self.schools, self.web(), addresses)
        seen = [change for change in self.changes if change.night <= self.night]
        return truth | {
            "night": self.night,
            "changes": [asdict(change) | {"says": SENTENCES[change.what]} for change in seen],
        }

    def write(self, out: Path, port: int, base: str = "127.77") -> tuple[Path, Path]:
        """Write `register.csv` and `truth.json` for a county served at `port`."""
        out.mkdir(parents=True, exist_ok=True)
        addresses = Addresses(base, port)
        register, truth = out / "register.csv", out / "truth.json"
        register.write_bytes(self.register(addresses))
        text = json.dumps(self.truth(addresses), indent=1, ensure_ascii=False)
        truth.write_text(text + "\n", encoding="utf-8")
        return register, truth


def build_county(
    seed: int,
    schools: int,
    *,
    today: dt.date,
    data: Path,
    styles: tuple[str, ...] = STYLE_NAMES,
) -> County:
    """Build the county. `data` is the folder with the wording (data/sample).

    Schools take the website `styles` in turn. Raises ValueError for a number of schools that
    does not fit (1 to 20,000) or a style that does not exist.
    """
    if unknown := set(styles) - set(STYLES):
        raise ValueError(f"no such website style: {', '.join(sorted(unknown))}")
    if not 1 <= schools <= 20_000:
        raise ValueError(f"a county has 1 to 20000 schools, not {schools}")
    words = load(data)
    made = make_schools(schools, words, styles, random.Random(f"{seed} schools"))
    groups = ["" if school.closed else school.group for school in made]
    told = stories(groups, random.Random(f"{seed} stories"))
    finished = tuple(
        _finish(school, story, words, today, seed) for school, story in zip(made, told, strict=True)
    )
    changes = schedule(finished, seed)

    def hosts_of(school: School) -> set[str]:
        return set(build_site(school, today, words.pages).sites)

    return County(seed, today, finished, words, changes, outages(finished, changes, hosts_of))


def _finish(
    school: School, story: tuple[str, ...], words: Words, today: dt.date, seed: int
) -> School:
    chances = random.Random(f"{seed} {school.urn}")
    school = with_story(school, story, chances)
    author = writer_for(school, story, words, today, seed)
    published = _publications(school, replace(author, rng=chances), author)
    style = STYLES[school.style]
    formed = [style.published_as(publication) for publication in published]
    return replace(school, publications=tuple(_named_apart(formed)))


def _named_apart(published: list[Publication]) -> Iterator[Publication]:
    """Number files of one name, as content systems do: none may take another's address."""
    counts: Counter[str] = Counter()
    for publication in published:
        counts[publication.name] += 1
        times = counts[publication.name]
        name = publication.name if times == 1 else f"{publication.name}-{times}"
        yield replace(publication, name=name)


def writer_for(
    school: School, story: tuple[str, ...], words: Words, day: dt.date, seed: int
) -> Writer:
    """Give a school's writer with the chances of its report, the same on every day."""
    return Writer(
        words=words,
        rng=random.Random(f"{seed} {school.urn} report"),
        today=day,
        fields=_fields(school),
        phase=school.phase,
        group=school.group,
        story=story,
    )


def _fields(school: School) -> dict[str, str]:
    offer = next((LOCAL_OFFERS[name] for name in school.story if name in LOCAL_OFFERS), LOCAL_OFFER)
    return {
        "school": school.name,
        "town": school.town,
        "la": LA_NAME,
        "senco": school.senco.name,
        "senco_short": school.senco.short,
        "senco_role": school.senco_role,
        "senco_email": school.senco_email,
        "head": school.head.name,
        "chair": school.chair.name,
        "phone": school.phone,
        "local_offer": offer,
    }


def _publications(school: School, writer: Writer, author: Writer) -> list[Publication]:
    """Decide what stands on the school's website, and where; `author` writes the report."""
    published: list[Publication] = []
    if school.group in ("MS", "MN", "SP") or school.group in ("PRU", "AP"):
        published += _report_publications(writer, author)
    if not writer.has("plan-missing"):
        published.append(_plan_publication(writer))
    pool = [name for name in writer.words.decoys if name not in _DECOYS_ALWAYS]
    for name in (*_DECOYS_ALWAYS, *writer.rng.sample(pool, writer.rng.randint(2, len(pool)))):
        published.append(_decoy_publication(writer, name))
    return published


_TROUBLES: dict[str, Trouble] = {
    "report-soft-404": "soft-404",
    "report-broken-link": "broken",
    "report-moved": "moved",
    "report-sign-in": "sign-in",
    "report-too-large": "too-large",
    "report-wrong-content": "wrong-content",
}
_NO_OLD_ONES = (
    *(story for story, trouble in _TROUBLES.items() if trouble != "moved"),
    "report-missing",
    "report-old-edition",
    "report-scanned",
    "report-encrypted",
)
"""Where the report cannot be had, an old one beside it would leave the truth undecided."""


def _report_publications(writer: Writer, author: Writer) -> list[Publication]:
    items = item_statuses(writer)
    combined = writer.has("combined")
    published: list[Publication] = []
    if not writer.has("report-missing"):
        woven = policy_sections(writer, items) if combined else ()
        paper = report(author, items=items, elements=woven)
        published.append(_report_publication(writer, paper))
        if writer.has("report-twice"):
            copy = replace(paper, key="report-copy")
            published.append(_publish(writer, copy, "pdf", ("policies",)))
    if not combined and not writer.has("policy-missing"):
        paper = policy(writer, items)
        published.append(_publish(writer, paper, "pdf", ("send", "policies")))
    if writer.rng.random() < 0.4 and not writer.has(*_NO_OLD_ONES):
        for years in writer.rng.choice(((1,), (2,), (1, 2))):
            if writer.has("report-overdue") and years < 4:
                years += 4
            old = _publish(writer, old_report(writer, years, items), "pdf", ("archive",))
            published.append(replace(old, old=True, label=old.paper.title))
    return published


def _report_publication(writer: Writer, paper: Paper) -> Publication:
    form: Form = "pdf"
    if writer.has("report-page", "report-accordion", "report-pages"):
        form = "page"
    elif writer.has("report-docx"):
        form = "docx"
    elif writer.has("report-scanned"):
        form = "scan"
    elif writer.has("report-encrypted"):
        form = "encrypted"
    publication = _publish(writer, paper, form, ("send",))
    troubles = [trouble for story, trouble in _TROUBLES.items() if writer.has(story)]
    return replace(publication, trouble=troubles[0]) if troubles else publication


def _plan_publication(writer: Writer) -> Publication:
    form: Form = writer.rng.choice(("pdf", "pdf", "pdf", "docx"))
    pages = writer.rng.choice((("policies",), ("send",), ("send", "policies"), ("equality",)))
    return _publish(writer, plan(writer), form, pages)


def _decoy_publication(writer: Writer, name: str) -> Publication:
    page = {
        "website-accessibility-statement": "accessibility",
        "newsletter": "newsletters",
        "governors-send-report": "governors",
        "pupil-premium-statement": "pupil-premium",
        "equality-objectives": "equality",
        "admissions-policy": "admissions",
    }.get(name, "policies")
    form: Form = "page" if name == "website-accessibility-statement" else "pdf"
    found = _publish(writer, decoy(writer, name), form, (page,))
    if name == "behaviour-policy" and writer.has("misleading-link"):
        return replace(found, label="SEND Offer", pages=("send", *found.pages))
    return found


_LABELS = {
    "report": (
        "SEN Information Report", "SEND Information Report", "SEN(D) Information Report",
        "Our SEND Information Report", "SEND Offer", "Information Report (SEND)",
    ),
    "policy": ("SEND Policy", "SEN Policy", "Special Educational Needs Policy"),
    "plan": ("Accessibility Plan", "Accessibility Policy and Plan", "Our Accessibility Plan"),
}  # fmt: skip


def _publish(writer: Writer, paper: Paper, form: Form, pages: tuple[str, ...]) -> Publication:
    """Choose the words of the link and the file's name; neither gives away a hidden date."""
    rng = writer.rng
    label = rng.choice((paper.title, *_LABELS.get(paper.key, (paper.title,))))
    dates = [date for date in paper.dates if date.role != "next-review"]
    base = rng.choice((paper.title, label))
    if dates and rng.random() < 0.4:
        base = f"{base} {max(date.start for date in dates).year}"
    name = "".join(letter if letter.isalnum() else "-" for letter in base)
    modified = max((date.start for date in dates), default=writer.today - dt.timedelta(days=150))
    return Publication(
        paper=paper,
        form=form,
        label=label,
        name="-".join(part for part in name.split("-") if part),
        pages=pages,
        modified=min(modified, writer.today),
    )
