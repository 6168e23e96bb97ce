"""Pages to look at: elements shown by a notebook without a kernel, and the real briefings."""

import csv
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.audit import audit
from analysis.audit.proposals import proposed_readings
from analysis.briefing.charts import Drawn, Series, dumbbell, lines, stacked_bars
from analysis.briefing.compose import compose
from analysis.briefing.elements import (
    Box,
    Chart,
    Column,
    DataTable,
    Element,
    Finding,
    Heading,
    Input,
    KeyFindings,
    Masthead,
    Note,
    Number,
    Prose,
    Receipt,
    ReceiptLabels,
    Receipts,
    sentence,
)
from analysis.briefing.locale_format import quantity
from analysis.briefing.page import Page
from analysis.briefing.told.charts import in_words
from analysis.metrics.comparison import comparison_facts
from analysis.metrics.effects import effect_facts
from analysis.metrics.facts import facts_table
from analysis.metrics.studies import attrition_study, cost_study, qualification_study
from analysis.sources.affected import affected_by
from analysis.sources.breaks import read_breaks
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.paths import project_root
from analysis.sources.processed import read_facts, read_processed, save_facts
from analysis.sources.programmes import read_programmes
from analysis.sources.schemas import (
    AUDIT,
    CHANGES,
    CLEANED,
    EDITION,
    FACTS,
    READINGS,
    TIDY,
    read_table,
    save_table,
)
from analysis.sources.tidy import tidy_tables

NotebookOf = Callable[..., NotebookNode]
PageOf = Callable[[str, str], Page]
Changed = Callable[[Mapping[str, str]], Path]

STUDIES = {
    "qualification": qualification_study,
    "cost": cost_study,
    "attrition": attrition_study,
}
ARCHIVES, REPORT = "hcmc-archives-2014-2020", "1228-bc-snv-2017"

LONG_LABEL = "Cán bộ, công chức, viên chức làm công tác văn thư, lưu trữ tại các sở, ban, ngành"


@pytest.fixture(scope="session")
def notebook_of() -> NotebookOf:
    """Gives a notebook whose one code cell has shown the elements."""

    def build(*elements: Element, source: str = "show(page)") -> NotebookNode:
        cell = new_code_cell(source, id="shown")
        for element in elements:
            data, metadata = element._repr_mimebundle_()
            cell.outputs.append(new_output("display_data", data=dict(data), metadata=metadata))
        notes = new_markdown_cell("# Notes, not for readers", id="n")
        notebook: NotebookNode = new_notebook(cells=[notes, cell])
        return notebook

    return build


@pytest.fixture(scope="session")
def masthead() -> Masthead:
    """Gives a title without figures."""
    return Masthead(
        "vi",
        "Đề án văn thư, lưu trữ",
        sentence("Hai cách đọc không thể cùng đúng"),
        sentence("Báo cáo nêu một số, bảng cho một số khác."),
        sentence("Nguồn: 1228/BC-SNV."),
        "Dự thảo",
    )


def percent(value: Decimal) -> str:
    return quantity(value, "percent", "vi")


def drawn(amount: str | int) -> Drawn:
    return Drawn(Decimal(amount), f"town/{amount}")


@pytest.fixture(scope="session")
def whole_page(masthead: Masthead) -> tuple[Element, ...]:
    """Gives one of each element, with long Vietnamese labels and markup in the text."""
    labels = (LONG_LABEL, "Quận, huyện")
    readings = (
        Series("Số nêu trong báo cáo", (drawn("61.5"), drawn("53.1"))),
        Series("Cộng từ bảng của báo cáo", (drawn("57.9"), drawn("-4.2"))),
    )
    years = (2012, 2016, 2021)
    path = (
        Series("thực hiện", (drawn("30.21"), drawn("55.88"), None)),
        Series("cần có", (None, drawn("55.88"), drawn(100)), dashed=True),
    )
    parts = (
        Series("Đại học", (drawn(40), drawn(60))),
        Series("Khác", (drawn(9), drawn(1))),
    )
    rate = Number(quantity(Decimal("55.88"), "percent", "vi"), "rate-2016")
    columns = (
        Column("Nhóm", numeric=False),
        *(Column(f"Tỷ lệ {year}") for year in range(2012, 2021)),
    )
    return (
        masthead,
        KeyFindings("Kết quả", (Finding(sentence("{r}", r=rate), sentence("năm 2016")),)),
        Box("Giới hạn", (sentence("Không có số theo năm."),), "limits"),
        Heading("Trình độ", 2, "trinh-do"),
        Prose(sentence("Đạt {r}.", r=rate), sentence('<b> & #let [x] *y* _z_ $x$ \\ "q" // @a')),
        Box(
            "Mâu thuẫn",
            (sentence("Lời văn và bảng khác nhau."),),
            "conflict",
        ),
        Chart(
            dumbbell(labels, *readings, percent),
            in_words(labels, readings, percent),
            sentence("Quận, huyện tăng"),
            sentence("Tỷ lệ, %, 2016"),
        ),
        Chart(stacked_bars(labels, parts, percent), sentence("Phần"), sentence("t"), sentence("s")),
        Chart(lines(years, path, percent), sentence("Nhịp độ"), sentence("t"), sentence("s")),
        DataTable(
            "Tỷ lệ theo nhóm",
            columns,
            tuple((LONG_LABEL, *["2014–2016"] * 9) for _ in range(60)),
            sentence("Ô trống: không báo cáo."),
        ),
        Note("Phương pháp.", sentence("Chia cho tổng số.")),
        Receipts(
            "Nguồn gốc",
            ReceiptLabels("Cách tính:", "Đầu vào:", "Kiểm tra:", "Trạng thái:", "Dùng tại:"),
            (
                Receipt(
                    "rate-2016",
                    "Tỷ lệ 2016",
                    "55,88 %",
                    "100 × 2.157 ÷ 3.860",
                    (Input("1228/BC-SNV", "Phần I, II.3", "2.157"),),
                    "không khớp",
                    "đã tính",
                ),
            ),
        ),
    )


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gives a copy of the project's raw data with the tables that the notebooks make of it."""
    here, root = project_root(Path(__file__)), tmp_path_factory.mktemp("project")
    shutil.copytree(here / "data" / "raw", root / "data" / "raw")
    shutil.copy(here / "pyproject.toml", root)
    programmes = read_programmes(root)
    documents = {name for one in programmes.values() for name in one["documents"]}
    for document in sorted(documents):
        clean(document, root)
    for document in sorted(documents):
        explain(document, root)
    for programme in programmes:
        study(programme, root)
        nothing(CHANGES, root / "data" / "processed" / programme / "changes.csv")
    nothing(EDITION, root / "data" / "processed" / "edition.csv")
    return root


@pytest.fixture(scope="session")
def page_of(project: Path) -> PageOf:
    """Gives the page of a programme in a language, composed once."""
    return cache(lambda programme, lang: compose(programme, lang, project))


@pytest.fixture
def changed(project: Path, tmp_path: Path) -> Changed:
    """Gives a copy of the project in which the archives report prints other strings."""

    def change(printed: Mapping[str, str]) -> Path:
        root = tmp_path / "changed"
        shutil.copytree(project, root)
        path = root / "data" / "raw" / REPORT / "figures.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert printed.keys() <= {row["id"] for row in rows}
        for row in rows:
            row["printed"] = printed.get(row["id"], row["printed"])
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        clean(REPORT, root)
        explain(REPORT, root)
        study(ARCHIVES, root)
        study("two-cities", root)
        return root

    return change


def nothing(schema: pa.DataFrameSchema, path: Path) -> None:
    save_table(pd.DataFrame(columns=list(schema.columns), dtype="str"), path, schema)


def clean(document: str, root: Path) -> None:
    folder = root / "data" / "processed" / document
    source = read_document(root / "data" / "raw" / document)
    figures = clean_figures(source)
    save_table(figures, folder / "figures.csv", CLEANED)
    for name, table in tidy_tables(figures, read_programmes(root)).items():
        save_table(table, folder / f"{name}.csv", TIDY[name])


def explain(document: str, root: Path) -> None:
    folder, programmes = root / "data" / "processed" / document, read_programmes(root)
    source = read_document(root / "data" / "raw" / document)
    figures = read_table(folder / "figures.csv", CLEANED)
    checks, readings = audit(source, figures), proposed_readings(source, figures)
    tables = {name: read_processed(name, root) for name in affected_by(document, programmes)}
    effects = facts_table(effect_facts(readings, checks, tables))
    save_table(checks, folder / "audit.csv", AUDIT)
    save_table(readings, folder / "readings.csv", READINGS)
    save_table(effects, folder / "effects.csv", FACTS)


def study(programme: str, root: Path) -> None:
    settings = read_programmes(root)[programme]
    for name in settings["analyses"]:
        if name == "comparison":
            others = read_facts(settings["compares"], root)
            breaks = read_breaks(root)
            facts = comparison_facts(programme, settings["comparison"], others, breaks)
        else:
            facts = STUDIES[name](read_processed(programme, root))
        save_facts(facts_table(facts), programme, name, root)
