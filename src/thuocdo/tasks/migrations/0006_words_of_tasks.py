"""The words of every task, to find those that may say the same; filled for the tasks that are there."""

from django.db import migrations

from thuocdo.tasks import wording
from viettext.likeness import terms


def install(apps, schema_editor):
    on = schema_editor.connection
    wording.install(on)
    rows = apps.get_model("tasks", "Task").objects.using(on.alias).order_by("pk")
    told = rows.values_list("pk", "title", "folded", "parent__folded")
    # Read to the end before writing: PostgreSQL waits for ever where one connection reads and writes by turns.
    words = [(key, " ".join(terms(title))) for key, title, folded, above in told.iterator() if folded != above]
    with on.cursor() as cursor:
        cursor.executemany(wording.WRITE[on.vendor], words)


def remove(apps, schema_editor):
    wording.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0005_tasks_of_plans")]

    operations = [migrations.RunPython(install, remove)]
