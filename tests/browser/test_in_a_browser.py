"""The pages as a browser shows them: by keyboard, without JavaScript, narrow, dark, on paper, and to assistive tools."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import Served

pytestmark = pytest.mark.xdist_group("browser")  # one browser, one site

UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true })"


@contextmanager
def opened(
    browser: Browser, served: Served, *, width: int = 1280, faults: bool = True, **options: Any
) -> Iterator[Page]:
    """A page that notes every request to another host and, with `faults`, every complaint of the browser (a blocked
    resource, a broken script); closing it fails the test when there was one."""
    context: BrowserContext = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    foreign: list[str] = []
    complaints: list[str] = []
    own = urlsplit(served.address).netloc

    def note(url: str) -> None:
        if urlsplit(url).netloc != own:
            foreign.append(url)

    page.on("request", lambda request: note(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not foreign
    assert not (faults and complaints), complaints


@pytest.mark.parametrize("javascript", [True, False])
def test_no_page_asks_another_host_or_breaks_its_own_rules(browser: Browser, served: Served, javascript: bool) -> None:
    with opened(browser, served, java_script_enabled=javascript, faults=False) as page:
        for address in served.pages.values():
            page.goto(served.address + address)
    with opened(browser, served, java_script_enabled=javascript) as page:
        for name in served.pages.keys() - {
            "missing",
            "withdrawn",
            "no-country",
        }:  # their status is an error to the console
            page.goto(served.address + served.pages[name])


def test_the_whole_way_from_question_to_paragraph_works_without_javascript(browser: Browser, served: Served) -> None:
    with opened(browser, served, java_script_enabled=False) as page:
        page.goto(served.address)
        page.get_by_label("Search words").fill("Weltrechtsprinzip Immunität Strafverfolgung")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=Weltrechtsprinzip*")
        page.get_by_label("Germany").check()
        page.get_by_label("From").fill("2022")
        page.get_by_role("button", name="Apply filters").click()
        page.wait_for_url("**&forum=DEU&**")
        assert "from=2022" in page.url
        page.locator(f"a[href='/decisions/{served.site.ids['trial']}#p6']").click()
        page.wait_for_url("**#p6")
        assert page.locator("#p6").is_visible()
        assert page.locator("#p6").bounding_box()["y"] < 900
        page.go_back()
        page.get_by_role("link", name="Remove: Forum: Germany").click()
        page.wait_for_url(lambda url: "/search?" in url and "forum" not in url)


def test_filters_open_on_a_narrow_screen_without_javascript(browser: Browser, served: Served) -> None:
    with opened(browser, served, width=320, java_script_enabled=False) as page:
        page.goto(served.address + "/search?q=torture")
        box = page.get_by_label("Germany")
        assert not box.is_visible()
        page.locator("details.filters > summary").click()
        assert box.is_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_assistive_tools_find_no_serious_fault(browser: Browser, served: Served, width: int, scheme: str) -> None:
    faults = []
    with opened(browser, served, width=width, color_scheme=scheme, faults=False, reduced_motion="reduce") as page:
        for name, address in served.pages.items():
            page.goto(served.address + address)
            page.evaluate(UNFOLD)
            for violation in Axe().run(page).response["violations"]:
                if violation["impact"] in ("serious", "critical"):
                    where = [node["target"] for node in violation["nodes"]][:3]
                    faults.append(f"{name}: {violation['id']} {json.dumps(where)}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [320, 768, 1600])
def test_nothing_has_to_be_scrolled_sideways(browser: Browser, served: Served, width: int) -> None:
    with opened(browser, served, width=width, faults=False) as page:
        for name, address in served.pages.items():
            page.goto(served.address + address)
            page.evaluate(UNFOLD)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(browser: Browser, served: Served) -> None:
    with opened(browser, served) as page:
        page.goto(served.address + "/search?q=torture&forum=DEU")
        stops = []
        for _ in range(16):
            page.keyboard.press("Tab")
            stop = page.evaluate(
                "(() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();"
                " return {name: e.innerText.trim() || e.name || e.tagName, outline: s.outlineStyle, width: parseFloat(s.outlineWidth),"
                " seen: b.width > 1 && b.height > 1 && b.top >= 0 && b.bottom <= innerHeight} })()"
            )
            assert stop["seen"], stop
            assert (stop["outline"], stop["width"] >= 2) == ("solid", True), stop
            stops.append(stop["name"])
        assert stops[:12] == [
            "Skip to the content",
            "Skip to the results",
            "Universal Jurisdiction Case Law",
            "Search",
            "Concepts",
            "Prosecutions",
            "Countries",
            "Courts",
            "Coverage",
            "About",
            "q",
            "Search",
        ]
        assert stops[12] == "Forum (where it was decided)"


def test_skip_links_move_the_keyboard(browser: Browser, served: Served) -> None:
    with opened(browser, served) as page:
        page.goto(served.address + "/search?q=torture")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#results').contains(document.activeElement)")


def test_a_value_jumps_to_its_words_and_marks_them(browser: Browser, served: Served) -> None:
    with opened(browser, served, reduced_motion="reduce") as page:
        page.goto(served.address + served.pages["decision"])
        plain = page.locator("#p6 mark").first.evaluate("e => getComputedStyle(e).backgroundColor")
        page.locator("aside a[href^='#']").get_by_text("Universal jurisdiction", exact=True).click()
        marked = page.locator("mark:target")
        assert marked.inner_text() == "Weltrechtsprinzip"
        assert marked.evaluate("e => getComputedStyle(e).backgroundColor") != plain
        box = marked.bounding_box()
        assert 0 <= box["y"] < 900


def test_a_link_into_a_long_judgment_lands_on_its_paragraph(browser: Browser, served: Served) -> None:
    with opened(browser, served) as page:
        page.goto(f"{served.address}/decisions/{served.site.ids['long']}#p2750")
        assert page.locator("#p2750").inner_text().startswith("2750")
        box = page.locator("#p2750").bounding_box()
        assert 0 <= box["y"] < 900


def test_a_click_on_a_paragraph_number_copies_its_address(browser: Browser, served: Served) -> None:
    with opened(browser, served, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(served.address + served.pages["decision"])
        page.locator("#p3 > a").click()
        assert page.url.endswith("#p3")
        page.get_by_role("status").get_by_text("Address copied: Paragraph 1").wait_for(state="attached")
        assert page.evaluate("navigator.clipboard.readText()") == f"{served.address}{served.pages['decision']}#p3"


def test_the_search_box_offers_words_of_the_index(browser: Browser, served: Served) -> None:
    with opened(browser, served) as page:
        page.goto(served.address)
        with page.expect_response("**/suggest?**"):
            page.get_by_label("Search words").press_sequentially("old mole", delay=20)
        page.locator("datalist option").first.wait_for(state="attached")
        offered = page.locator("datalist option").evaluate_all("options => options.map(option => option.value)")
        assert "old molenbrand" in offered


def test_light_and_dark_follow_the_reader(browser: Browser, served: Served) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        with opened(browser, served, color_scheme=scheme) as page:
            page.goto(served.address)
            colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            brightness[scheme] = sum(map(int, colour.removeprefix("rgb(").removesuffix(")").split(", ")))
    assert brightness["light"] > 600
    assert brightness["dark"] < 150


def test_a_decision_on_paper_is_its_text_without_the_machinery(browser: Browser, served: Served) -> None:
    with opened(browser, served, color_scheme="dark") as page:
        page.goto(served.address + served.pages["decision"])
        page.emulate_media(media="print")
        for hidden in ("nav[aria-label='Main']", ".contents", ".exports", ".within"):
            assert not page.locator(hidden).first.is_visible(), hidden
        for shown in ("header.caption", "aside.record", "#p3", ".cite-as", "section[aria-labelledby='provenance']"):
            assert page.locator(shown).first.is_visible(), shown
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert page.pdf().startswith(b"%PDF")


def test_a_text_from_right_to_left_has_its_numbers_on_the_right(browser: Browser, served: Served) -> None:
    with opened(browser, served) as page:
        page.goto(served.address + served.pages["right-to-left"])
        number, text = page.locator("#p0 > a").bounding_box(), page.locator("#p0 > p").bounding_box()
        assert number["x"] > text["x"]


def test_nothing_moves(browser: Browser, served: Served) -> None:
    with opened(browser, served) as page:
        for name in ("home", "search", "decision", "case"):
            page.goto(served.address + served.pages[name])
            moving = page.evaluate(
                "[...document.querySelectorAll('*')].map(element => getComputedStyle(element)).filter(style =>"
                " style.transitionDuration !== '0s' || style.animationName !== 'none' || style.scrollBehavior !== 'auto').length"
            )
            assert moving == 0, name
