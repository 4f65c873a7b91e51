"""Reported figures become rows that are reviewed one by one; joined passages learn where their parts stand."""

import uuid
from datetime import date

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

JOINT = "\n[…]\n"


def figures_to_rows(apps, schema_editor):
    directives = apps.get_model("directives", "Directive").objects
    passages = apps.get_model("directives", "Passage").objects
    figures = apps.get_model("directives", "ReportedFigure").objects
    for directive in directives.exclude(old_figures=[]).iterator():
        for n, found in enumerate(directive.old_figures, start=1):
            passage = passages.create(
                directive=directive, start=found["start"], end=found["end"], quote=found["quote"]
            )
            figures.create(
                directive=directive, passage=passage, order=n, measure=found.get("measure") or "",
                value=found["value"], of=found.get("of"), unit=(found.get("unit") or "")[:200],
                on=date.fromisoformat(found["on"]) if found.get("on") else None, found=found,
            )


def rows_to_figures(apps, schema_editor):
    Directive = apps.get_model("directives", "Directive")
    ReportedFigure = apps.get_model("directives", "ReportedFigure")
    for directive in Directive.objects.filter(figures__isnull=False).distinct():
        rows = list(ReportedFigure.objects.filter(directive=directive).select_related("passage").order_by("order"))
        directive.old_figures = [row.found for row in rows]
        directive.save(update_fields=["old_figures"])
        for row in rows:
            row.delete()
            row.passage.delete()


def joined_passages_get_places(apps, schema_editor):
    Passage = apps.get_model("directives", "Passage")
    for passage in Passage.objects.filter(start=None, quote__contains=JOINT).select_related("directive"):
        text, spans, at = passage.directive.text, [], 0
        for part in passage.quote.split(JOINT):
            found = text.find(part, at)
            if found < 0:
                break
            spans.append([found, found + len(part)])
            at = found + len(part)
        else:
            passage.start, passage.end = spans[0]
            passage.spans = spans
            passage.save()


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("directives", "0003_own_plans"),
    ]

    operations = [
        migrations.RenameField("directive", "figures", "old_figures"),
        migrations.AddField("passage", "spans", models.JSONField(blank=True, default=list)),
        migrations.CreateModel(
            name="ReportedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("order", models.PositiveIntegerField()),
                ("measure", models.TextField(blank=True)),
                ("value", models.FloatField()),
                ("of", models.FloatField(blank=True, null=True)),
                ("unit", models.CharField(blank=True, max_length=200)),
                ("on", models.DateField(blank=True, null=True)),
                ("state", models.CharField(choices=[("pending", "Chưa xem"), ("accepted", "Đã nhận"), ("refused", "Đã bỏ")], default="pending", max_length=10)),
                ("found", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=0)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("directive", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="directives.directive")),
                ("passage", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="directives.passage")),
            ],
            options={"ordering": ["order", "id"]},
        ),
        migrations.AddConstraint(
            model_name="reportedfigure",
            constraint=models.CheckConstraint(condition=models.Q(("state__in", ["pending", "accepted", "refused"])), name="figure_state_known"),
        ),
        migrations.RunPython(figures_to_rows, rows_to_figures),
        migrations.RunPython(joined_passages_get_places, migrations.RunPython.noop),
        migrations.RemoveField("directive", "old_figures"),
    ]
