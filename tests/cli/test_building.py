"""A home that is still being built is left alone by a second `dixian demo` or `dixian setup`."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dixian.cli.building import LOCK, building, running
from dixian.cli.demo import UNFINISHED, begin_anew
from dixian.cli.troubles import NotReady
from tests.cli.conftest import ROOT, Installation

HOLD = "import sys; from pathlib import Path; from dixian.cli.building import building\nwith building(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def content(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("command", [("demo", "--no-serve"), ("setup",)], ids=lambda told: told[0])
def test_a_second_start_says_that_the_first_is_still_building_and_touches_nothing(
    empty: Callable[[], Installation], command: tuple[str, ...]
) -> None:
    made = empty()
    with building(made.home):
        (made.home / UNFINISHED).touch()
        (made.home / "keys").mkdir()
        (made.home / "keys" / "key").write_text("of the first one")
        before = content(made.home)
        told = made.run(*command)
        assert told.returncode == 3, told.stdout + told.stderr
        assert "还没有做完" in told.stderr and "什么也没有动" in told.stderr
        assert content(made.home) == before


def test_a_builder_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert killed.stdout and killed.stdout.readline() == "held\n"
    with pytest.raises(NotReady), building(tmp_path):
        pass
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    with building(tmp_path):
        pass


def test_beginning_anew_leaves_the_lock_of_this_process(tmp_path: Path) -> None:
    with building(tmp_path):
        (tmp_path / "keys").mkdir()
        (tmp_path / "dixian.sqlite3").touch()
        (tmp_path / UNFINISHED).touch()
        begin_anew(tmp_path)
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([LOCK, UNFINISHED])
        with pytest.raises(NotReady), building(tmp_path):
            pass


def test_a_second_demo_of_a_county_that_runs_says_where_it_runs(tmp_path: Path) -> None:
    with (
        running(tmp_path, "http://127.0.0.1:8000/"),
        pytest.raises(NotReady, match=r"已经在 http://127\.0\.0\.1:8000/ 运行"),
        running(tmp_path, "http://127.0.0.1:8001/"),
    ):
        pass
    with running(tmp_path, "http://127.0.0.1:8001/"):
        assert (tmp_path / "running.lock").read_text() == "http://127.0.0.1:8001/"


# Nothing stands on the last step of this room, which only adds columns, so that going back takes no table with it.
BACK = "from dixian.cli.environment import bring_up; bring_up('owner'); from django.core.management import call_command; call_command('migrate', 'registry_inquiries', '0003', verbosity=0)"


@pytest.mark.slow
def test_a_demo_from_before_an_update_of_the_program_is_set_up_again_by_itself(demo: Any) -> None:
    made, facts = demo
    went = subprocess.run(
        [sys.executable, "-c", BACK], env=made.environment, cwd=ROOT, capture_output=True, text=True
    )
    assert went.returncode == 0, went.stderr
    assert "dixian setup" in made.run("check").stderr
    again = made.json("demo", "--no-serve")
    assert again["accounts"] == facts["accounts"]
    assert made.run("check").returncode == 0
