from django.db import migrations, models

from viettext import fold


def fold_names(apps, schema_editor):
    people = apps.get_model("accounts", "Person")
    rows = list(people.objects.all())
    for person in rows:
        person.folded = fold(person.full_name)[:200]
    people.objects.bulk_update(rows, ["folded"], batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [
        migrations.AddField("person", "folded", models.CharField(blank=True, default="", editable=False, max_length=200)),
        migrations.RunPython(fold_names, migrations.RunPython.noop),
    ]
