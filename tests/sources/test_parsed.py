from __future__ import annotations

import pytest
import yaml

from analysis.sources.parsed import parsed


def test_who_changes_what_a_text_holds_changes_only_his_own_copy() -> None:
    text = "programme:\n  documents: [one, two]\n"
    parsed(text)["programme"]["documents"].append("three")
    assert parsed(text) == {"programme": {"documents": ["one", "two"]}}


def test_a_text_that_is_no_yaml_is_an_error_each_time() -> None:
    for _ in range(2):
        with pytest.raises(yaml.YAMLError):
            parsed("a: [")
