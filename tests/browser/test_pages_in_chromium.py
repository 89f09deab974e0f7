"""Everybody can use the site: axe finds nothing, it fits small screens, it needs no script."""

from __future__ import annotations

import re
from typing import Any

import pytest

from benchmarks.first_view import first_view
from extractors.pdf import read_pdf
from tests.portal import county, nights

REPORT = next(case.document for case in county.cases() if case.document)

PAGES = {
    "home": "/",
    "find": "/find?q=example",
    "school": f"/school/{county.OVERDUE}",
    "school without report": f"/school/{county.MISSING}",
    "school that was down": f"/school/{county.DOWN}",
    "hostile school": f"/school/{county.HOSTILE}",
    "authority": f"/authority/{county.LA}",
    "closed school": f"/school/{county.CLOSED}",
    "letter": f"/school/{county.OVERDUE}/letter",
    "requirement in an authority": f"/authority/{county.LA}/on/complaints",
    "overdue": f"/authority/{county.LA}/overdue?phase_name=Primary",
    "could not check": f"/authority/{county.LA}/could-not-check",
    "empty list": f"/authority/{county.OTHER_LA}/overdue",
    "found nothing": "/find?q=qqqqq",
    "searched in vain": "/search?q=qqqqq",
    "question": f"/sendwatch/longest_overdue?la_code={county.LA}",
    "question not yet asked": "/sendwatch/missing_one_requirement?requirement=complaints",
    "not public": "/sendwatch/contacts",
    "schools": f"/authority/{county.LA}/schools",
    "worklist": f"/authority/{county.LA}/missing-statutory",
    "requirement": "/requirement/complaints",
    "requirements": "/requirements",
    "document": f"/document/{REPORT.document.sha256}",
    "side by side": f"/document/{REPORT.document.sha256}?beside=1",
    "edition": "/edition/2",
    "local offers": "/local-offers",
    "nights": "/nights",
    "night": f"/nights/{nights.HELD}",
    "night with a fault": f"/nights/{nights.ODD}",
    "files": "/data",
    "files of an authority": f"/data/{county.LA}",
    "search": "/search?q=families",
    "methodology": "/methodology",
    "corrections": "/corrections",
    "not found": "/nowhere",
    "data": "/sendwatch",
    "table": "/sendwatch/authority_summary",
    "query": "/sendwatch/reports_by_authority",
    "filtered table": f"/sendwatch/latest_findings?la_code__exact={county.LA}&_facet=verdict",
    "empty table": "/sendwatch/schools?name__exact=nobody",
    "refused": "/sendwatch/schools?_sort=nope",
    "row": f"/sendwatch/schools/{county.GOOD}",
    "login": "/-/login",
    "changed": f"/authority/{county.LA}/changed",
}
UNFOUND = ("not found", "not public", "refused")
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def opened(browser: Any, address: str, page: str, **options: Any) -> Any:
    tab = browser.new_context(**options).new_page()
    tab.goto(address + PAGES[page])
    return tab


CLIPPED = """() => [...document.querySelectorAll('main *, header *, footer *')].filter((one) => {
  const style = getComputedStyle(one);
  return one.textContent.trim() && style.overflowX === 'hidden' && !one.closest('.hidden, .map')
    && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("page", PAGES)
def test_everybody_can_use_each_page(browser: Any, address: str, page: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    # axe is put into the page as inline script, which the policy rightly forbids.
    tab = opened(browser, address, page, bypass_csp=True)
    if page == "authority":
        tab.locator("#map").scroll_into_view_if_needed()
        tab.locator(".map .pin").first.wait_for()
    # What is folded away is read as well.
    tab.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        rules = AXE if scheme == "light" else {"runOnly": ["color-contrast"]}
        found = axe.Axe().run(tab, options=rules).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"], scheme) for rule in found] == []
    fits(tab)
    tab.context.close()


def fits(tab: Any) -> None:
    """Nothing runs over a small screen, or over one that is enlarged to 200 %."""
    width = "document.documentElement.scrollWidth"
    tab.set_viewport_size({"width": 320, "height": 640})
    assert tab.evaluate(width) <= 320
    # A window of 1280 pixels enlarged to 200 % has 640 to lay the page out in.
    tab.set_viewport_size({"width": 640, "height": 512})
    assert tab.evaluate(width) <= 640
    # Somebody who enlarges the letters alone has all of the window, and letters twice as large.
    tab.set_viewport_size({"width": 1280, "height": 1024})
    tab.add_style_tag(content="html { font-size: 200% !important }")
    assert tab.evaluate(width) <= 1280
    assert tab.evaluate(CLIPPED) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_first_visit_is_light_and_nothing_is_blocked(
    browser: Any, address: str, page: str
) -> None:
    seen = first_view(browser, address + PAGES[page])
    assert seen.files >= 2, "the page and its style sheet"
    assert seen.sent < 100_000
    said = [one for one in seen.problems if page not in UNFOUND or "status of 40" not in one]
    assert said == []


@pytest.mark.parametrize(
    "page", ["home", "find", "school", "authority", "worklist", "document", "search", "question"]
)
def test_all_content_is_there_without_script(browser: Any, address: str, page: str) -> None:
    texts = []
    for enabled in (True, False):
        tab = opened(browser, address, page, java_script_enabled=enabled)
        tab.evaluate("document.querySelectorAll('.map').forEach((map) => map.remove())")
        texts.append(re.sub(r"\s+", " ", tab.locator("main").text_content()))
        tab.context.close()
    assert texts[0] == texts[1]


def test_the_keyboard_reaches_a_school_from_the_home_page(browser: Any, address: str) -> None:
    tab = opened(browser, address, "home")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.type("alder example")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/find?q=alder+example")
    tab.get_by_role("link", name="Alder Example Primary School").press("Enter")
    tab.wait_for_url(f"**/school/{county.GOOD}")
    tab.context.close()


def with_map(browser: Any, address: str, **options: Any) -> Any:
    tab = opened(browser, address, "authority", **options)
    tab.locator("#map").scroll_into_view_if_needed()
    tab.locator(".map .pin").first.wait_for()
    return tab


def test_the_map_shows_each_school_by_colour_and_shape_and_fetches_nothing_from_outside(
    browser: Any, address: str
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    asked: list[str] = []
    problems: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: problems.append(message.text))
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.goto(address + PAGES["authority"])
    assert not [url for url in asked if "leaflet" in url], "only when the map comes near"
    tab.locator("#map").scroll_into_view_if_needed()
    tab.locator(".map .pin").first.wait_for()
    looks = tab.locator(".map .pin").evaluate_all(
        "pins => pins.map((pin) => [pin.textContent, getComputedStyle(pin).backgroundColor,"
        " getComputedStyle(pin).borderRadius + getComputedStyle(pin).rotate].join())"
    )
    labels = tab.locator(".map .town").all_text_contents()
    context.close()
    assert len(looks) == 8, "one of the nine has no place in the register"
    assert len(set(looks)) == len({look[0] for look in looks}) == 5, "a sign for each state"
    assert "<b>Bold</b>" in labels, "a hostile town is text"
    assert all(url.startswith((address, "data:")) for url in asked)
    assert problems == []


def test_a_pin_opens_with_the_keyboard_and_leads_to_its_school(browser: Any, address: str) -> None:
    tab = with_map(browser, address)
    tab.locator(".place[title^='Hazel']").focus()
    tab.keyboard.press("Enter")
    link = tab.locator(".leaflet-popup a[href^='/school/']")
    link.wait_for()
    assert link.text_content() == f"Hazel {county.SCRIPT} School"
    tab.context.close()


def test_the_letter_can_be_copied(browser: Any, address: str) -> None:
    tab = opened(browser, address, "school", permissions=["clipboard-read", "clipboard-write"])
    tab.get_by_text("The letter", exact=True).click()
    tab.get_by_role("button", name="Copy the letter").click()
    tab.get_by_role("button", name="Copied").wait_for()
    copied = tab.evaluate("navigator.clipboard.readText()")
    tab.context.close()
    assert copied.startswith("Dear Headteacher,")


@pytest.mark.parametrize("page", ["school", "school that was down", "hostile school"])
def test_a_school_prints_on_two_sides_with_its_address(
    browser: Any, address: str, page: str
) -> None:
    tab = opened(browser, address, page)
    printed = tab.pdf(format="A4")
    tab.context.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
    read = read_pdf(printed)
    text = "\n".join(passage.text for passage in read.passages)
    assert address + PAGES[page] in text, "where it comes from"
    assert "Page 2, under" in text or page == "school that was down"


def test_an_officer_walks_from_a_list_to_the_evidence_with_the_keyboard(
    browser: Any, address: str
) -> None:
    tab = opened(browser, address, "authority")
    tab.get_by_role("link", name="Missing statutory items", exact=True).press("Enter")
    tab.wait_for_url("**/missing-statutory")
    reached = "document.activeElement.getAttribute('href') || ''"
    for _ in range(40):
        tab.keyboard.press("Tab")
        if "#on-" in tab.evaluate(reached):
            break
    place = tab.evaluate(reached)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{place}")
    assert tab.locator(f"[id='{place.partition('#')[2]}']").is_visible()
    tab.context.close()


def test_a_link_to_a_point_that_is_folded_away_opens_it(browser: Any, address: str) -> None:
    tab = browser.new_context().new_page()
    tab.goto(f"{address}/school/{county.DOWN}#on-plain-language")
    tab.locator("#on-plain-language").wait_for(state="visible")
    tab.goto(f"{address}/school/{county.GOOD}#on-plain-language")
    tab.locator("#on-plain-language").wait_for(state="visible")
    tab.context.close()


def test_a_letter_prints_on_one_side(browser: Any, address: str) -> None:
    tab = opened(browser, address, "letter")
    printed = tab.pdf(format="A4")
    tab.context.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
