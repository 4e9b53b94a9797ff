from django.db import migrations

from dixian.foundation.audit.context import Acting, acting
from dixian.foundation.audit.transactions import writing

FESTIVALS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}


def rename(apps, _editor):
    """The names came from the calendar package as they were; people read them now."""
    holidays = apps.get_model("foundation_policy", "Holiday").objects
    with acting(Acting(actor="command:migrate", settings=(("dixian.all", "1"),))), writing():
        for before, after in FESTIVALS.items():
            holidays.filter(name=before).update(name=after)


class Migration(migrations.Migration):
    dependencies = [("foundation_policy", "0002_dated_items_and_days")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
