"""What an older installation kept in clear is sealed when it migrates."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django_otp.plugins.otp_totp.models import TOTPDevice

from dixian.foundation.accounts.models import CodeDevice

pytestmark = pytest.mark.django_db
sealing: Any = import_module("dixian.foundation.accounts.migrations.0003_seal_code_secrets")
SECRET = bytes(range(20))


def test_a_secret_in_clear_is_sealed_and_still_gives_the_same_codes(county):
    made = TOTPDevice.objects.create(user=county["clerk"].user, name="动态口令", key=SECRET.hex())
    sealing.seal_keys(apps, None)
    assert SECRET.hex() not in TOTPDevice.objects.get(pk=made.pk).key
    assert CodeDevice.objects.get(pk=made.pk).bin_key == SECRET
    sealing.open_keys(apps, None)
    assert TOTPDevice.objects.get(pk=made.pk).key == SECRET.hex()
