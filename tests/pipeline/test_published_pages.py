"""Every page that the build publishes, looked at in a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
VNU = os.environ.get("VNU_JAR", "")

pytestmark = [pytest.mark.browser, pytest.mark.build]
in_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

OPEN = "document.querySelectorAll('details').forEach(fold => { fold.open = true; })"
ALL_RULES = {"resultTypes": ["violations"]}
COLOURS_ONLY = {**ALL_RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOKS: tuple[tuple[int, Literal["light", "dark"], dict[str, Any]], ...] = (
    (375, "light", ALL_RULES),
    (1280, "light", ALL_RULES),
    (1280, "dark", COLOURS_ONLY),
)
"""Width, time of day, rules: by night a page has other colours and nothing else."""
SMALLEST_CHART_TEXT = """
() => Math.min(Infinity, ...[...document.querySelectorAll("svg text")].map(text =>
  parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))
"""
WITH_TEXT = """
[...document.querySelectorAll("body *")].filter(node => node.checkVisibility()
  && node.tagName !== "SCRIPT"
  && [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()))
"""


def published(built: Path) -> list[Path]:
    reports = built / "reports"
    return [*sorted(reports.glob("*.??.html")), reports / "index.html"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Callable[[Path], Page]]:
    """Gives a page in the browser with all that is folded open."""
    pages = []

    def at(path: Path) -> Page:
        page = browser.new_page()
        pages.append(page)
        page.goto(path.as_uri())
        page.evaluate(OPEN)
        return page

    yield at
    for page in pages:
        page.close()


@in_chromium
def test_axe_finds_nothing_at_any_width_by_day_or_by_night(
    built: Path, look: Callable[[Path], Page]
) -> None:
    script = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    found: list[tuple[Any, ...]] = []
    for path in published(built):
        page = look(path)
        page.evaluate(script)
        for width, time, rules in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=time)
            violations = page.evaluate("rules => axe.run(rules)", rules)["violations"]
            found += [
                (path.name, width, time, rule["id"], rule["nodes"][0]["html"][:200])
                for rule in violations
            ]
        page.close()
    assert found == []


@in_chromium
def test_nothing_is_wider_than_a_phone_and_charts_are_read_on_it(
    built: Path, look: Callable[[Path], Page]
) -> None:
    for path in published(built):
        page = look(path)
        page.set_viewport_size({"width": 375, "height": 667})
        assert page.evaluate("document.documentElement.scrollWidth") == 375, path.name
        assert page.evaluate(SMALLEST_CHART_TEXT) >= 11, path.name


@in_chromium
def test_every_letter_is_drawn_by_a_face_that_the_page_carries(
    built: Path, look: Callable[[Path], Page]
) -> None:
    for path in published(built):
        page = look(path)
        session = page.context.new_cdp_session(page)
        assert set(faces_of(session)) == {("Source Sans Pro", True)}, path.name


def faces_of(session: CDPSession) -> Iterator[tuple[str, bool]]:
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    session.send("DOM.getDocument")
    found = session.send("Runtime.evaluate", {"expression": WITH_TEXT})["result"]["objectId"]
    listed = session.send("Runtime.getProperties", {"objectId": found, "ownProperties": True})
    for entry in listed["result"]:
        if entry["name"].isdigit():
            node = session.send("DOM.requestNode", {"objectId": entry["value"]["objectId"]})
            drawn = session.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
            for font in drawn["fonts"]:
                yield font["familyName"], font["isCustomFont"]


@pytest.mark.skipif(
    not (VNU and shutil.which("java")), reason="java or the validator (VNU_JAR) is not there"
)
def test_the_validator_finds_no_error(built: Path) -> None:
    checked = subprocess.run(
        ["java", "-jar", VNU, "--errors-only", "--stdout", *published(built)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (checked.returncode, checked.stdout) == (0, "")
