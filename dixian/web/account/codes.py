"""One-time codes (TOTP) with django-otp."""

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django_otp.plugins.otp_totp.models import TOTPDevice

from dixian.web.shell.pages import page


def confirmed_device(user: Any) -> TOTPDevice | None:
    """The person's working device, if any."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


@page(without_post=True, methods=("GET", "POST"))
def codes(request: Any) -> HttpResponse:
    """POST without a code begins; POST with a right code switches it on."""
    if request.method == "GET":
        return render(
            request,
            "account/codes.html",
            {"device": confirmed_device(request.user), "picture": "", "wrong": ""},
        )
    device = TOTPDevice.objects.filter(user=request.user, confirmed=False).first()
    code = request.POST.get("code", "")
    if device and code and device.verify_token(code):
        TOTPDevice.objects.filter(user=request.user, confirmed=True).delete()
        device.confirmed = True
        device.save()
        messages.success(request, "动态口令已启用，下次登录时要填")
        return redirect("codes")
    if device is None:
        device = TOTPDevice.objects.create(user=request.user, name="动态口令", confirmed=False)
    picture = segno.make(device.config_url).svg_data_uri(scale=5)
    wrong = "口令不对，请填手机上现在显示的 6 位数字" if code else ""
    return render(request, "account/codes.html", {"device": None, "picture": picture, "wrong": wrong})
