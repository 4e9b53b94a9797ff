"""One-time codes from a phone."""

from base64 import b32encode
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import begin_codes, confirm_codes, device_of
from dixian.foundation.kernel import clock
from dixian.web.account.locking import minutes
from dixian.web.account.proof import prove_own_password
from dixian.web.shell.pages import page

# When the password was proved, in the session: from then on the secret is shown, so many seconds long.
PROVED, LASTS = "codes_proved", 600
NOT_PROVED = "登录密码不对，没有设置；连续输错会锁定 {} 分钟"
WRONG_CODE = "口令不对，请填手机上现在显示的 6 位数字"


@page(
    without_post=True,
    methods=("GET", "POST"),
    sealed=("password", "code"),
    prepare=prove_own_password,
)
def codes(request: Any) -> HttpResponse:
    """POST with one's password begins; POST with a right code, not long after, switches it on.

    A session left open must not be enough to put another phone in the place of one's own.
    """
    if request.method == "GET":
        return _start(request)
    if "password" in request.POST and not _prove(request):
        return _start(request, NOT_PROVED.format(minutes()))
    if _now() - request.session.get(PROVED, 0) > LASTS:
        return _start(request, "请先填登录密码")
    device, code = begin_codes(request.user), request.POST.get("code", "")
    if code and confirm_codes(device=device, code=code):
        del request.session[PROVED]
        messages.success(request, "动态口令已启用，下次登录时要填")
        return redirect("codes")
    picture = segno.make(device.config_url).svg_data_uri(scale=5)
    secret = b32encode(device.bin_key).decode()
    values = {"device": None, "picture": picture, "secret": secret, "wrong": WRONG_CODE if code else ""}
    return render(request, "account/codes.html", values)


def _start(request: Any, wrong: str = "") -> HttpResponse:
    values = {"device": device_of(request.user), "picture": "", "secret": "", "wrong": wrong}
    return render(request, "account/codes.html", values, status=422 if wrong else 200)


def _prove(request: Any) -> bool:
    """Wrong ones count towards the lock, as at the sign-in."""
    password = request.POST["password"]
    if authenticate(request, username=request.user.username, password=password) is None:
        return False
    request.session[PROVED] = _now()
    return True


def _now() -> int:
    return int(clock.wall().timestamp())
