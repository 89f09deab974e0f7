"""How easy a text is to read: Flesch reading ease, reading age, long sentences, acronyms.

Formulas (words w, sentences s, syllables y):

- Flesch reading ease 206.835 - 1.015 w/s - 84.6 y/w; 100 is very easy, 0 very hard.
  R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
- Flesch-Kincaid grade 0.39 w/s + 11.8 y/w - 15.59, and five years more for the reader's
  age. J. P. Kincaid and others, Research Branch Report 8-75 (1975).

Headings, labels and bare addresses are no sentences and are left out; a list item is a
sentence of its own, so that a list without full stops does not become one of 200 words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.model import Block, Document, Language, Passage
from extractors.syllables import syllables

FORMULA = "Flesch reading ease; reading age = Flesch-Kincaid grade + 5"

FEWEST_WORDS = 100
"""Under this many words no figure is given: Flesch's own samples had 100."""

FEWEST_WORDS_IN_SENTENCE = 4
"""Shorter runs are labels, telephone lines and table cells, not sentences."""


@dataclass(frozen=True, slots=True)
class Band:
    """A band of reading ease: from `least` upwards it is called `name`."""

    least: float
    name: str


BANDS = (
    Band(90, "very easy"),
    Band(80, "easy"),
    Band(70, "fairly easy"),
    Band(60, "standard"),
    Band(50, "fairly difficult"),
    Band(30, "difficult"),
    Band(float("-inf"), "very difficult"),
)
"""Flesch's own names (1948)."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A line drawn by somebody else: what it says and who drew it."""

    name: str
    value: float
    unit: str
    source: str


THRESHOLDS = (
    Threshold(
        "standard-english", 60, "reading ease, at least", "Flesch 1948: 60 to 70 is standard"
    ),
    Threshold(
        "difficult",
        50,
        "reading ease, below",
        "Schools Week: 66 % of 50 SEN information reports lay below about 50, none reached 60",
    ),
    Threshold(
        "reading-age", 9, "years, at most", "GOV.UK content design: write for a reading age of 9"
    ),
    Threshold(
        "long-sentence", 25, "words, at most", "GOV.UK style: check sentences longer than 25 words"
    ),
)

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐‑/][^\W\d_]+)*")
_ADDRESS = re.compile(r"(?<!\S)\S{1,80}@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"\b(Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Prof|St|No|Nos|Tel|Ext|etc|e\.g|i\.e|eg|ie|vs|approx|p|pp|para)\."
    r"(?!\s*$)",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<=[.!?])[\"'’”)\]]*\s+(?=[\"'‘“(\[]?[A-Z0-9])|[;:]\s+(?=[•●▪◦-])|\s[•●▪◦]\s|;\s+"
)
_FINISHED = re.compile(r"[.!?:;][\"'’”)\]]*$")


def band(reading_ease: float) -> str:
    """The name Flesch gave to this reading ease, such as `fairly difficult`."""
    return next(each.name for each in BANDS if reading_ease >= each.least)


def language(document: Document) -> Language:
    """How easy the document is as a whole, with the acronyms that it never explains."""
    blocks = (block for passage in document.passages for block in passage.blocks)
    whole = _measure(list(sentences(blocks)))
    return Language(
        words=whole.words,
        sentences=whole.sentences,
        reading_ease=whole.reading_ease,
        reading_age=whole.reading_age,
        formula=whole.formula,
        words_per_sentence=whole.words_per_sentence,
        unexplained_acronyms=unexplained_acronyms(document),
    )


def passage_language(passage: Passage) -> Language:
    """How easy one passage is; figures are None under `FEWEST_WORDS` words."""
    return _measure(list(sentences(passage.blocks)))


def sentences(blocks: Iterable[Block]) -> Iterator[str]:
    """The sentences of running text, list items and table rows, addresses left out.

    A paragraph that a page end broke in two is put together again first.
    """
    for text in _paragraphs(blocks):
        plain = _ABBREVIATION.sub(r"\1", _ADDRESS.sub(" ", text))
        for part in _END.split(plain):
            if len(_WORD.findall(part)) >= FEWEST_WORDS_IN_SENTENCE:
                yield part.strip()


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    held = ""
    page: int | None = None
    for block in blocks:
        broken = held and block.kind == "text" and block.page != page and block.text[:1].islower()
        if broken and not _FINISHED.search(held):
            held = f"{held} {block.text}"
        else:
            if held:
                yield held
            held = block.text
        page = block.page
    if held:
        yield held


def _measure(found: list[str]) -> Language:
    words = [word for sentence in found for word in _WORD.findall(sentence)]
    if len(words) < FEWEST_WORDS:
        return Language(len(words), len(found), None, None, FORMULA)
    per_sentence = len(words) / len(found)
    per_word = sum(syllables(word) for word in words) / len(words)
    ease = 206.835 - 1.015 * per_sentence - 84.6 * per_word
    grade = 0.39 * per_sentence + 11.8 * per_word - 15.59
    return Language(
        words=len(words),
        sentences=len(found),
        reading_ease=round(ease, 1),
        reading_age=round(grade + 5, 1),
        formula=FORMULA,
        words_per_sentence=round(per_sentence, 1),
    )


_ACRONYM = re.compile(
    r"\b(?:[A-Z][a-z]{0,2}){0,3}[A-Z]{2,}[a-z]?[A-Z]?\b(?!['’]\w)|\b[A-Z]{2,}[a-z]\b"
)
_EVERYDAY = """AM BBC CD CEO DVD EU FAQ FAQS FRI GCSE GP HMI ID II III IT IV MON MP NB NHS OK
    PDF PE PM PO RE THU TUE TV UK UN USA WED"""
_NO_NEED = frozenset(_EVERYDAY.split())
"""Everyday abbreviations, and letters that only look like one."""

_SEN_FAMILY = frozenset({"SEN", "SEND", "SENCO", "SENDCO"})
_SHOUTING = re.compile(r"\b[A-Z]{2,}(?:\s+[A-Z]{2,}){2,}\b")
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "at", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{1,80})[)\]]")
_NAMED = re.compile(
    r"\b([A-Z][A-Za-z]{1,8}[A-Za-z])\b"
    r"(?=\s*(?:[-–—:=]|stands for|means|is short for)?\s+([^\n]{5,90}))"
)


def unexplained_acronyms(document: Document) -> tuple[str, ...]:
    """Acronyms that the document uses and nowhere spells out, the most used first.

    Spelt out means `Speech and Language Therapy (SALT)`, `SALT (Speech and Language
    Therapy)`, `SALT - Speech and Language Therapy`, the same in a glossary row, or the
    capitalised words anywhere. What is set in capitals for emphasis is no acronym. Given in
    capitals and in the singular: `SENCo`, `SENCOs` and `SENCO` are one.
    """
    text = document.text
    counts: Counter[str] = Counter()
    for line in text.split("\n"):
        if not _shouted(line):
            quiet = _SHOUTING.sub(" ", _ADDRESS.sub(" ", line))
            counts.update(_base(found).upper() for found in _ACRONYM.findall(quiet))
    explained = {acronym.upper() for acronym in _explained(text)}
    words = set(_WORD.findall(text))
    return tuple(
        acronym
        for acronym, _ in counts.most_common()
        if acronym not in _NO_NEED
        and acronym not in explained
        and not {acronym.lower(), acronym.capitalize()} & words
        and not _spelt_out(acronym, text)
    )


def _spelt_out(acronym: str, text: str) -> bool:
    """Whether the words themselves stand in the text, without saying what they stand for."""
    if acronym in _SEN_FAMILY:
        return "special educational need" in text.lower()
    gap = rf"(?:[\s,&/-]+(?:{'|'.join(sorted(_SMALL_WORDS))})\b)*[\s,&/-]+"
    words = (rf"(?:{letter}[a-z’']+{_small(letter)})" for letter in acronym)
    return len(acronym) > 2 and re.search(rf"\b{gap.join(words)}", text) is not None


def _small(letter: str) -> str:
    """The small words that may stand for a letter, as in `SALT`, as further alternatives."""
    return "".join(rf"|{word}\b" for word in sorted(_SMALL_WORDS) if word[0] == letter.lower())


def _shouted(line: str) -> bool:
    letters = [letter for letter in line if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > 0.6 * len(letters)


def _base(acronym: str) -> str:
    """`EHCPs` and `EHCP` are one acronym."""
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


def _explained(text: str) -> set[str]:
    found: set[str] = set()
    for brackets in _BRACKETS.finditer(text):
        before = text[max(0, brackets.start() - 80) : brackets.start()].rsplit("\n", 1)[-1]
        words = _WORD.findall(before)
        if len(words) > 1:
            found.update(_base(each) for each in _ACRONYM.findall(brackets.group(1)))
        if words and len(_WORD.findall(brackets.group(1))) > 1:
            found.update(_base(each) for each in _ACRONYM.findall(words[-1]))
    for named in _NAMED.finditer(text):
        acronym = _base(named.group(1))
        if _initials_fit(acronym, named.group(2)):
            found.add(acronym)
    return found


def _initials_fit(acronym: str, words: str) -> bool:
    wanted = acronym.upper()
    spelt = _WORD.findall(words)
    full = [word for word in spelt if word.lower() not in _SMALL_WORDS]
    return any(_initials(each, len(wanted)) == wanted for each in (spelt, full))


def _initials(words: list[str], count: int) -> str:
    return "".join(word[0].upper() for word in words[:count])
