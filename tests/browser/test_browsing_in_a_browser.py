"""Concepts, countries, courts and prosecutions as a browser shows them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Served
from tests.browser.test_in_a_browser import opened

pytestmark = pytest.mark.xdist_group("browser")  # one browser, one site


def test_prosecutions_are_narrowed_without_javascript(browser: Browser, served: Served) -> None:
    with opened(browser, served, java_script_enabled=False) as page:
        page.goto(served.address + "/prosecutions")
        page.get_by_label("Acts in").select_option("SYR")
        page.get_by_role("button", name="Show").press("Enter")
        page.wait_for_url("**state=SYR**")
        assert page.get_by_role("heading", level=1).inner_text() == "Prosecutions on acts in Syria"
        page.locator("section[aria-labelledby='by-forum'] tbody th a", has_text="Germany").click()
        page.wait_for_url("**/countries/DEU")


def test_figures_are_drawn_within_the_page_and_click_through(browser: Browser, served: Served) -> None:
    for width in (320, 1280):
        with opened(browser, served, width=width) as page:
            page.goto(served.address + "/prosecutions")
            for drawing in (".plot", ".tiles"):
                box = page.locator(drawing).bounding_box()
                assert box["width"] > width * 0.8
                assert box["height"] > 100
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width
            page.locator(".tiles a[href='/countries/SYR']").click()
            page.wait_for_url("**/countries/SYR")


def test_the_keyboard_passes_by_the_figures(browser: Browser, served: Served) -> None:
    with opened(browser, served) as page:
        page.goto(served.address + "/prosecutions")
        page.get_by_role("button", name="Show").focus()
        for _ in range(4):
            page.keyboard.press("Tab")
            assert not page.evaluate("!!document.activeElement.closest('svg')")


def test_labels_of_the_map_can_be_read_or_are_not_there(browser: Browser, served: Served) -> None:
    for width in (320, 768, 1024, 1280):
        with opened(browser, served, width=width) as page:
            page.goto(served.address + "/prosecutions")
            shown = page.locator(".tiles text").first.is_visible()
            scale = page.evaluate(
                "(() => { const e = document.querySelector('.tiles'); return e.clientWidth / e.viewBox.baseVal.width })()"
            )
            assert not shown or 9.5 * scale >= 7.5, width


def test_browsing_pages_print_their_tables_without_the_form(browser: Browser, served: Served) -> None:
    with opened(browser, served, color_scheme="dark") as page:
        page.goto(served.address + "/prosecutions")
        page.emulate_media(media="print")
        assert not page.locator("form.narrow").is_visible()
        assert page.locator("table").first.is_visible()
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["concept", "countries", "country", "court", "courts", "prosecutions"])
@pytest.mark.parametrize("width", [320, 1280])
def test_numbers_can_be_hit_with_a_finger(browser: Browser, served: Served, name: str, width: int) -> None:
    with opened(browser, served, width=width, faults=False) as page:
        page.goto(served.address + served.pages[name])
        small = page.evaluate(
            "[...document.querySelectorAll('table a')].map(link => [link.innerText, link.getBoundingClientRect()])"
            ".filter(([_, box]) => box.width < 23.5 || box.height < 23.5).map(([text, _]) => text)"
        )
        assert not small
