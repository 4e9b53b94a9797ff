"""One-time codes from a phone."""

from base64 import b32encode
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from dixian.foundation.accounts.api import begin_codes, confirm_codes, device_of
from dixian.web.shell.pages import page


@page(without_post=True, methods=("GET", "POST"))
def codes(request: Any) -> HttpResponse:
    """POST without a code begins; POST with a right code switches it on."""
    if request.method == "GET":
        values = {"device": device_of(request.user), "picture": "", "secret": "", "wrong": ""}
        return render(request, "account/codes.html", values)
    device, code = begin_codes(request.user), request.POST.get("code", "")
    if code and confirm_codes(device=device, code=code):
        messages.success(request, "动态口令已启用，下次登录时要填")
        return redirect("codes")
    picture = segno.make(device.config_url).svg_data_uri(scale=5)
    wrong = "口令不对，请填手机上现在显示的 6 位数字" if code else ""
    secret = b32encode(device.bin_key).decode()
    values = {"device": None, "picture": picture, "secret": secret, "wrong": wrong}
    return render(request, "account/codes.html", values)
