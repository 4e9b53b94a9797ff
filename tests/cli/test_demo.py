"""`dixian demo`: one county a folder, never over a real one, and lines that work as they are printed."""

import re
import subprocess
from pathlib import Path
from typing import Any

from dixian.cli.demo import UNFINISHED, begin_anew
from tests.cli.conftest import ROOT, Installation


def test_another_county_in_the_same_folder_is_refused_with_what_to_do(demo: Any) -> None:
    made, facts = demo
    assert facts["persons"] == 1000
    for option, value in (("--people", "2000"), ("--seed", "8")):
        told = made.run("demo", "--no-serve", option, value)
        assert told.returncode == 3
        assert "已有一个 1000 人、种子 7 的演示县" in told.stderr
        assert "DIXIAN_HOME" in told.stderr


def test_a_second_start_says_that_these_were_the_first_passwords(demo: Any) -> None:
    made, facts = demo
    told = made.run("demo", "--no-serve")
    assert told.returncode == 0
    assert "首次密码" in told.stdout
    assert "改过的，以改后的为准" in told.stdout
    assert facts["accounts"][0]["password"] in told.stdout


def test_a_village_of_it_has_its_public_page(demo: Any) -> None:
    _, facts = demo
    assert re.fullmatch(r"/d/[\w-]{20,}/", facts["entrance"])


def test_the_lines_it_prints_work_as_they_stand(demo: Any) -> None:
    made, _ = demo
    told = made.run("demo", "--no-serve")
    lines = re.findall(r"：(DIXIAN_HOME=.*dixian .*)$", told.stdout, re.MULTILINE)
    assert len(lines) == 2
    without = {key: value for key, value in made.environment.items() if key != "DIXIAN_HOME"}
    for line in lines:
        done = subprocess.run(line, shell=True, cwd=ROOT, env=without, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_real_installation_is_never_made_a_demo(installation: Installation) -> None:
    told = installation.run("demo", "--no-serve")
    assert told.returncode == 3
    assert "正式安装" in told.stderr


def test_a_first_load_that_was_interrupted_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / UNFINISHED).touch()
    begin_anew(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [UNFINISHED]
