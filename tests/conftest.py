"""What tests on several floors need."""

import io
from collections.abc import Callable

import page as page_validation
import pikepdf
import pytest

Faults = Callable[[bytes, str], list[str]]

STREAM_LENGTH = "-STREAM-LENGTH-"


@pytest.fixture(scope="session")
def faults() -> Faults:
    """Gives what a checker has against a PDF: "ua1" for PDF/UA-1, "3a" for PDF/A-3a.

    page-validation 0.11 takes a carriage return that ends the data of a stream for a part of the
    line end after it, and calls the length wrong. That alone is left out, and only where qpdf finds
    nothing wrong with any length.
    """

    def found(pdf: bytes, standard: str) -> list[str]:
        report = page_validation.validate_pdf_bytes(pdf, profile=standard)
        told = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        mistaken = lengths_are_right(pdf) and ends_in_a_carriage_return(pdf)
        return [fault for fault in told if not (mistaken and STREAM_LENGTH in fault)]

    return found


def lengths_are_right(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return file.check_pdf_syntax() == []


def ends_in_a_carriage_return(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        streams = [item for item in file.objects if isinstance(item, pikepdf.Stream)]
        return any(stream.read_raw_bytes().endswith(b"\r") for stream in streams)
