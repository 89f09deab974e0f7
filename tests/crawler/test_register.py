"""The register: messy websites, encodings, and files that are no register."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.register import RegisterError, read_register
from crawler.websites import clean_website

SHARED = Path(
    os.environ.get("SENDWATCH_SHARED", Path(__file__).resolve().parents[2].parent / "shared")
)
HEADER = '"URN","LA (code)","LA (name)","EstablishmentName","EstablishmentStatus (code)"'


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("http://www.example.org", "http://www.example.org/"),
        ("www.example.org", "http://www.example.org/"),
        ("  example.sampleshire.sch.uk ", "http://example.sampleshire.sch.uk/"),
        ("HTTPS://WWW.Example.ORG/Oak", "https://www.example.org/Oak"),
        ("hhttps://www.example.org", "https://www.example.org/"),
        ("http//www.example.org", "http://www.example.org/"),
        ("http:www.example.org", "http://www.example.org/"),
        ("https;//www.example.org", "https://www.example.org/"),
        ("http:\\\\www.example.org", "http://www.example.org/"),
        ("http://http://www.example.org", "http://www.example.org/"),
        ("http://http:www.example.org/", "http://www.example.org/"),
        ("http://https://www.example.org/", "https://www.example.org/"),
        ("http://?oak.example.org/", "http://oak.example.org/"),
        ("http://www.example.org.", "http://www.example.org/"),
        ("www,example.org", "http://www.example.org/"),
        ("www.example.org; www.example.com", "http://www.example.org/"),
        ("www.example.org and www.example.com", "http://www.example.org/"),
        ("www.example.org (under construction)", "http://www.example.org/"),
        ("http://example.org/page/?title=Home&pid=6", "http://example.org/page/?title=Home&pid=6"),
        ("http://example.org/app/os#!website/home", "http://example.org/app/os#!website/home"),
        ("http://example.org/#", "http://example.org/"),
        ("127.77.0.3:8801", "http://127.77.0.3:8801/"),
    ],
)
def test_a_mended_website_can_be_opened(raw: str, address: str) -> None:
    assert clean_website(raw).address == address


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("", "no website"),
        ("Not Available", "Not Available"),
        ("N/A", "N/A"),
        ("http://", "http://"),
        ("office@example.org", "e-mail address at example.org"),
        ("https://www.facebook.com/oakprimary", "social media"),
        ("http://fis.sampleshire.gov.uk/kb5/sampleshire/directory/family.page", "directory page"),
        ("Joanna", "not a web address"),
        ("http://[bad", "not a web address"),
    ],
)
def test_no_address_comes_with_the_reason(raw: str, says: str) -> None:
    cleaned = clean_website(raw)
    assert cleaned.address is None
    assert says in cleaned.note


@pytest.mark.timeout(10)
def test_a_cell_of_separators_does_not_hold_up_the_import() -> None:
    assert clean_website("www.example.org" + ", " * 20_000 + "x").address is not None


@given(st.text(max_size=60))
def test_cleaning_never_fails_and_cleaning_twice_changes_nothing(raw: str) -> None:
    first = clean_website(raw)
    if first.address is None:
        assert first.note
    else:
        assert first.address.startswith(("http://", "https://"))
        assert clean_website(first.address).address == first.address


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "register.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"   \n \n", "is empty"),
        (b"Name,Town\nOak,Sampleton\n", "no column named URN"),
        (b"PK\x03\x04rest", "ZIP file or a spreadsheet"),
        (b"%PDF-1.7\x00\x00", "not a CSV"),
        (b"URN,Name\n", "no school in it"),
        (b'URN,Name\n1000,"' + b"x" * 140_000 + b'"\n', "not a CSV"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_one_sentence(
    tmp_path: Path, data: bytes, says: str
) -> None:
    with pytest.raises(RegisterError, match=says) as refusal:
        read_register(write(tmp_path, data))
    assert "\n" not in str(refusal.value)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match=r"nothing\.csv"):
        read_register(tmp_path / "nothing.csv")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_people_save_it_in_is_read(tmp_path: Path, encoding: str) -> None:
    text = f'{HEADER}\r\n"100","990","Sampleshire","Saint Amélie’s, Upper Sampleton","1"\r\n'
    register = read_register(write(tmp_path, text.encode(encoding)))
    assert register.schools[0].name == "Saint Amélie’s, Upper Sampleton"
    assert [(a.code, a.name) for a in register.authorities] == [("990", "Sampleshire")]


def test_urn_alone_is_enough(tmp_path: Path) -> None:
    school = read_register(write(tmp_path, b"urn\n100001\n")).schools[0]
    assert (school.urn, school.open, school.website) == (100001, True, None)


def test_bad_rows_are_left_out_and_named_by_line(tmp_path: Path) -> None:
    data = b"URN,EstablishmentName\nabc,No number\n\n100,Oak\n100,Oak again\n0,Nought\n"
    register = read_register(write(tmp_path, data))
    assert [school.name for school in register.schools] == ["Oak"]
    assert [warning.split(":")[0] for warning in register.warnings] == [
        "Line 2",
        "Line 5",
        "Line 6",
    ]


def test_a_row_with_too_many_cells_is_believed_only_at_its_start(tmp_path: Path) -> None:
    data = b"URN,EstablishmentName,SchoolWebsite\n100,Oak,Joanna,example.org\n"
    register = read_register(write(tmp_path, data))
    assert register.schools[0].name == "Oak"
    assert register.schools[0].website_raw == ""
    assert "4 cells under 3 column names" in register.warnings[0]


def test_closed_and_proposed_schools_are_not_open(tmp_path: Path) -> None:
    rows = "".join(f"{code},9,X,School {code},{code}\n" for code in (1, 2, 3, 4))
    register = read_register(write(tmp_path, f"{HEADER}\n{rows}".encode()))
    assert {s.urn: s.open for s in register.schools} == {1: True, 2: False, 3: True, 4: False}


def test_schools_that_share_an_address_say_so(tmp_path: Path) -> None:
    data = b"URN,SchoolWebsite\n1,www.trust.example\n2,http://www.trust.example/\n3,example.org\n"
    schools = read_register(write(tmp_path, data)).schools
    assert "1 other school" in schools[0].website_note
    assert "other school" not in schools[2].website_note


def test_the_real_register_is_read_whole() -> None:
    path = SHARED / "register" / "england-schools-2019.csv"
    if not path.exists():
        pytest.skip(f"no real register at {path.parent}: set SENDWATCH_SHARED")
    register = read_register(path)
    without = [school for school in register.schools if school.website is None]
    assert len(register.schools) == 21439
    assert not register.warnings
    assert len(without) == 131
    assert all(school.website_note for school in without)
    assert all(school.latitude and school.longitude for school in register.schools[:1000])
