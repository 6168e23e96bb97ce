"""What does each briefing say? One module a programme, with its opening and its questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STORIES = {
    "hcmc-archives-2014-2020": "analysis.briefing.stories.hcmc_archives",
    "hcmc-admin-reform-2016-2020": "analysis.briefing.stories.hcmc_admin_reform",
    "hanoi-staff-2014-2020": "analysis.briefing.stories.hanoi_staff",
    "hanoi-scheme-2022-2025": "analysis.briefing.stories.hanoi_scheme",
    "nghe-an-it": "analysis.briefing.stories.nghe_an_it",
    "two-cities": "analysis.briefing.stories.two_cities",
}
"""Which module tells a programme? By name: a briefing does not rest on the stories of others."""


def story_of(programme: str, settings: Mapping[str, Any]) -> str:
    """Which module tells a programme? The one that its settings name as `story`, else its own."""
    named = settings.get("story")
    return f"{__name__}.{named}" if named else STORIES.get(programme, "")
