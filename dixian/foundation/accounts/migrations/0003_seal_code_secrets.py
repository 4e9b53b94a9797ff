from base64 import b64decode, b64encode

from django.db import migrations

from dixian.foundation.vault.ciphers import open_, seal

CONTEXT = 'otp_totp_totpdevice.key'


def seal_keys(apps, schema_editor):
    """Secrets lay in clear, as hex; from now on sealed, as base64."""
    for device in apps.get_model('otp_totp', 'TOTPDevice').objects.all():
        device.key = b64encode(seal(bytes.fromhex(device.key), CONTEXT)).decode()
        device.save(update_fields=['key'])


def open_keys(apps, schema_editor):
    for device in apps.get_model('otp_totp', 'TOTPDevice').objects.all():
        device.key = open_(b64decode(device.key), CONTEXT).hex()
        device.save(update_fields=['key'])


class Migration(migrations.Migration):

    dependencies = [
        ('foundation_accounts', '0002_ways_in_and_planned_hand_overs'),
    ]

    operations = [
        migrations.RunPython(seal_keys, open_keys),
    ]
