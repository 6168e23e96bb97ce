"""How would anyone make a briefing with commands alone?"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HEADLESS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    "--no-pdf-header-footer",
)


def browser() -> str:
    """Which browser prints pages here? Nothing where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), "")


def described() -> str:
    """What does the plain route consist of on this machine?"""
    paper = (
        f"the PDF by the command of {Path(browser()).name}, from that page"
        if browser()
        else "the PDF by nbconvert's command through this project's exporter, for want of a "
        "browser: a milder measure, since a browser or LaTeX takes longer"
    )
    return f"papermill's command, the page by nbconvert's command (html), {paper}"


def by_commands(
    notebook: Path, executed: Path, parameters: Mapping[str, str], folder: Path
) -> None:
    """Run the notebook in this folder and make its page and its PDF, by a command each.

    Page and PDF lie beside the executed notebook. Raises CalledProcessError for a command that
    fails.
    """
    given = [part for name, value in parameters.items() for part in ("-p", name, value)]
    _python("papermill", str(notebook), str(executed), "--cwd", str(folder), *given)
    _python("nbconvert", "--to", "html", "--no-input", str(executed))
    if not browser():
        _python("nbconvert", "--to", "briefing_pdf", str(executed))
        return
    pdf = executed.with_suffix(".pdf")
    with tempfile.TemporaryDirectory() as profile:
        _command(
            browser(),
            *HEADLESS,
            f"--user-data-dir={profile}",
            f"--print-to-pdf={pdf}",
            executed.with_suffix(".html").as_uri(),
        )


def _python(module: str, *arguments: str) -> None:
    _command(sys.executable, "-m", module, *arguments)


def _command(*arguments: str) -> None:
    subprocess.run(arguments, check=True, capture_output=True)
