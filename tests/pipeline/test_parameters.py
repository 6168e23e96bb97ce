from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.pipeline.notebooks import Parameter, UnreadableNotebook, modules_of, parameters_of
from analysis.pipeline.parameters import WrongParameters, check_parameters, from_text

DECLARED = (
    Parameter("programme", "str", "a"),
    Parameter("year", "int", 2016),
    Parameter("share", "float", 0.5),
    Parameter("short", "bool", False),
)


def notebook(path: Path, *cells: tuple[str, list[str]]) -> Path:
    content = {
        "cells": [
            {"cell_type": "code", "source": source, "metadata": {"tags": tags}}
            for source, tags in cells
        ]
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def wrong(**given: Any) -> str:
    with pytest.raises(WrongParameters) as caught:
        check_parameters("cost", DECLARED, given, {"programme": {"alpha", "beta"}})
    return str(caught.value)


def test_parameters_of_the_right_name_type_and_value_pass() -> None:
    given = {"programme": "alpha", "year": 2020, "share": 1, "short": True}
    check_parameters("cost", DECLARED, given, {"programme": {"alpha", "beta"}})


def test_a_misspelt_name_is_refused_with_what_was_meant() -> None:
    said = wrong(programm="alpha")
    assert "notebooks/cost.ipynb was not run" in said
    assert "there is no parameter 'programm'; expected one of programme" in said
    assert "Did you mean 'programme'?" in said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"year": "007"}, "year is '007', a str; expected int"),
        ({"year": True}, "year is True, a bool; expected int"),
        ({"programme": 7}, "programme is 7, a int; expected str"),
        ({"short": "no"}, "short is 'no', a str; expected bool"),
        ({"share": "half"}, "share is 'half', a str; expected float"),
    ],
)
def test_a_wrong_type_is_refused(given: dict[str, Any], said: str) -> None:
    assert said in wrong(**given)


def test_an_unknown_value_is_refused_with_those_that_there_are() -> None:
    assert "programme is 'alpa'; expected one of alpha, beta. Did you mean 'alpha'?" in wrong(
        programme="alpa"
    )


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert wrong(programme="x", yeer=1, share="y").count("\n  - ") == 3


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("007", "str", "007"),
        ("007", "int", 7),
        ("0.5", "float", 0.5),
        ("False", "bool", False),
        ("no", "bool", "no"),
        ("x", "int", "x"),
    ],
)
def test_a_text_becomes_a_value_of_the_declared_type_or_stays(
    text: str, kind: str, value: object
) -> None:
    assert from_text(text, kind) == value


def test_parameters_are_read_from_the_tagged_cell_alone(tmp_path: Path) -> None:
    path = notebook(
        tmp_path / "n.ipynb",
        ("# why\nprogramme: str = 'a'\nyear = 2016\n", ["parameters"]),
        ("other: str = 'b'", []),
    )
    assert parameters_of(path) == (
        Parameter("programme", "str", "a"),
        Parameter("year", "int", 2016),
    )


def test_a_default_that_is_computed_is_refused(tmp_path: Path) -> None:
    path = notebook(tmp_path / "n.ipynb", ("root = find()", ["parameters"]))
    with pytest.raises(UnreadableNotebook, match="the default of root must be a plain value"):
        parameters_of(path)


def test_magics_do_not_hide_the_imports_of_a_notebook(tmp_path: Path) -> None:
    path = notebook(
        tmp_path / "n.ipynb", ("%matplotlib inline\n!ls\nfrom analysis.audit import audit", [])
    )
    assert modules_of(path) == ("analysis.audit", "analysis.audit.audit")


def test_a_notebook_that_is_no_python_is_named(tmp_path: Path) -> None:
    path = notebook(tmp_path / "n.ipynb", ("x = (", []))
    with pytest.raises(UnreadableNotebook, match=r"n\.ipynb"):
        modules_of(path)
