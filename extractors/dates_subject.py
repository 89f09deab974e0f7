"""Whether a label speaks of the document that it stands in, and not of something else."""

from __future__ import annotations

import re

from extractors.dates_labels import (
    FOREIGN,
    LEAD_WORDS,
    LOOSE,
    OTHERS,
    OWN_WORDS,
    PAPERS,
    SELF,
)
from extractors.dates_lines import Line
from extractors.dates_phrases import Label, Sense
from extractors.dates_titles import VERB, boundary

LONGEST_LINE_WORDS = 12
"""Outside the places for sign-offs a label counts in a line no longer than this."""
LONGEST_OBJECT = 40
"""Letters after "we shall revisit" in which the document is named."""
LONGEST_NAMES = 18
"""Words of a school's name and address on a cover."""
_IN_NAMES = frozenset(
    {"of", "and", "the", "for", "with", "in", "on", "upon", "le", "de", "by", "at"}
)
_STANDS_FOR_IT = re.compile(
    r"\s*(?:and )?(?:this (?:one|year's|edition|version)|it|they|these|which)"
    r"(?: (?:was|were|is|are))?\s*"
)
_QUALIFIERS = frozenset({"local", "inclusion", "accessibility", "access", "trust", "action"})
"""Words that tell one of a school's papers on SEN from another."""
_DETERMINERS = frozenset({"the", "our", "a", "an", "your", "their", "each", "his", "her", "every"})
_DATED = re.compile(
    r"\b(?:reviewed?|approved|adopted|agreed|ratified|updated|amended|revised|issued|published)\b"
    r"[^.;]{0,30}?\d{2}"
)
_IT_OR_NEXT = re.compile(r"\bit\b|\b(?:next|new|fresh|following) \w+$")
_NEW_ONE = re.compile(r"\b(?:new|fresh) (?:one|edition|version|report)\b")
_OF_PEOPLE = re.compile(
    r"[\s;,]*(?:(?:the|our|all|some|your|each|every) )?(?:parents?|pupils?|child(?:ren)?|students?|"
    r"learners?|famil(?:y|ies)|targets?|needs?|staff|teachers?|assistants?)\b"
)
"""Before "look again at": it is somebody else, or something else, that will be looked at."""
_LOOKED_AT = re.compile(r"\b(?:this|it|policy|report|plan|document|page)\b")
_REPORTED = re.compile(r"\b(?:head\s?teacher|head|principal|send?co|she|he|they|we|governor)\s*$")
_ANOTHERS_REVIEW = re.compile(
    r"\b(?:peer|external|independent|quality|case|progress|attendance|performance|behaviour|ehcp?|"
    r"termly|pupil|challenge|area|care|pay|staffing|curriculum)\s*$"
)
"""Before "review": it is not the document that was reviewed."""
_NOT_ITSELF = re.compile(r"\b(?:school|academy|trust|website)\s+(?:was|were|is|has|have)\b")
_DASHED = re.compile(r"\s-\s*$|\($")
"""A title that its dates follow: "SEN Policy - Reviewed May 2024"."""
_WE = re.compile(
    r"[\s;,]*(?:and|(?:and )?we(?: (?:have|will|expect|hope|plan|aim|intend|mean))?)\s*"
)
_WE_SHALL = re.compile(
    r"\s*we (?:will|shall|hope to|aim to|plan to|intend to) "
    r"(?:publish|issue|produce|write|share|post)\s*"
)


def heads(line: Line, before: list[Label], claimed_to: int, own: frozenset[str]) -> bool:
    """Whether the first of the labels heads its line, cell or sentence, or the sentence speaks
    of the document itself.
    """
    first = before[0]
    start = max(boundary(line.plain, first.at), claimed_to)
    lead = line.plain[start : first.at]
    middle = line.plain[first.to : before[-1].at]
    if _of_others(lead, first) or _another_paper(f"{lead} {middle}", own):
        return False
    if _carried_on(lead, first, own) or (
        first.sense == "next-review" and _WE_SHALL.fullmatch(lead)
    ):
        return True
    if line.place == "row" and not _light(line.plain[claimed_to:start]):
        return False
    if ";" in middle:
        return False
    if LEAD_WORDS.fullmatch(lead) and first.text[:3] != "as ":
        return not _NOT_ITSELF.search(lead)
    if FOREIGN.search(lead) or FOREIGN.search(middle):
        return False
    if speaks_of_itself(lead, own):
        return True
    names = line.titular and _only_names(line.text[start : first.at])
    if first.text[:3] == "as " or (LOOSE.match(first.text) and not names):
        return False
    if _WE.fullmatch(lead):
        if (claimed_to or line.titular) and _IT_OR_NEXT.search(first.text):
            return True
        return speaks_of_itself(line.plain[first.at : first.to + LONGEST_OBJECT], own)
    if VERB.search(lead) or (first.sense == "next-review" and _of_another(lead, own)):
        return False
    if names:
        return True
    if line.words > LONGEST_LINE_WORDS + 6:
        return False
    return len(lead.split()) <= 6 or bool(_DASHED.search(lead))


def _of_others(lead: str, first: Label) -> bool:
    """Whether people, or the reviews of something else, are the label's subject."""
    if first.text.startswith("report") and _REPORTED.search(lead):
        return True
    if first.sense in ("review", "reviewed"):
        return bool(_ANOTHERS_REVIEW.search(lead))
    if first.sense != "next-review" or _LOOKED_AT.search(first.text):
        return False
    between = first.text.rpartition(" ")[0]
    return bool(_OF_PEOPLE.match(lead) or _ANOTHERS_REVIEW.search(between))


def _carried_on(lead: str, first: Label, own: frozenset[str]) -> bool:
    """Whether a clause speaks of the document that the one before it names: "; they will be"."""
    before, semicolon, after = lead.rpartition(";")
    stands = _STANDS_FOR_IT.fullmatch(after) or ("next" in first.text and not after.strip())
    if not semicolon or not stands:
        return False
    if _NEW_ONE.search(before):
        return True
    return speaks_of_itself(before, own) or bool(own.intersection(re.findall("[a-z]+", before)))


def _of_another(lead: str, own: frozenset[str]) -> bool:
    """Whether a sentence's subject is some other thing: "the lease", "your child's plan"."""
    words = re.findall(r"[a-z']+", lead)
    named = [word for word in words[1:] if len(word) > 3]
    return bool(words) and words[0] in _DETERMINERS and not own.intersection(named)


def _another_paper(lead: str, own: frozenset[str]) -> bool:
    """Whether a label's subject is another of the school's papers: "our complaints policy"."""
    words = set(re.findall(r"[a-z]+", lead))
    if words & OTHERS - own:
        return True
    papers = words & PAPERS
    if not papers or papers & own or not own & PAPERS or "this" in words:
        return False
    strangers = {word for word in words - own - papers if not OWN_WORDS.fullmatch(word)}
    return bool(strangers & _QUALIFIERS)


def _only_names(text: str) -> bool:
    """Whether a cover's name and place stand before the label: its lines were run together."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", text)
    small = [word for word in words if word[0].islower() and word not in _IN_NAMES]
    return 0 < len(words) <= LONGEST_NAMES and not small


def _light(cells: str) -> bool:
    """Whether the cells before a label in a row are short, as in a sign-off table."""
    return len(re.findall(r"[a-z]{2,}", cells)) <= 6


def speaks_of_itself(lead: str, own: frozenset[str]) -> bool:
    """Whether a sentence's opening names this document, and not another of the school's."""
    for match in SELF.finditer(lead):
        if match[0].startswith("this"):
            return True
        words = re.findall(r"[a-z/]+", match["words"])
        strangers = [
            word for word in words if own and word not in own and not OWN_WORDS.fullmatch(word)
        ]
        if not strangers and (match["noun"] in own or not own & PAPERS):
            return True
    return False


def placed(line: Line, sense: Sense, label: Label, own: frozenset[str]) -> bool:
    """Whether a label of this sense is believed in this place of the document."""
    if len(_DATED.findall(line.plain)) >= 2 and len(line.plain) < 300:
        return True  # "Adopted April 2010 Reviewed April 2011": a list of sign-offs
    if line.control:
        return sense != "period" or line.titular or line.place == "furniture"
    lead = line.plain[: label.at]
    if speaks_of_itself(lead, own):
        return True
    if sense in ("issued", "period") and not re.search(r"governors|governing|trustees", label.text):
        return False
    return line.words <= LONGEST_LINE_WORDS and line.place != "row"
