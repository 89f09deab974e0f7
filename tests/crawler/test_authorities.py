"""The list of authorities and the corrections of people who know better."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.authorities import AuthoritiesError, clean_address, correct, read_authorities

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "authorities.csv"
HEADER = "code,name,region,website,local_offer,sure,verified_on,note\n"


def listing(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "authorities.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_every_english_authority_with_childrens_services_is_there() -> None:
    authorities = read_authorities(SHIPPED)
    assert len(authorities) == 153
    assert len({authority.name for authority in authorities}) == 153
    by_region = {authority.region for authority in authorities}
    assert len(by_region) == 9
    assert {a.code for a in authorities} >= {"420", "815", "933", "940", "941", "942", "943"}
    assert not {a.code for a in authorities} & {"909", "928", "835", "837"}, "abolished"


def test_an_address_that_nobody_opened_never_counts_as_verified() -> None:
    for authority in read_authorities(SHIPPED):
        assert authority.verified == (authority.verified_on is not None), authority
        assert authority.start.startswith("https://"), authority


def test_an_address_says_how_it_is_known_and_that_nobody_opened_it() -> None:
    for authority in read_authorities(SHIPPED):
        if authority.local_offer and not authority.verified:
            assert "never opened" in authority.note, authority
        if authority.sure in ("S", "2H"):
            assert re.search(r"seen on \d{4}-\d\d-\d\d", authority.note), authority
        if not authority.local_offer:
            assert authority.note.startswith("not known"), authority


def test_a_correction_stands_above_the_list_and_outlives_another_one(tmp_path: Path) -> None:
    path = listing(tmp_path, "815,Sampleshire,North,https://a.example.org/,,R,,\n")
    path.write_text(path.read_text() + "816,Fixtureland,North,,https://old.example.org/,R,,\n")
    mine = tmp_path / "corrections.csv"
    day = dt.date(2026, 11, 23)
    correct(read_authorities(path), mine, "815", "offer.example.org/send", verified_on=day)
    correct(read_authorities(path, mine), mine, "816", "")
    first, second = read_authorities(path, mine)
    assert (first.local_offer, first.verified) == ("https://offer.example.org/send", True)
    assert (second.local_offer, second.verified, second.corrected) == ("", False, True)


@pytest.mark.parametrize(
    ("code", "url", "said"),
    [("999", "https://a.example.org/", "999"), ("815", "not an address", "web address")],
)
def test_a_wrong_correction_is_refused_and_writes_nothing(
    tmp_path: Path, code: str, url: str, said: str
) -> None:
    path = listing(tmp_path, "815,Sampleshire,North,,,R,,\n")
    mine = tmp_path / "corrections.csv"
    with pytest.raises(AuthoritiesError, match=said):
        correct(read_authorities(path), mine, code, url)
    assert not mine.exists()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("81,Sampleshire,N,,,R,,\n", "line 2.*three digits"),
        ("815,,N,,,R,,\n", "line 2.*no name"),
        ("815,A,N,,,R,,\n815,B,N,,,R,,\n", "line 3.*twice"),
        ("815,A,N,,javascript:void,R,,\n", "line 2.*web address"),
        ("815,A,N,,,sure,,\n", "how sure"),
        ("815,A,N,,,V,yesterday,\n", "no date"),
    ],
)
def test_a_fault_in_the_list_names_its_line(tmp_path: Path, rows: str, said: str) -> None:
    with pytest.raises(AuthoritiesError, match=said):
        read_authorities(listing(tmp_path, rows))


def test_a_file_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AuthoritiesError, match="cannot be read"):
        read_authorities(tmp_path / "nowhere.csv")
    (tmp_path / "list.csv").write_bytes(b"code;name\n815;\xff\n")
    with pytest.raises(AuthoritiesError):
        read_authorities(tmp_path / "list.csv")


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_refused(value: str) -> None:
    address = clean_address(value)
    assert address is None or address == "" or address.startswith(("http://", "https://"))
