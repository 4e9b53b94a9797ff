"""Every linked row gets its outcome later: with room in its page none of its indexes has to be written again (PostgreSQL)."""

from django.db import migrations


def leave_room(_apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE warning_submissions_row SET (fillfactor = 50)")


class Migration(migrations.Migration):

    dependencies = [
        ('warning_submissions', '0017_picked_sheet_and_samples'),
    ]

    operations = [
        migrations.RunPython(leave_room, migrations.RunPython.noop),
    ]
