from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry_inquiries", "0001_inquiry")]

    operations = [
        migrations.AddField(
            model_name="inquiry",
            name="columns",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="比对的栏目"),
        ),
    ]
