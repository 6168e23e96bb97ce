"""Are these the parameters that a notebook takes?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from typing import Any

from analysis.pipeline.notebooks import Parameter

TYPES = {"str": str, "int": int, "float": float, "bool": bool}


class WrongParameters(ValueError):
    """Which parameters are wrong, and what would be right?"""


def check_parameters(
    notebook: str,
    declared: Collection[Parameter],
    given: Mapping[str, Any],
    allowed: Mapping[str, Collection[str]],
) -> None:
    """May the notebook run with these parameters?

    `declared` is what its `parameters` cell holds, `allowed` the values that the data leave open
    for a parameter. Raises WrongParameters with everything that is wrong: names that the notebook
    does not take, types other than declared, values that do not exist.
    """
    known = {parameter.name: parameter for parameter in declared}
    problems = []
    for name, value in given.items():
        if name not in known:
            problems.append(f"there is no parameter {name!r}{_choice(name, known)}")
        elif not _fits(value, known[name].type):
            problems.append(
                f"{name} is {value!r}, a {type(value).__name__}; expected {known[name].type}"
            )
        elif name in allowed and value not in allowed[name]:
            problems.append(f"{name} is {value!r}{_choice(str(value), allowed[name])}")
    if problems:
        raise WrongParameters(
            f"notebooks/{notebook}.ipynb was not run, its parameters are wrong:\n"
            + "\n".join(f"  - {problem}" for problem in problems)
        )


def from_text(text: str, kind: str) -> Any:
    """Which value does a text of the command line give to a parameter of this type?

    The text itself where it is not in the notation of the type: `check_parameters` then says so.
    """
    readers: dict[str, Callable[[str], Any]] = {"int": int, "float": float, "bool": _truth}
    try:
        return readers.get(kind, str)(text)
    except ValueError:
        return text


def _truth(text: str) -> bool:
    if text not in ("True", "False"):
        raise ValueError(text)
    return text == "True"


def _fits(value: Any, written: str) -> bool:
    kind = TYPES.get(written)
    if kind is None:
        return True
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind


def _choice(given: str, known: Collection[str]) -> str:
    if not known:
        return "; it takes none"
    close = get_close_matches(given, list(known), n=1)
    meant = f" Did you mean {close[0]!r}?" if close else ""
    return f"; expected one of {', '.join(sorted(known))}.{meant}"
