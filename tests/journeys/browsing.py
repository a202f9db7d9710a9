"""What a journey asks of every page: no axe finding, no sideways scrolling, nothing from elsewhere."""

import os
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
BUT_CONTRAST = WCAG | {"rules": {"color-contrast": {"enabled": False}}}
"""Contrast takes axe longer than all else together. In the gallery it is judged of every component, narrow too."""

TOO_WIDE = """() => {
  const wide = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
  if (wide <= room) return "";
  const over = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > room + 1);
  const named = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className ? "." + e.className : "");
  return `${wide} px wide at ${room} px: ` + over.slice(-3).map(named).join(", ");
}"""


def look(page: Page, kind: str, area: str = "", *, script: bool, judged: set[str] | None) -> None:
    """Asserts what every page keeps, wide and narrow; with THREESPIRES_LOOK=1 keeps pictures of it.

    Args:
        kind: what the page is, such as "action-plan".
        area: of which area, where it is of one.
        script: axe runs by script, so without it only the rest is asked.
        judged: the kinds that axe has judged in this run; each is judged once, in the first area that shows it. None
            if axe is not to judge.
    """
    name = "-".join(filter(None, (area, kind, "" if script else "without-script")))
    by_axe = script and judged is not None and kind not in judged
    if by_axe:
        judged.add(kind)
        assert_accessible(page)
    picture(page, f"{name}-1280")
    page.set_viewport_size(PHONE)
    assert_fits(page)
    assert_marked(page)
    if by_axe:
        assert_accessible(page, BUT_CONTRAST)
    picture(page, f"{name}-320")
    page.set_viewport_size(DESKTOP)


def assert_accessible(page: Page, asked: dict = WCAG) -> None:
    """No finding of axe's for what is asked: WCAG 2.2 A and AA."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate("options => axe.run(options)", asked))
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def assert_fits(page: Page) -> None:
    """Nothing makes the page scroll sideways at the width it now has."""
    too_wide = page.evaluate(TOO_WIDE)
    assert not too_wide, f"{page.url} is {too_wide}"


def assert_marked(page: Page) -> None:
    """The whole protective marking stands on the page, and who may read it, at the width it now has."""
    hidden = [part.inner_text() for part in page.locator(".ts-strip--marking *").all() if not part.is_visible()]
    assert not hidden, f"{page.url} hides of its marking: {hidden}"


def picture(page: Page, name: str) -> None:
    """A picture of the whole page in build/screenshots, when asked for."""
    if os.environ.get("THREESPIRES_LOOK") == "1":
        page.screenshot(path=settings.BUILD / "screenshots" / f"{name}.png", full_page=True)


def watch(context: BrowserContext, home: str) -> list[str]:
    """Notes what no page may do: ask another machine, break the content security policy, fail, err in script.

    Returns:
        the list that grows with each thing noted.
    """
    complaints: list[str] = []
    host = urlsplit(home).netloc

    def asked(request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob", "about") and where.netloc != host:
            complaints.append(f"Asked another machine: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 500:
            complaints.append(f"Answered {response.status}: {response.url}")
        if response.status == 404 and response.request.resource_type != "document":
            complaints.append(f"Not there: {response.url}")

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(f"Broke the content security policy on {message.page.url}: {message.text}")

    context.on("request", asked)
    context.on("response", answered)
    context.on("console", said)
    context.on("weberror", lambda problem: complaints.append(f"Erred in script: {problem.error}"))
    return complaints
