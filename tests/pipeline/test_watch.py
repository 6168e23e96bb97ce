"""`make watch` as an analyst has it: a process, a port, files that are saved."""

from __future__ import annotations

import http.client
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.pipeline.conftest import Copy, tasks

from analysis.pipeline.bench.watched import Watch, watch
from analysis.pipeline.build import is_current

pytestmark = pytest.mark.build

CITYWEB = "data/raw/hcmcityweb-2022-05-18/figures.csv"
CLASSES = ("admin_reform,classes,classes,10,", "admin_reform,classes,classes,11,")
PAGE = "hcmc-admin-reform-2016-2020.vi.html"


def asked(watching: Watch, path: str) -> http.client.HTTPResponse:
    """What does the server answer? Its headers at least."""
    connection = http.client.HTTPConnection("127.0.0.1", watching.port, timeout=120)
    connection.request("GET", path)
    return connection.getresponse()


def given(watching: Watch, path: str) -> bytes:
    answer = asked(watching, path)
    assert (answer.status, answer.getheader("Cache-Control")) == (200, "no-store")
    return answer.read()


def told(watching: Watch, events: http.client.HTTPResponse) -> Iterator[bytes]:
    """Which messages reach a page that listens, until there is one?"""
    while watching.process.poll() is None:
        line = events.readline().strip()
        if line.startswith(b"data:"):
            yield line
            return


def of_session(leader: int) -> list[int]:
    """Which processes did it start that are still there, itself among them?"""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            if os.getsid(int(entry.name)) == leader and state != "Z":
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_a_saved_figure_is_built_and_the_open_page_is_told_to_reload(copy: Copy) -> None:
    with watch(copy.root) as watching:
        watching.wait_for_build(1)
        assert "Nothing to do" in watching.printed()
        assert b'new EventSource("/events")' in given(watching, "/")
        before = given(watching, f"/{PAGE}")
        events = asked(watching, "/events")
        assert events.getheader("Content-Type") == "text/event-stream"
        copy.edit(CITYWEB, *CLASSES)
        assert list(told(watching, events)) == [b"data: built"]
        watching.wait_until(lambda: given(watching, f"/{PAGE}") != before)
        watching.wait_for_build(2)
        assert "clean[hcmcityweb-2022-05-18]" in tasks(watching.printed(), "done")
        assert given(watching, f"/{PAGE}") == (copy.root / "reports" / PAGE).read_bytes()
    assert is_current(copy.root)


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("src/analysis/metrics/comparison.py", "comparison.py, line 1: "),
        ("src/analysis/sources/errors.py", "SyntaxError: "),
    ],
    ids=["of a notebook", "of the build itself"],
)
def test_a_module_that_cannot_be_read_is_told_and_the_next_save_builds_again(
    copy: Copy, module: str, said: str
) -> None:
    path = copy.root / module
    text = path.read_text(encoding="utf-8")
    with watch(copy.root) as watching:
        watching.wait_for_build(1)
        path.write_text(f"def (\n{text}", encoding="utf-8")
        watching.wait_until(lambda: said in watching.printed())
        assert watching.process.poll() is None
        until_now = len(watching.printed())
        path.write_text(text, encoding="utf-8")
        watching.wait_until(lambda: "Nothing to do" in watching.printed()[until_now:])
        assert given(watching, "/index.html") == (copy.root / "reports/index.html").read_bytes()


def test_ctrl_c_in_mid_build_ends_every_process_and_the_next_build_does_the_rest(
    copy: Copy,
) -> None:
    with watch(copy.root) as watching:
        watching.wait_for_build(1)
        copy.edit(CITYWEB, *CLASSES)
        watching.wait_until(lambda: bool(tasks(watching.printed(), "done")))
        os.killpg(watching.process.pid, signal.SIGINT)
        assert watching.process.wait(timeout=60) == 0
        done = tasks(watching.printed(), "done")
        leader = watching.process.pid
        with pytest.raises(ConnectionRefusedError):
            while of_session(leader):
                pass
            asked(watching, "/")
    assert not is_current(copy.root)
    code, output = copy.build()
    assert code == 0, output
    assert not done & tasks(output, "done")
    assert f"page[{PAGE.removesuffix('.html')}]" in done | tasks(output, "done")
    assert is_current(copy.root)
