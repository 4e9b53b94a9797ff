"""Keys are made once, differ from each other, and are their owner's alone."""

import pytest

from dixian.foundation.vault.keys import KeysMissing, index_key, make_keys, master_keys, signing_key

NAMES = ("index.key", "master-1.key", "signing.key")


def test_keys_are_made_for_their_owner_only(tmp_path):
    assert make_keys(tmp_path)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    found = sorted((tmp_path / "keys").iterdir())
    assert tuple(path.name for path in found) == NAMES
    assert [path.stat().st_mode & 0o777 for path in found] == [0o400] * 3


def test_keys_are_made_once_and_only_what_is_missing_is_added(tmp_path):
    make_keys(tmp_path)
    before = {name: (tmp_path / "keys" / name).read_bytes() for name in NAMES}
    assert not make_keys(tmp_path)
    (tmp_path / "keys" / "signing.key").unlink()
    assert make_keys(tmp_path)
    after = {name: (tmp_path / "keys" / name).read_bytes() for name in NAMES}
    assert after["master-1.key"] == before["master-1.key"]
    assert after["index.key"] == before["index.key"]
    assert after["signing.key"] != before["signing.key"]


def test_every_key_has_its_length_and_no_two_are_alike(tmp_path):
    made = []
    for name in ("甲", "乙"):
        home = tmp_path / name
        make_keys(home)
        made += [master_keys(home)[1], index_key(home), bytes.fromhex(signing_key(home))]
    assert [len(key) for key in made] == [16, 32, 32, 16, 32, 32]
    assert len(set(made)) == 6
    assert not made[1].startswith(made[0])


def test_missing_keys_are_said_with_the_folder_and_the_command(tmp_path):
    for read in (master_keys, index_key):
        with pytest.raises(KeysMissing, match="请先运行 dixian setup") as missing:
            read(tmp_path)
        assert str(tmp_path / "keys") in str(missing.value)


def test_before_setup_the_signing_key_is_another_each_time(tmp_path):
    assert signing_key(tmp_path) != signing_key(tmp_path)
    make_keys(tmp_path)
    assert signing_key(tmp_path) == signing_key(tmp_path)


@pytest.mark.parametrize(
    ("name", "read"), [("master-1.key", master_keys), ("index.key", index_key), ("signing.key", signing_key)]
)
@pytest.mark.parametrize("content", [b"", b"x" * 15, b"x" * 33], ids=["empty", "short", "long"])
def test_a_key_that_is_not_whole_is_refused_rather_than_used(tmp_path, name, read, content):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / name).write_bytes(content)
    with pytest.raises(KeysMissing, match=rf"{name} 不完整，请从备份恢复"):
        read(tmp_path)
