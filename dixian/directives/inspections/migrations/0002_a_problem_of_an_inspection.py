from django.db import migrations


class Migration(migrations.Migration):
    """The table keeps its name: history and seals name it."""

    dependencies = [("directives_inspections", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("Finding", "InspectionProblem"),
                migrations.AlterModelTable("inspectionproblem", "directives_inspections_finding"),
            ]
        )
    ]
