"""What kind of document it is: by title, headings and body; the file's name counts least.

A title proposes, the body decides: a page that only names a report, or links to it, is
"other", and so is a text that mentions SEN in passing. How many of the topics that a
report must answer a text takes up is what tells them apart. All words looked for stand in
`kinds.yml`; the thresholds here were set on documents of many schools and phases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from extractors.kinds_body import Body, body_of
from extractors.kinds_school import school_name
from extractors.kinds_table import fold, table
from extractors.kinds_title import STRONG, Title, anchor_kinds, mention, promises, titles
from extractors.model import Document, Kind, KindReading

__all__ = ["anchor_kinds", "classify", "school_name"]

WEAK = 0.45
"""A title of at least this much is a hub word: it needs a full body behind it."""

NAMED_IN_FULL = 0.9
"""A title of at least this much leaves no doubt which paper is meant."""

NAMES_SEN = 0.6
"""A title of at least this much says that the text is about SEN at this school."""

IN_PLAIN_WORDS = 0.85
"""Under a policy's title of at least this much a text may speak of SEN in plain words only."""

FULL_TEXT = 80
"""Words of a text that is more than the introduction to a paper."""

FULL_ASPECTS = 7
"""So many of a report's aspects in headings and labels make a text a report in its build."""


NAMING = ("opening", "title", "heading")
"""Where a line must stand to name another document: a footer's "Privacy" does not."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Titles by kind (how surely, and the line), and the body."""

    title: dict[Kind, tuple[float, Title]]
    body: Body
    other_title: str = ""
    refused: dict[Kind, str] = field(default_factory=dict)

    def promise(self, kind: Kind) -> float:
        """How surely the best title line names the kind."""
        return self.title[kind][0] if kind in self.title else 0.0


def classify(document: Document, *, url: str = "", filename: str = "") -> KindReading:
    """Say what kind of document it is, what else it serves as, how surely, and why.

    `url` and `filename` are weak hints and never decide alone. A document that could not be
    read is "other" with confidence 0.
    """
    if document.problem is not None:
        return KindReading("other", reasons=(f"It could not be read: {document.problem}.",))
    evidence = gather(document, url=url, filename=filename)
    scores = {
        kind: 0.0 if evidence.body.is_index else test(evidence) for kind, test in _TESTS.items()
    }
    fitting = {kind: score for kind, score in scores.items() if score > 0}
    if not fitting:
        return KindReading("other", confidence=_sure_of_other(evidence), reasons=_why_not(evidence))
    kind = max(fitting, key=lambda each: (fitting[each], -list(_TESTS).index(each)))
    also = tuple(
        each for each in _TESTS if each != kind and _serves_as(each, kind, fitting, evidence)
    )
    return KindReading(kind, also, round(fitting[kind], 2), _why(kind, also, evidence))


def gather(document: Document, *, url: str = "", filename: str = "") -> Evidence:
    """The titles and the body's figures: all that the decision rests on."""
    found: dict[Kind, tuple[float, Title]] = {}
    refused: dict[Kind, str] = {}
    other = ""
    lines = titles(document, url=url, filename=filename)
    for line in lines:
        allowed = promises(line.text)
        # These are looked at only where no single line names a kind.
        joined = line.weight == 0.9 or line.where == "first sentence"
        if joined and any(promise >= STRONG for promise, _ in found.values()):
            continue
        for kind, promise in allowed.items():
            surely = promise * line.weight
            if surely > found.get(kind, (0.0, line))[0]:
                found[kind] = (surely, line)
        hub = mention(line.text) * line.weight if line.where in NAMING else 0.0
        if hub > found.get("sen-information-report", (0.0, line))[0]:
            found["sen-information-report"] = (hub, line)
        for kind, promise in promises(line.text, bare=True).items():
            if kind not in allowed and promise >= STRONG:
                refused.setdefault(kind, line.text)
        if not other and line.where in NAMING and _is_other(line.text, allowed):
            other = line.text
    return Evidence(found, body_of(document), other, refused)


def _is_other(text: str, allowed: dict[Kind, float]) -> bool:
    strongest = max((promise for kind, promise in allowed.items()), default=0.0)
    return strongest < STRONG and table().other_titles.search(fold(text)) is not None


def _report(e: Evidence) -> float:
    title, body = e.promise("sen-information-report"), e.body
    topics = len(body.topics)
    if "sen-information-report" in e.refused and title < 0.9:
        return 0.0
    if body.marks["to-governors"] and title <= 0.86 and topics < 18:
        return 0.0
    if title >= STRONG:
        return min(1.0, 0.5 * title + 0.025 * topics) if _fills_a_report(body, title) else 0.0
    if e.other_title or _other_kind_named(e, "sen-information-report") or body.calls_itself_policy:
        return 0.0
    if title >= WEAK and _built_like_a_report(body, title):
        return 0.4 + 0.015 * (topics + len(body.aspects))
    wanted = 10 if title >= WEAK else 13
    if title >= WEAK and body.links_to_report:
        wanted = 15
    full = topics >= wanted and body.words >= 200 and body.sen_per_thousand >= 8
    speaks = title >= WEAK or body.marks["sen-information-report"] >= 1
    return 0.3 + 0.02 * topics if full and speaks else 0.0


def _fills_a_report(body: Body, title: float) -> bool:
    """Whether enough stands under a report's title for it to be more than an introduction.

    A short paper that calls itself the report in full is a short report.
    """
    topics, aspects = len(body.topics), len(body.aspects)
    in_full = title >= NAMED_IN_FULL
    if body.is_file:
        return body.words >= (60 if in_full else 100) and topics + aspects >= (3 if in_full else 5)
    if body.links_to_report:
        # A page that links to the report under its own title usually only introduces it.
        return body.words >= 300 and (topics >= 9 or aspects >= FULL_ASPECTS)
    least = 4 if in_full else 5
    if body.words >= 120 and _takes_up(body, 5 if in_full else 7):
        return True
    return body.words >= (80 if in_full else 120) and max(topics, aspects) >= least


def _takes_up(body: Body, least: int) -> bool:
    """Whether the text, in whatever words, takes up enough of what such a paper is about."""
    return len(body.topics) + len(body.aspects) >= least


def _built_like_a_report(body: Body, title: float) -> bool:
    """Whether headings and labels take up a report's aspects one by one: fewer are wanted
    under "SEN at Example School" than under a hub word such as "Inclusion".
    """
    least, with_topics = (5, 7) if title >= NAMES_SEN else (FULL_ASPECTS, 12)
    return (
        len(body.aspects) >= least
        and len(body.aspects) + len(body.topics) >= with_topics
        and body.words >= 120
        and body.sen_per_thousand >= 5
        and not body.links_to_report
    )


def _local_offer(e: Evidence) -> float:
    title, body = e.promise("local-offer"), e.body
    if title < STRONG or "local-offer" in e.refused or body.marks["authority"]:
        return 0.0
    least = 5 if title >= NAMED_IN_FULL else 9
    covers = len(body.topics) >= 6 or len(body.aspects) >= 6 or _takes_up(body, least)
    enough = body.words >= FULL_TEXT and covers
    return min(1.0, 0.5 * title + 0.025 * len(body.topics)) if enough else 0.0


def _policy(e: Evidence) -> float:
    title, body = e.promise("sen-policy"), e.body
    topics = len(body.topics)
    if title >= STRONG and "sen-policy" not in e.refused:
        # A policy says who does what and when it is reviewed; it need not describe provision.
        says_enough = topics >= 5 or len(body.aspects) >= 4 or body.calls_itself_policy
        says_enough = says_enough or topics >= (2 if body.is_file else 4)
        # Some hardly say SEN: "learning difficulties", "learning differences".
        on_sen = body.sen_per_thousand >= (3 if title >= IN_PLAIN_WORDS else 6) or topics >= 8
        if title >= IN_PLAIN_WORDS:
            says_enough = says_enough or _takes_up(body, 4)
        enough = body.words >= FULL_TEXT and says_enough and on_sen
        return min(1.0, 0.55 * title + 0.02 * topics) if enough else 0.0
    if e.other_title or _other_kind_named(e, "sen-policy"):
        return 0.0
    full = topics >= 10 and body.words >= 600 and body.sen_per_thousand >= 10
    return 0.3 + 0.02 * topics if full and body.calls_itself_policy else 0.0


def _plan(e: Evidence) -> float:
    title, body = e.promise("accessibility-plan"), e.body
    marks = body.marks["accessibility-plan"]
    if "accessibility-plan" in e.refused or body.marks["website-statement"] >= 3:
        return 0.0
    if title >= STRONG:
        measures = body.marks["access-measures"]
        plainly = body.words >= FULL_TEXT and not body.links_to_plan
        least = 2 if title >= NAMED_IN_FULL else 3
        enough = marks >= 2 or (plainly and marks + measures >= least)
        return min(1.0, 0.6 * title + 0.07 * marks) if body.words >= 60 and enough else 0.0
    if e.other_title or _other_kind_named(e, "accessibility-plan"):
        return 0.0
    return 0.3 + 0.06 * marks if marks >= (4 if title >= WEAK else 6) and body.words >= 150 else 0.0


def _strategy(e: Evidence) -> float:
    title, body = e.promise("inclusion-strategy"), e.body
    about = body.marks["inclusion-strategy"] or len(body.topics) >= 5
    return 0.9 * title if title >= STRONG and about and body.words >= 60 else 0.0


def _equality(e: Evidence) -> float:
    title = e.promise("equality-information")
    score = 0.85 * title if title >= 0.6 and e.body.words >= 60 else 0.0
    # "Accessibility Plan and Disability Equality Scheme" is the plan first of all.
    plan = _plan(e) if e.promise("accessibility-plan") >= NAMED_IN_FULL else 0.0
    return min(score, plan - 0.01) if plan else score


def _complaints(e: Evidence) -> float:
    title = e.promise("complaints-procedure")
    return 0.85 * title if title >= STRONG and e.body.words >= 60 else 0.0


_TESTS: dict[Kind, Callable[[Evidence], float]] = {
    "sen-information-report": _report,
    "local-offer": _local_offer,
    "sen-policy": _policy,
    "accessibility-plan": _plan,
    "inclusion-strategy": _strategy,
    "equality-information": _equality,
    "complaints-procedure": _complaints,
}
"""One test a kind, 0 (it is not) to 1; at equal scores the first wins."""


def _other_kind_named(e: Evidence, kind: Kind) -> bool:
    return any(other != kind and surely >= STRONG for other, (surely, _) in e.title.items())


def _serves_as(kind: Kind, main: Kind, fitting: dict[Kind, float], e: Evidence) -> bool:
    """Whether the document plainly is a second kind as well."""
    if kind in fitting and e.promise(kind) >= STRONG:
        return True
    if kind != "sen-information-report" or main not in ("local-offer", "sen-policy"):
        return False
    body = e.body
    if main == "local-offer":
        return len(body.topics) >= 12 and not body.names_separate_report
    keyed_to_the_law = body.marks["sen-information-report"] >= 2
    return len(body.topics) >= 16 and keyed_to_the_law and not body.names_separate_report


def _sure_of_other(e: Evidence) -> float:
    strongest = max((surely for surely, _ in e.title.values()), default=0.0)
    return round(1.0 - 0.6 * strongest, 2)


def _why(kind: Kind, also: tuple[Kind, ...], e: Evidence) -> tuple[str, ...]:
    reasons = []
    if kind in e.title:
        _, line = e.title[kind]
        reasons.append(f"The {line.where} says “{_short(line.text)}”.")
        if table().friendly.search(fold(line.text)):
            reasons.append("It is a version made for children or families.")
    if kind in ("sen-information-report", "local-offer", "sen-policy"):
        reasons.append(_coverage(e.body))
    if also:
        reasons.append(f"It also serves as: {', '.join(also)}.")
    return tuple(reasons)


def _why_not(e: Evidence) -> tuple[str, ...]:
    reasons = [f"“{_short(text)}” is not the {kind}." for kind, text in e.refused.items()]
    named = {kind: line for kind, (surely, line) in e.title.items() if surely >= STRONG}
    for kind, line in named.items():
        reasons.append(
            f"“{_short(line.text)}” names a {kind}, but the text holds too little of one."
        )
    if e.other_title:
        reasons.append(f"The title “{_short(e.other_title)}” names another document.")
    return (*reasons, _coverage(e.body))


def _coverage(body: Body) -> str:
    return (
        f"It takes up {len(body.topics)} of {len(table().topics)} SEN topics"
        f" and speaks of SEN {body.sen_per_thousand:.0f} times per 1,000 words"
        f" ({body.words} words)."
    )


def _short(text: str) -> str:
    return text if len(text) <= 90 else text[:87].rstrip() + "..."
