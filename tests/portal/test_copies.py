"""The archived copy: the very bytes, and nothing in them can do harm from our address."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archive import Archive, Exchange, sha256_of
from portal import copies
from portal.serve import datasette_for
from tests.portal import county
from tests.portal.conftest import ROOT, Site

EVIL = b"<html><script>alert(document.cookie)</script><form action=//example.org></form></html>"


def archived(folder: Path, form: str, content_type: str, **other: object) -> dict[str, object]:
    """What the store knows of a body that lies in a WARC file in `folder`."""
    warc = Archive(folder / "a.warc.gz", "tests")
    headers = [("Content-Type", content_type)]
    when = "2026-11-22T22:00:00Z"
    offset = warc.write_exchange(
        Exchange("http://x.example.org/a", when, 200, "OK", [], headers, EVIL)
    )
    warc.close()
    known = {"sha256": sha256_of(EVIL), "warc_file": "a.warc.gz", "warc_offset": offset}
    return {**known, "format": form, "url": "http://x.example.org/our report.html", **other}


def test_the_copy_is_the_very_bytes(site: Site, report: str) -> None:
    answer = site.get(f"/document/{report}/file")
    assert answer.status_code == 200
    assert sha256_of(answer.content) == report
    assert answer.headers["content-type"] == "application/pdf", "not what the server claimed"
    assert answer.headers["content-disposition"] == 'inline; filename="report.pdf"'


def test_a_copy_cannot_run_anything_or_be_found_by_search_engines(site: Site, report: str) -> None:
    headers = site.get(f"/document/{report}/file").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "script-src 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "noindex" in headers["x-robots-tag"]
    assert len(headers.get_list("content-security-policy")) == 1


def test_a_web_page_is_shown_in_a_sandbox(tmp_path: Path) -> None:
    found = archived(tmp_path, "html", "text/html; charset=Windows-1252")
    copy = copies.read(tmp_path, found, public=True)
    assert copy is not None and copy.body == EVIL
    assert copy.content_type == "text/html; charset=Windows-1252"
    policy = copy.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "sandbox", "form-action 'none'"} <= set(policy)


@pytest.mark.parametrize("form", ["docx", "doc", "odt", "rtf", "pptx", "unknown", "new-format"])
def test_what_a_browser_does_not_show_is_only_saved(tmp_path: Path, form: str) -> None:
    copy = copies.read(tmp_path, archived(tmp_path, form, "text/html"), public=True)
    assert copy is not None
    assert "html" not in copy.content_type
    assert copy.headers["content-disposition"].startswith("attachment; ")
    assert copy.headers["content-security-policy"].endswith("sandbox")


def test_other_bytes_than_the_fingerprint_says_are_not_shown(tmp_path: Path) -> None:
    assert (
        copies.read(tmp_path, archived(tmp_path, "pdf", "", sha256="0" * 64), public=True) is None
    )
    assert copies.read(tmp_path, archived(tmp_path, "pdf", "", warc_offset=3), public=True) is None
    gone = archived(tmp_path, "pdf", "", warc_file="gone.warc.gz")
    assert copies.read(tmp_path, gone, public=True) is None


def test_a_header_out_of_a_school_cannot_add_headers(tmp_path: Path) -> None:
    copy = copies.read(
        tmp_path, archived(tmp_path, "html", 'text/html; charset="a;b\tSet-Cookie: x'), public=True
    )
    assert copy is not None and copy.content_type == "text/html; charset=a"


@given(st.text(), st.sampled_from(["pdf", "html", "unknown", "text"]))
def test_file_names_are_harmless(url: str, form: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9-]{1,80}\.[a-z]{3,4}", copies.filename(url, form))


def test_only_published_documents_have_a_copy(site: Site) -> None:
    assert site.get(f"/document/{'0' * 64}/file").status_code == 404


def test_school_and_document_lead_to_the_copy_and_to_the_schools_own(
    site: Site, report: str
) -> None:
    page = site.text(f"/school/{county.GOOD}")
    assert f'href="/document/{report}/file#page=2"' in page
    assert f"http://school{county.GOOD}.example.org/send/report.pdf#page=2" in page
    document = site.text(f"/document/{report}")
    assert f'href="/document/{report}/file"' in document and "<iframe" not in document


def test_side_by_side_frames_the_copy_beside_the_text(site: Site, report: str) -> None:
    page = site.text(f"/document/{report}?beside=1")
    assert f'<iframe src="/document/{report}/file#' in page
    assert "<mark" in page, "the text is there too"
    assert "frame-src 'self'" in site.get(f"/document/{report}").headers["content-security-policy"]


@pytest.mark.parametrize(
    ("archive", "setting"), [(False, "public"), (True, "officers")], ids=["none", "officers"]
)
def test_without_an_archive_or_for_officers_only_the_public_sees_no_copy(
    site: Site, report: str, tmp_path: Path, archive: bool, setting: str
) -> None:
    metadata = tmp_path / "metadata.yml"
    text = (ROOT / "metadata.yml").read_text()
    metadata.write_text(text.replace("copies: public", f"copies: {setting}"))
    folder = site.database.parent
    other = Site(site.database, folder / "docs", folder if archive else None, metadata=metadata)
    assert other.get(f"/document/{report}/file").status_code == 404
    assert "/file" not in html.unescape(other.text(f"/document/{report}"))
    officer = {"id": "someone", "role": "officer"}
    seen = other.get(f"/document/{report}/file", actor=officer)
    assert seen.status_code == (200 if archive else 404)
    if archive:
        assert seen.headers["cache-control"].startswith("private")
    other.close()


def test_the_default_is_no_archive(site: Site) -> None:
    made = datasette_for(site.database, metadata=ROOT / "metadata.yml")
    assert not copies.shown_to(made, {"id": "root"})


def test_a_copy_that_is_lost_is_no_empty_frame(site: Site, report: str, tmp_path: Path) -> None:
    other = Site(site.database, tmp_path, tmp_path)
    page = other.text(f"/document/{report}?beside=1")
    assert "<iframe" not in page and "cannot be shown beside the text" in page
    assert other.get(f"/document/{report}/file").status_code == 404
    assert "cannot be shown beside" not in site.text(f"/document/{report}?beside=1")
    other.close()
