from django.db import migrations


class Migration(migrations.Migration):
    """The table keeps its name: history and seals name it."""

    dependencies = [("registry_quality", "0001_findings")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("Finding", "KeptFlaw"),
                migrations.AlterModelTable("keptflaw", "registry_quality_finding"),
            ]
        )
    ]
