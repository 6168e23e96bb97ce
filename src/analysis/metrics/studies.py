"""Which facts can each study of a programme establish from what its documents print?"""

from __future__ import annotations

from pathlib import Path

from analysis.metrics.attrition.leakage_facts import CORNER
from analysis.metrics.conclusions import conclusion_facts
from analysis.metrics.facts import Fact
from analysis.metrics.parts import PARTS
from analysis.metrics.ranges import with_ranges
from analysis.metrics.register.facts import register_facts
from analysis.metrics.register.retention import COMPARED, RETENTION
from analysis.sources.processed import Processed
from analysis.sources.schemas import read_table


def qualification_study(tables: Processed) -> list[Fact]:
    """What happened to qualification? The change between two counts, or the profile at one.

    The facts of the analyses that the programme's settings declare, each in every reading, with the
    ranges and the conclusions over them. Raises as the functions of ``qualification`` and as
    ``standard_change_facts``.
    """
    return _whole("qualification", tables)


def cost_study(tables: Processed) -> list[Fact]:
    """What did it cost, and how much training was there?

    The facts of the analyses that the programme's settings declare, each in every reading, with the
    ranges and the conclusions over them. Raises as the functions of ``cost`` and ``reported``.
    """
    return _whole("cost", tables)


def attrition_study(tables: Processed) -> list[Fact]:
    """What does leaving do to qualification and cost, as far as the documents allow?

    The facts of the analyses that the programme's settings declare, each in every reading, with the
    ranges and the conclusions over them; it draws on the cost study of the programme and on the
    placements of those that it names. Raises as the functions of ``attrition`` and ``placement``,
    and SourceError where an earlier study has not been made.
    """
    return _whole("attrition", tables)


def retention_study(tables: Processed, root: Path) -> list[Fact]:
    """Who comes, goes and stays, as far as a register of persons shows it?

    The facts of ``register_facts``; nothing is read in two ways. Raises SourceError where the
    register has not been read yet.
    """
    (document,) = tables.settings["documents"]
    folder = root / "data" / "processed" / document
    followed = {
        name: read_table(folder / f"{name}.csv", schema)
        for name, schema in (("retention", RETENTION), ("compared", COMPARED))
    }
    return register_facts(
        tables.programme, tables.figures, followed["retention"], followed["compared"],
        tables.settings["register"], tables.funding,
    )  # fmt: skip


def _whole(study: str, tables: Processed) -> list[Fact]:
    facts = [fact for part in PARTS[study] for fact in part(tables)]
    corners = [fact for fact in facts if fact.metric.startswith(CORNER)]
    results = [fact for fact in facts if not fact.metric.startswith(CORNER)]
    ranged = [*with_ranges(results), *corners]
    conclusions = tables.settings.get("conclusions", [])
    return [*ranged, *conclusion_facts(tables.programme, conclusions, ranged)]
