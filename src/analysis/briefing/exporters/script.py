"""Which script may a page run? One, which it carries, and without which nothing is lost."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

TEMPLATE = Path(__file__).parent.parent / "templates" / "page.js"


@cache
def page_script() -> str:
    """What does it do? It opens what is folded, sorts tables and saves them as CSV."""
    return TEMPLATE.read_text(encoding="utf-8").strip()


def page_policy() -> str:
    """What does the page tell the browser to refuse? Every request, and every other script."""
    digest = b64encode(sha256(page_script().encode()).digest()).decode()
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; font-src data:; "
        f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    )
