"""Pages to look at: elements shown by a notebook without a kernel."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.briefing.charts import Series, in_words, lines, paired_bars, stacked_bars
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

NotebookOf = Callable[..., NotebookNode]

LONG_LABEL = "Cán bộ, công chức, viên chức làm công tác văn thư, lưu trữ tại các sở, ban, ngành"


@pytest.fixture
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


@pytest.fixture
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


@pytest.fixture
def whole_page(masthead: Masthead) -> tuple[Element, ...]:
    """Gives one of each element, with long Vietnamese labels and markup in the text."""
    labels = (LONG_LABEL, "Quận, huyện")
    readings = (
        Series("Số nêu trong báo cáo", (Decimal("61.5"), Decimal("53.1"))),
        Series("Cộng từ bảng của báo cáo", (Decimal("57.9"), Decimal("-4.2"))),
    )
    years = (2012, 2016, 2021)
    path = (
        Series("thực hiện", (Decimal("30.21"), Decimal("55.88"), None)),
        Series("cần có", (None, Decimal("55.88"), Decimal(100)), dashed=True),
    )
    parts = (
        Series("Đại học", (Decimal(40), Decimal(60))),
        Series("Khác", (Decimal(9), Decimal(1))),
    )
    rate = Number(quantity(Decimal("55.88"), "percent", "vi"), "rate-2016")
    columns = (Column("Nhóm", numeric=False), *(Column(f"Tỷ lệ {year}") for year in range(9)))
    return (
        masthead,
        KeyFindings("Kết quả", (Finding(sentence("{r}", r=rate), sentence("năm 2016")),)),
        Box("Giới hạn", (sentence("Không có số theo năm."),), "limits"),
        Heading("Trình độ", 2, "trinh-do"),
        Prose(sentence("Đạt {r}.", r=rate), sentence('<b> & #let [x] *y* _z_ $1$ \\ "q" // @a')),
        Box("Mâu thuẫn", (sentence("1.987 và 2.157."),), "conflict"),
        Chart(
            paired_bars(labels, readings, percent),
            in_words(labels, readings, percent),
            sentence("Quận, huyện tăng"),
            sentence("Tỷ lệ, %, 2016"),
        ),
        Chart(stacked_bars(labels, parts, percent), "Phần", sentence("t"), sentence("s")),
        Chart(lines(years, path, percent), "Nhịp độ", sentence("t"), sentence("s")),
        DataTable(
            "Tỷ lệ theo nhóm",
            columns,
            tuple((LONG_LABEL, *["55,88 %"] * 9) for _ in range(60)),
            sentence("Ô trống: không báo cáo."),
        ),
        Note("Phương pháp.", sentence("Chia cho tổng số.")),
        Receipts(
            "Nguồn gốc",
            ReceiptLabels("Cách tính:", "Đầu vào:", "Kiểm tra:", "Trạng thái:"),
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
