"""Which school an entry of a Local Offer is: surely one, perhaps one, or none."""

from __future__ import annotations

import pytest

from checks.entries import SchoolPlace, match_entries

SCHOOLS = [
    SchoolPlace(1, "Example Church of England Primary School", "ZZ1 1AA", "Mockley"),
    SchoolPlace(2, "St Specimen's Catholic Primary School", "ZZ2 2BB", "Sampleton"),
    SchoolPlace(3, "St Specimen's Catholic Primary School", "ZZ3 3CC", "Great Demo"),
    SchoolPlace(4, "Placeholder Special School", "ZZ4 4DD", "Mockley"),
]


@pytest.mark.parametrize(
    ("name", "postcode", "text", "expected"),
    [
        ("Example CofE Primary", "zz11aa", "", ("matched", 1)),
        ("EXAMPLE CHURCH OF ENGLAND PRIMARY SCHOOL", "", "", ("matched", 1)),
        ("Exmple C of E Primary School", "ZZ1 1AA", "", ("matched", 1)),
        ("Placeholder Special School - school's local offer", "", "", ("matched", 4)),
        # Two schools of one name: the postcode or the town of the address tells which.
        ("St Specimen's RC Primary School", "ZZ3 3CC", "", ("matched", 3)),
        ("St Specimen's Catholic Primary School", "", "High Street, Sampleton", ("matched", 2)),
        ("St Specimen's Catholic Primary School", "", "High Street", ("review", 2)),
        ("St Specimen's Catholic Primary School", "", "Sampleton or Great Demo", ("review", 2)),
        # The same name elsewhere is another school, or the entry is out of date.
        ("Placeholder Special School", "AB9 9ZZ", "", ("review", 4)),
        ("Placeholder Nursery School", "ZZ4 4DD", "", ("none", None)),
        ("Mockley Wheelchair Football Club", "", "Mockley", ("none", None)),
        ("Primary School", "", "", ("none", None)),
    ],
)
def test_a_match_needs_two_things_that_agree_or_a_name_that_only_one_has(
    name: str, postcode: str, text: str, expected: tuple[str, int | None]
) -> None:
    (match,) = match_entries([(name, postcode, text)], SCHOOLS)
    assert (match.match, match.urn) == expected, match
    assert match.reason
