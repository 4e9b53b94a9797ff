"""The slow part of passwords: hashing takes some 0.4 s, so it is done before a transaction is opened."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password, verify_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from dixian.foundation.accounts.letting_in import lets_in
from dixian.foundation.accounts.models import User
from dixian.foundation.accounts.strength import is_guessable
from dixian.foundation.kernel.problems import Refusal

# What Django finds wrong with a password, in the words of this county.
WHY_NOT = {
    "password_too_short": "太短",
    "password_too_common": "太常见，容易被猜到",
    "password_entirely_numeric": "全是数字",
    "password_too_similar": "和用户名或姓名太像",
}


class WrongPassword(Refusal):
    """The password somebody is to prove themselves with is not theirs."""


@dataclass(frozen=True)
class OneTime:
    """A one-time password, and the hash that is kept of it."""

    plain: str
    encoded: str


@dataclass(frozen=True)
class Proof:
    """Somebody knew their password. encoded: its hash as it should be kept from now on."""

    user: User
    encoded: str


def one_time() -> OneTime:
    """A new one-time password."""
    plain = secrets.token_urlsafe(9)
    return OneTime(plain, make_password(plain))


def prove(*, username: str, password: str) -> Proof | None:
    """Whether an active person has this password; as slow for unknown names. Writes nothing."""
    user = User.objects.filter(username=username).first()
    right, outdated = verify_password(password, user.password if user else "")
    if user is None or not right or not user.is_active:
        return None
    return Proof(user, make_password(password) if outdated else user.password)


def new_password(*, user: User, old: str, new: str, words: Iterable[str] = (), let_in: str = "") -> str:
    """The hash to keep of a new password; words: what everybody here would try first; let_in: the code that was typed.

    Raises WrongPassword where the old one, or the let-in code, is wrong; Refusal where the new one is too weak, in the
    validators' words.
    """
    if not verify_password(old, user.password)[0]:
        raise WrongPassword("原密码不对", "忘记密码时请系统管理员重置")
    if user.let_in is not None and not lets_in(user.let_in, let_in):
        raise WrongPassword("放行码不对", "向批准的管理员索取，照他说的八位填")
    if old == new:
        raise Refusal("新密码不能与原密码相同")
    try:
        validate_password(new, user)
    except ValidationError as error:
        wrong = "、".join(WHY_NOT[str(one.code)] for one in error.error_list)
        raise Refusal(f"新密码{wrong}", "换一个至少 10 个字符、字母和数字都有的密码") from None
    if is_guessable(new, username=user.username, words=words):
        raise Refusal(
            "新密码里有用户名、本地人都想得到的词，或者有连着的、重复的字符（如 123456、abcdef）",
            "换一个至少 10 个字符、字母和数字都有、别人想不到的密码",
        )
    return make_password(new)
