"""The roots outside: a file taken away, shortened, edited or forged is named, and never quietly made good."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dixian.foundation.audit.api import seal_now, verify
from dixian.foundation.audit.models import Root, Seal
from dixian.foundation.audit.roots import append_root, roots_folder
from dixian.foundation.kernel import clock
from tests.foundation.audit.conftest import ENTRY, SEAL, change

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "foundation_audit_root"


def file() -> Path:
    (path,) = roots_folder().glob("*.txt")
    return path


def shorten() -> None:
    file().write_text("".join(file().read_text().splitlines(keepends=True)[:-1]))


def sealed_once_more() -> None:
    change("丁", "戊")
    assert seal_now() == 1


def test_roots_are_numbered_and_the_database_remembers_them(sealed: list[int]) -> None:
    sealed_once_more()
    numbers = [line.split()[0] for line in file().read_text().splitlines()]
    assert numbers == ["1", "2"]
    assert list(Root.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert list(Seal.objects.order_by("id").values_list("noted", flat=True)) == [0, 1]
    assert verify().intact


def test_a_folder_taken_away_is_named_and_sealing_brings_nothing_back(sealed: list[int]) -> None:
    sealed_once_more()
    file().unlink()
    assert any("1、2" in said for said in verify().roots)
    seal_now()
    sealed_once_more()
    assert any("1、2" in said for said in verify().roots)
    assert len(file().read_text().splitlines()) == 1


def test_the_newest_entry_taken_away_with_its_seal_and_its_root_is_named(
    sealed: list[int], tamper: Any
) -> None:
    sealed_once_more()
    newest = Seal.objects.latest("id")
    tamper(ENTRY, f"DELETE FROM {ENTRY} WHERE id = (SELECT max(id) FROM {ENTRY})")
    tamper(SEAL, f"DELETE FROM {SEAL} WHERE id = {newest.pk}")
    shorten()
    verdict = verify()
    assert not verdict.intact
    assert any("外部文件缺少编号 2" in said for said in verdict.roots)
    assert any(f"不见了的封存 {newest.pk}" in said for said in verdict.roots)


def test_with_the_number_in_the_database_taken_too_a_later_seal_still_knows(
    sealed: list[int], tamper: Any
) -> None:
    sealed_once_more()
    sealed_once_more()
    shorten()
    tamper(ROOT, f"DELETE FROM {ROOT} WHERE number >= 2")
    assert any("数据库缺少编号 2" in said for said in verify().roots)


def test_a_line_that_was_edited_is_named_with_its_place(sealed: list[int]) -> None:
    file().write_text(file().read_text().replace("a", "b").replace("0", "1"))
    assert any(f"{file().name} 第 1 行" in said for said in verify().roots)


def test_a_line_without_our_mark_is_no_root(sealed: list[int]) -> None:
    seal = Seal.objects.get()
    number, seal_id, head, made = file().read_text().split()
    for forged in (f"{number} {seal_id} {head} {made[::-1]}", f"{seal.pk} {seal.head}"):
        file().write_text(forged + "\n")
        assert any("不是本系统写的" in said for said in verify().roots)


def test_a_seal_that_was_never_noted_is_named_once_its_note_can_no_longer_be_on_its_way(
    sealed: list[int], tamper: Any, monkeypatch: Any
) -> None:
    file().unlink()
    tamper(ROOT, f"DELETE FROM {ROOT}")
    assert verify().intact, "the note of a new seal may be on its way"
    later = clock.wall() + timedelta(hours=1)
    monkeypatch.setattr(clock, "wall", lambda: later)
    assert any("没有在外部登记的封存" in said for said in verify().roots)
    seal_now()
    assert not list(roots_folder().glob("*.txt")), "an old seal is not noted afterwards"


def test_a_crash_between_the_file_and_the_database_is_made_up_for(
    sealed: list[int], monkeypatch: Any
) -> None:
    from dixian.foundation.audit import noting

    with monkeypatch.context() as patch:
        patch.setattr(noting, "_remember", lambda line: None)
        sealed_once_more()
    assert verify().intact
    sealed_once_more()
    assert [line.split()[0] for line in file().read_text().splitlines()] == ["1", "2", "3"]
    assert verify().intact


def test_a_folder_that_could_not_be_written_is_noted_at_the_next_seal(
    sealed: list[int], monkeypatch: Any, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    with monkeypatch.context() as patch:
        patch.setenv("DIXIAN_ROOTS", str(blocked))
        change("丁", "戊")
        with pytest.raises(OSError):
            seal_now()
    assert seal_now() == 0
    assert verify().intact


def test_a_numbered_root_nobody_noted_is_named(sealed: list[int]) -> None:
    seal = Seal.objects.get()
    append_root(clock.today(), 7, seal.pk, seal.head)
    assert any("没有登记过编号 7" in said for said in verify().roots)


def test_a_folder_beside_the_data_is_only_advised_against(
    sealed: list[int], monkeypatch: Any, tmp_path: Path
) -> None:
    verdict = verify()
    assert verdict.intact
    assert any("DIXIAN_ROOTS" in said for said in verdict.advice)
    assert "DIXIAN_ROOTS" in verdict.sentence()
    elsewhere = tmp_path / "elsewhere"
    roots_folder().rename(elsewhere)
    monkeypatch.setenv("DIXIAN_ROOTS", str(elsewhere))
    assert verify().advice == []
    assert verify().intact
