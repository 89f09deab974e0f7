"""People's names and the SENCO's many titles, as patterns.

A name is known by its title ("Mrs", "Dr") or by standing as two or three capitalised words
beside a role. Names come from every language: particles, apostrophes and hyphens belong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

_UP = "A-ZÀ-ÖØ-ÞĀ-Ž"
_LOW = "a-zß-öø-ÿā-ž"
_MARK = r"[’'‘-]"

_PARTICLE = (
    r"(?:(?:van|von|de|da|dos|du|del|della|di|der|den|ter|le|la|el|al|bin|ibn|bint|ap|St\.?|O|Mac|"
    r"Van|Von|De|Da|Dos|Du|Del|Di|Le|La|El|Al|Bin|Ibn|Ap)(?:\s+|[’'-]))"
)
_WORD = rf"(?:[{_UP}][{_LOW}]*{_MARK})*[{_UP}][{_UP}{_LOW}]+(?:{_MARK}[{_UP}{_LOW}]+)*"
_INITIAL = rf"[{_UP}]\.?(?:\s?[{_UP}]\.?(?![{_UP}{_LOW}]))?"
TITLE = (
    r"(?:Mrs?|Miss|Ms|Mx|Dr|Prof(?:essor)?|Rev(?:erend|['’]?d)?|Sister|Sr|Father|Fr|Canon|Sir|Dame|"
    r"Madame|Mme|M(?:R|RS|ISS|S|X)|DR)"
)
_TITLED = re.compile(
    rf"\b{TITLE}\b\.?\s{{0,2}}(?P<given>(?:(?!{TITLE}\b)(?:{_INITIAL}(?:\s+|(?<=\.))|{_WORD}\s+)){{0,3}}?)"
    rf"(?P<last>{_PARTICLE}{{0,3}}{_WORD})(?P<more>(?:\s+(?!{TITLE}\b){_PARTICLE}{{0,2}}{_WORD}){{0,3}})"
)
_DEGREE = r"(?:BA|BSc|BEd|MA|MEd|MSc|PGCE|QTS|NPQ|NASENCO)\b"
_LONE_INITIAL = rf"[{_UP}](?=\s{_WORD}\s*(?:$|[,.;:|()/–—-]|\d|[Tt]el|[Ee]-?mail|{_DEGREE}))"
"""One letter without a stop, where the name ends its field: "SENCO: B Sample"."""
_UNTITLED = re.compile(
    rf"(?<![\w’'-])(?P<given>{_WORD}|(?:[{_UP}]\.\s?){{1,3}}|{_LONE_INITIAL})(?:\s+[{_UP}]\.?(?=\s))?(?:\s+|(?<=\.))"
    rf"(?P<last>{_PARTICLE}{{0,3}}{_WORD})"
    rf"(?P<more>(?:\s+(?!{_DEGREE}){_PARTICLE}{{0,2}}{_WORD})?)(?![\w’'-])"
)

_NO_NAME = frozenset(
    word
    for line in Path(__file__).with_name("not_names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
_AMBIGUOUS_TITLE = re.compile(r"sister|father|sir|canon|miss\b", re.IGNORECASE)
"""Titles that are also words: "Miss School" and "Sister Schools" are nobody."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name between two positions of a text."""

    at: int
    to: int
    text: str
    titled: bool

    @property
    def last(self) -> str:
        """The family name in lower case, for comparing; the last word without a hyphen's tail."""
        return re.sub(r"[’'‘]", "", self.text.split()[-1]).lower()


def names_in(text: str, *, untitled: bool = True) -> list[Name]:
    """The names in a text, left to right; those without a title only if asked for."""
    found = [name for m in _TITLED.finditer(text) if (name := _trimmed(m, titled=True))]
    if untitled:
        found.extend(apart_from(_untitled(text), [(name.at, name.to) for name in found]))
    return sorted(found, key=lambda name: name.at)


class _Stretch(Protocol):
    @property
    def at(self) -> int: ...
    @property
    def to(self) -> int: ...


_Found = TypeVar("_Found", bound=_Stretch)


def apart_from(found: Iterable[_Found], taken: Sequence[tuple[int, int]]) -> Iterator[_Found]:
    """Those found, left to right, that overlap none of the stretches already `taken`.

    The stretches do not overlap each other and come left to right as well.
    """
    ends = [to for _, to in taken]
    for one in found:
        after = bisect_right(ends, one.at)
        if after == len(taken) or taken[after][0] >= one.to:
            yield one


def _untitled(text: str) -> Iterator[Name]:
    """Capitalised words that may be a name.

    Where the first word is none ("SENCO Jane Sample") the search goes on with the second.
    """
    position = 0
    while match := _UNTITLED.search(text, position):
        name = _trimmed(match, titled=False)
        position = name.to if name else match.end("given")
        if name:
            yield name


def _trimmed(match: re.Match[str], *, titled: bool) -> Name | None:
    """The name without role words that followed it ("Mrs Sample Inclusion Manager")."""
    end = match.end("last")
    words = list(re.finditer(r"\S+", match["more"]))
    for word in words:
        if _is_role_word(word[0]) or (word[0].isupper() and not match["last"].isupper()):
            break
        end = match.start("more") + word.end()
    last = match["last"].split()[-1]
    first = match["given"].split()
    if titled:
        if _is_role_word(last) and _AMBIGUOUS_TITLE.match(match[0]):
            return None
    elif _is_role_word(last) or any(_is_role_word(word) for word in first):
        return None
    elif len(match["given"]) > 1 and match["given"].isupper() and "." not in match["given"]:
        return None  # two words all in capitals are a heading
    text = match.string[match.start() : end]
    return Name(match.start(), end, text, titled)


def _is_role_word(word: str) -> bool:
    bare = word.lower().strip(".,;:()").replace("’", "'")
    return bare in _NO_NAME or bare.removesuffix("'s") in _NO_NAME


_SEN = (
    r"(?:special(?:ist)?\s+(?:\w+\s+)?needs?(?:\s*(?:and|&|/|,)?\s*(?:\(?disabilit(?:y|ies)\)?))?|"
    r"s\.\s?e\.\s?n\.?(?:\s?d\.?)?|sen(?:\s?[/&]\s?d|d|\(d\))?)"
)
_CO = r"co[\s-]{0,2}ordinators?"
_LEADS = (
    r"(?:lead(?:er|ers|s)?(?:\s+(?:teacher|practitioner))?|managers?|directors?|"
    rf"{_CO}|practitioner)"
)
_AREAS = (
    rf"(?:inclusion|inclusive\s+learning|{_SEN}|additional\s+(?:learning\s+|educational\s+)?needs?|aln|"
    r"learning\s+support|individual\s+needs|learning\s+needs|pupil\s+support)"
)
_BOTH = rf"{_AREAS}(?:\s*(?:and|&|/|,)\s*(?:{_AREAS}|wellbeing|pastoral|safeguarding|send))?"

_DOES = (
    r"(?:leads?(?:\s+on|\s+for)?|(?:is|as)\s+(?:responsible\s+for|in\s+charge\s+of|"
    r"the\s+lead\s+(?:on|for))|"
    rf"(?:has|with)\s+responsibility\s+for|has\s+oversight\s+of|oversees|looks\s+after|manages|{_CO.removesuffix('ors?')}es)"
    r"(?:\s+(?:co-?ordinating|leading|managing|overseeing|the\s+(?:day[\s-]to[\s-]day\s+)?"
    r"(?:co-?ordination|operation|management)\s+of))?"
    r"(?:\s+(?:all|our|the|provision|support|matters))*(?:\s+(?:of|for|in))?"
)
DOES = re.compile(_DOES, re.IGNORECASE)
"""What somebody does who holds the duty without the name: "leads on SEN"."""

_ANSWERS_FOR = (
    r"(?:responsible\s+for|in\s+charge\s+of)\s+(?:the\s+)?(?:(?:day[\s-]to[\s-]day\s+)?(?:co-?ordinating|leading|managing|"
    r"overseeing|(?:co-?ordination|operation|management|leadership)\s+of)\s+)?(?:the\s+)?"
)
"""Who answers for SEN, where a label or a sentence says so: "responsible for SEN"."""
_DONE_BY = (
    r"(?:provision\s+|support\s+|matters\s+)?(?:(?:at|in|across|for)\s+[^.,;:|]{2,40}?\s+)?(?:is|are)\s+"
    r"(?:overseen|led|co-?ordinated|managed|looked\s+after)\s+by"
)
STRONG = re.compile(
    rf"\b(?:sen[\s/]?d?[\s-]?co['’]?s?(?![a-z]|-(?!(?:m(?:rs?|iss|s|x)|dr)\b)\w)|s\.\s?e\.\s?n\.\s?(?:d\.\s?)?c\.?\s?o(?![a-z-])|al[\s-]?n[\s-]?co'?s?(?![a-z])|{_SEN}\s*{_CO}|"
    rf"{_CO}\s+(?:for|of)\s+(?:the\s+)?{_SEN})\b"
    r"(?:\s*\((?:sen|aln|special|additional)[^()]{0,60}\))?",
    re.IGNORECASE,
)
"""SENCO by that name."""

WEAK = re.compile(
    rf"\b(?:{_BOTH}\s+(?:team\s+)?{_LEADS}|(?:head|director|manager|leadership|lead(?:er)?(?:\s+(?:professional|"
    rf"teacher|practitioner|person|member\s+of\s+staff))?)\s+(?:of|for)\s+{_BOTH}|"
    rf"(?:assistant|associate|deputy|vice)[\s-]+(?:head\s?(?:teacher|of\s+school)?|principal)"
    rf"\s*[-–(,:]*\s*(?:for\s+|of\s+|responsible\s+for\s+)?{_BOTH}\b\)?|{_DOES}\s+{_SEN}|{_SEN}\s+{_DONE_BY}|"
    rf"{_SEN}\s+co-?ordination(?=\s*[:–-])|{_ANSWERS_FOR}{_SEN}(?:\s+(?:provision|support|matters))?)\b",
    re.IGNORECASE,
)
"""Titles that carry the same duties where the school has no other SENCO."""

NOT_THE_SENCO = re.compile(
    r"\s*(?:[-–]\s*)?\(?(?:link\s+|lead\s+|nominated\s+)?(?:governors?|trustees?|director\s+of\s+the\s+board|award|"
    r"qualifications?|accreditation|training|course|leaflets?|newsletters?|handbook|letter|desk|networks?|forum|cluster|meetings?|support\b(?!\s+team)|"
    r"assistants?|administrators?|admin|hub|time\b|funding|from\s+(?:the|your|his|her)|of\s+(?:the|your|their)\s+"
    r"(?:child|new|next|secondary|receiving|feeder)|at\s+(?:the|your|their)\s+(?:new|next|secondary|receiving))",
    re.IGNORECASE,
)
NOT_BEFORE = re.compile(
    r"(?:governors?(?:\s+(?:with|for|responsible\s+for))?|trustee\s+for|assistant|deputy(?=\s+sen)|assistant\s+to\s+the|"
    r"former|previous|trainee|area|local\s+authority|la|lead\s+governor\s+for|link\s+governor\s+for|"
    r"secondary(?:\s+school)?(?:['’]s)?|(?:new|home|receiving|feeder|previous|partner|host|next|other|"
    r"last|old)\s+schools?(?:['’]s?)?|(?:the|an)\s+(?:infant|junior|primary)\s+school['’]s|(?:meets?|with|visits?|"
    r"contacts?|tells?|joins?)\s+[\w-]+(?:\s+[\w-]+)?['’]s|national(?:\s+award)?(?:\s+for)?|award\s+(?:for|in)|"
    r"qualified|accredited|support(?:s|ed)?\s+(?:by\s+)?(?:the|our)|supporting\s+the|helps\s+the)\s+$",
    re.IGNORECASE,
)
OTHER_ROLE = re.compile(
    r"\b(?:governors?|trustees?|head\s?teacher|executive\s+head|head\s+of\s+(?:school|year|house|lower|middle|"
    r"upper|sixth)|principal|safeguarding|dsl|class\s?teacher|teaching\s+assistants?|hlta|psychologist|therapist|"
    r"nurse|chair|administrator|admin|designated\s+(?:teacher|person)|deputy|office\s+manager|bursar|"
    r"business\s+manager|family\s+(?:support|liaison)|pastoral|elsa|mentor|tutor|parent\s+partnership|sendiass|"
    r"adviser|advisor|officer|consultant|caseworker)\b",
    re.IGNORECASE,
)
"""Roles that are not the SENCO's; a name beside one of them is that person's."""
HEAD = re.compile(
    r"\b(?:executive\s+|acting\s+)?(?:head\s?teacher|principal|head\s+of\s+school)\b", re.IGNORECASE
)
HEAD_IS_SENCO = re.compile(
    r"\b(?:head\s?teacher|principal|head\s+of\s+school)\s+(?:is|acts\s+as|also\s+acts\s+as)\s+"
    r"(?:also\s+|currently\s+)*(?:the\s+|our\s+)?(?:school['’]?s?\s+)?(?:acting\s+)?$",
    re.IGNORECASE,
)
