from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.qualification.decomposition import kitagawa


def groups(**rows: tuple[float | None, float | None, float | None, float | None]) -> pd.DataFrame:
    columns = ["size_1", "size_2", "rate_1", "rate_2"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).astype("float64")


def crude_rate(table: pd.DataFrame, time: int) -> float:
    sizes, rates = table[f"size_{time}"], table[f"rate_{time}"]
    return float((sizes * rates).sum() / sizes.sum())


def test_three_groups_by_hand() -> None:
    effects = kitagawa(
        groups(offices=(50, 25, 40, 60), districts=(25, 50, 80, 80), companies=(25, 25, 0, 20))
    )
    assert effects["rate_effect_pp"].to_dict() == {
        "offices": (0.50 + 0.25) / 2 * (60 - 40),
        "districts": 0,
        "companies": (0.25 + 0.25) / 2 * (20 - 0),
    }
    assert effects["composition_effect_pp"].to_dict() == {
        "offices": (40 + 60) / 2 * (0.25 - 0.50),
        "districts": (80 + 80) / 2 * (0.50 - 0.25),
        "companies": 0,
    }
    opening, closing = 0.50 * 40 + 0.25 * 80, 0.25 * 60 + 0.50 * 80 + 0.25 * 20
    assert effects.to_numpy().sum() == closing - opening == 20


def test_das_guptas_household_heads_of_1970_and_1985() -> None:
    """Das Gupta 1993, US Census P23-186, example 5.1: crude rates and effects as printed there."""
    heads = pd.DataFrame(
        {
            "size_1": [12.9, 10.9, 9.5, 8.0, 7.8, 8.4, 8.6, 7.8, 7.0, 5.9, 4.7, 3.6, 4.9],
            "size_2": [10.1, 11.2, 11.6, 10.9, 9.4, 7.7, 6.3, 6.0, 6.3, 5.9, 5.1, 4.0, 5.5],
            "rate_1": [1.9, 25.8, 45.7, 49.6, 51.2, 51.6, 51.8, 54.9, 58.7, 60.4, 62.8, 66.6, 66.8],
            "rate_2": [2.2, 24.3, 45.8, 52.5, 56.1, 55.6, 56.0, 57.4, 57.2, 61.2, 63.9, 68.6, 72.2],
        }
    )
    assert round(crude_rate(heads, 1), 4) == 44.7268
    assert round(crude_rate(heads, 2), 4) == 47.6940
    effects = kitagawa(heads).sum()
    assert round(effects["composition_effect_pp"], 4) == 1.2269
    assert round(effects["rate_effect_pp"], 4) == 1.7403
    shares = 100 * effects / effects.sum()
    assert shares.round(2).to_dict() == {"rate_effect_pp": 58.65, "composition_effect_pp": 41.35}


sizes = st.integers(min_value=0, max_value=100_000)
rates = st.floats(min_value=0, max_value=100)
several_groups = st.lists(st.tuples(sizes, sizes, rates, rates), min_size=1, max_size=8).filter(
    lambda rows: sum(row[0] for row in rows) > 0 and sum(row[1] for row in rows) > 0
)


@settings(deadline=None)
@given(several_groups)
def test_the_effects_add_up_to_the_change_of_the_crude_rate(
    rows: list[tuple[float, float, float, float]],
) -> None:
    table = groups(**{f"group_{number}": row for number, row in enumerate(rows)})
    change = crude_rate(table, 2) - crude_rate(table, 1)
    assert kitagawa(table).to_numpy().sum() == pytest.approx(change, abs=1e-9)


@settings(deadline=None)
@given(several_groups)
def test_with_the_times_exchanged_every_effect_changes_its_sign(
    rows: list[tuple[float, float, float, float]],
) -> None:
    there = kitagawa(groups(**{f"g{n}": row for n, row in enumerate(rows)}))
    back = kitagawa(groups(**{f"g{n}": (b, a, d, c) for n, (a, b, c, d) in enumerate(rows)}))
    assert (there + back).abs().to_numpy().max() == pytest.approx(0, abs=1e-9)


@settings(deadline=None)
@given(several_groups)
def test_sizes_in_hundreds_give_the_effects_of_sizes_in_persons(
    rows: list[tuple[float, float, float, float]],
) -> None:
    persons = groups(**{f"g{n}": row for n, row in enumerate(rows)})
    hundreds = persons.assign(size_1=persons["size_1"] / 100, size_2=persons["size_2"] / 100)
    difference = kitagawa(persons) - kitagawa(hundreds)
    assert difference.abs().to_numpy().max() == pytest.approx(0, abs=1e-9)


def test_groups_of_constant_share_have_no_composition_effect() -> None:
    effects = kitagawa(groups(a=(10, 20, 30, 50), b=(30, 60, 10, 40)))
    assert effects["composition_effect_pp"].tolist() == [0, 0]
    assert effects["rate_effect_pp"].tolist() == [0.25 * 20, 0.75 * 30]


@pytest.mark.parametrize("hole", ["size_1", "size_2", "rate_1", "rate_2"])
def test_the_group_without_a_size_or_a_rate_is_named(hole: str) -> None:
    table = groups(offices=(50, 25, 40, 60), districts=(25, 50, 80, 80))
    table.loc["districts", hole] = None
    with pytest.raises(ValueError, match=r"missing: \['districts'\]"):
        kitagawa(table)


@pytest.mark.parametrize(("opening", "closing"), [(0, 10), (10, 0)])
def test_sizes_of_nothing_cannot_be_decomposed(opening: int, closing: int) -> None:
    with pytest.raises(ValueError, match="positive total size at both times"):
        kitagawa(groups(offices=(opening, closing, 40, 60)))
    with pytest.raises(ValueError, match="positive total size"):
        kitagawa(groups())


def test_the_product_of_two_factors_is_a_decomposition_with_those_who_earn_nothing() -> None:
    """Das Gupta 1993, US Census P23-186, example 2.1: earnings, and the proportion earning."""
    groups = pd.DataFrame(
        {
            "size_1": [0.717892, 1 - 0.717892],
            "size_2": [0.825974, 1 - 0.825974],
            "rate_1": [10930, 0],
            "rate_2": [16591, 0],
        },
        index=["earning", "not earning"],
    )
    effects = kitagawa(groups).sum()
    assert round(effects["rate_effect_pp"], 3) == 4369.913
    assert round(effects["composition_effect_pp"], 3) == 1487.262
    assert round(effects.sum(), 3) == 5857.175
