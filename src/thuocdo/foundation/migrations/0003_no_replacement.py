"""SQLite: a trigger that refuses REPLACE, which the triggers on update and delete do not see."""

from django.db import migrations

from thuocdo.foundation import append_only


def install(apps, schema_editor):
    append_only.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_append_only")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
