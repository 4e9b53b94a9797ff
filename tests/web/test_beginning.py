"""An installation with nothing in it: 待办 says what comes first, and where, to whom it falls."""

from typing import Any

import pytest

from dixian.foundation.accounts.api import Post
from dixian.foundation.accounts.enums import Role
from dixian.foundation.kernel import clock
from dixian.web.work.beginning import first_steps

pytestmark = pytest.mark.django_db


def titles(post: Post) -> list[str]:
    return [one.title for one in first_steps(post)]


def test_the_first_administrator_is_told_to_open_accounts_and_the_bureau_to_fill_the_register(
    acting: Any, small_county: Any
) -> None:
    admin = small_county.post("first", Role.SYSTEM_ADMIN, small_county.bureau)
    heads = "登记各单位负责人"
    assert titles(admin) == [heads], "whoever works has an account by now"
    assert titles(small_county["bureau"]) == ["导入户档案"]
    assert titles(small_county["clerk"]) == []
    Post.objects.exclude(role=Role.SYSTEM_ADMIN).update(valid_to=clock.today())
    assert titles(admin) == ["核对单位和区划", "开通县农业农村局的账号", "开通部门、乡镇和村的账号", heads]
