"""What is sealed opens only unchanged, in its own place, with our keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dixian.foundation.vault.ciphers import OVERHEAD, NotOurs, open_, seal
from dixian.foundation.vault.keys import KeysMissing, make_keys, master_keys

NAME = "张三，231226197001011001".encode()
PLACE = "households_person.id_number"


@given(st.binary(max_size=300), st.text(max_size=40))
def test_what_is_sealed_opens_again(plain, context):
    sealed = seal(plain, context)
    assert open_(sealed, context) == plain
    assert len(sealed) == len(plain) + OVERHEAD


def test_the_same_text_sealed_twice_looks_different_and_shows_nothing():
    one, two = seal(NAME, PLACE), seal(NAME, PLACE)
    assert one != two
    assert "张三".encode() not in one
    assert b"231226" not in one


@given(st.data())
def test_any_change_of_any_byte_is_noticed(data):
    sealed = bytearray(seal(NAME, PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(NotOurs):
        open_(bytes(sealed), PLACE)


@given(st.integers(1, len(NAME) + OVERHEAD))
def test_a_value_that_was_cut_short_is_noticed(cut):
    with pytest.raises(NotOurs):
        open_(seal(NAME, PLACE)[:-cut], PLACE)


@given(st.text(max_size=40).filter(lambda text: text != PLACE))
def test_a_value_moved_to_another_column_does_not_open(other):
    with pytest.raises(NotOurs, match="密文与密钥或位置不符"):
        open_(seal(NAME, PLACE), other)


def test_a_value_of_a_key_we_do_not_have_names_the_key():
    with pytest.raises(NotOurs, match="没有编号为 200 的密钥"):
        open_(bytes((200,)) + seal(NAME, PLACE)[1:], PLACE)


def test_another_installation_cannot_open_ours(elsewhere):
    sealed = seal(NAME, PLACE)
    elsewhere()
    with pytest.raises(NotOurs):
        open_(sealed, PLACE)


def test_after_a_rotation_the_newest_key_seals_and_every_key_opens(elsewhere):
    home = elsewhere()
    old = seal(NAME, PLACE)
    (home / "keys" / "master-10.key").write_bytes(b"n" * 16)
    elsewhere()
    new = seal(NAME, PLACE)
    assert (old[0], new[0]) == (1, 10)
    assert open_(old, PLACE) == open_(new, PLACE) == NAME
    (home / "keys" / "master-1.key").unlink()
    make_keys(home)
    elsewhere()
    with pytest.raises(NotOurs):
        open_(old, PLACE)
    assert open_(new, PLACE) == NAME


def test_without_keys_nothing_is_sealed(elsewhere):
    home = elsewhere()
    for path in (home / "keys").glob("master-*.key"):
        path.unlink()
    master_keys.cache_clear()
    with pytest.raises(KeysMissing, match="请先运行 dixian setup"):
        seal(NAME, PLACE)
