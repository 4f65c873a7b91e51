"""Bodies with their names, posts, successions and groups, and the mapping table of old administrative units."""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from thuocdo.organisations import labels, rules


def _valid(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Named filters of bodies."""

    def valid_on(self, on: date) -> Self:
        """Bodies that exist on the day `on`."""
        return self.filter(_valid(on))

    def within(self, body: "Organisation") -> Self:
        """The body itself and all bodies below it."""
        return self.filter(path__startswith=body.path)

    def selected(self, selector: rules.Selector) -> Self:
        """The bodies that one part of a group's rule names, of any day."""
        found = self.filter(kind=selector.kind.value, level=selector.level.value).exclude(code__in=selector.excluding)
        return found.filter(parent__code=selector.parent) if selector.parent else found


class Organisation(models.Model):
    """A body: it gives and takes work. A territory carries figures and the map instead.

    Valid from `valid_from` up to, not including, `valid_to` (null: open). `rules.BEGINNING` says that the first day is
    not known. `path` holds the codes from the topmost parent down to this body, each followed by "/".
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=120, blank=True)
    folded = models.CharField(max_length=300, db_index=True)
    kind = models.CharField(max_length=20, choices=labels.KIND)
    level = models.CharField(max_length=10, choices=labels.LEVEL)
    unit_kind = models.CharField(max_length=12, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    territory = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="authorities")
    path = models.CharField(max_length=300, db_index=True)
    valid_from = models.DateField(default=rules.BEGINNING)
    valid_to = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    loaded_digest = models.CharField(max_length=32, blank=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "level", "parent"], name="organisation_by_kind")]
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_known", condition=Q(kind__in=[kind.value for kind in rules.Kind])
            ),
            models.CheckConstraint(
                name="organisation_level_known", condition=Q(level__in=[level.value for level in rules.Level])
            ),
            models.CheckConstraint(
                name="organisation_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, *, on: date) -> bool:
        """Whether the body exists on the day `on`."""
        return rules.is_valid(self.valid_from, self.valid_to, on=on)

    @property
    def began_on(self) -> date | None:
        """The first day, or None where it is not known."""
        return None if self.valid_from == rules.BEGINNING else self.valid_from


class Alias(models.Model):
    """Another printed name of a body, an abbreviation or a former spelling."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    valid_from = models.DateField(default=rules.BEGINNING)
    valid_to = models.DateField(null=True, blank=True)
    is_loaded = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name_plural = "aliases"
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="alias_once_for_a_body")]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    """Named filters of posts."""

    def valid_on(self, on: date) -> Self:
        """Posts that exist on the day `on`."""
        return self.filter(_valid(on))


class Post(models.Model):
    """A place in a body that a person can hold: its printed title, and whether its holder heads the body."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)
    is_head = models.BooleanField(default=False)
    valid_from = models.DateField(default=rules.BEGINNING)
    valid_to = models.DateField(null=True, blank=True)
    is_loaded = models.BooleanField(default=False, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="post_once_in_a_body")]

    def __str__(self) -> str:
        return self.title


class Succession(models.Model):
    """`share` (0 to 1) of a body went over into another on a day; the shares of one day sum to 1."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions_in")
    on = models.DateField()
    share = models.DecimalField(max_digits=7, decimal_places=6, default=1)
    kind = models.CharField(max_length=10, choices=labels.SUCCESSION_KIND)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_once_a_day"),
            models.CheckConstraint(name="succession_share_is_a_part", condition=Q(share__gt=0) & Q(share__lte=1)),
            models.CheckConstraint(name="succession_to_another", condition=~Q(predecessor=F("successor"))),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} {self.on}"


class OrganisationGroup(models.Model):
    """A class of bodies with a rule: `rule` lists selectors (`rules.Selector`), members are those valid on a day.

    `patterns` are the printed names it answers to; `party_patterns` only in documents of the Party.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    rule = models.JSONField()
    patterns = models.JSONField(default=list)
    party_patterns = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name

    def selectors(self) -> tuple[rules.Selector, ...]:
        """The rule in parts; a member satisfies at least one."""
        return tuple(rules.selector_from_json(stored) for stored in self.rule)


class OldUnit(models.Model):
    """A part of a commune (or district without communes) of before 1 July 2025 and the commune that holds it today.

    Codes are the official ones of then and now; `rank` 0 is the main part.
    """

    code = models.CharField(max_length=5, db_index=True)
    name = models.CharField(max_length=100)
    district_code = models.CharField(max_length=3)
    district = models.CharField(max_length=100)
    province_code = models.CharField(max_length=2)
    commune_code = models.CharField(max_length=5, db_index=True)
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "commune_code"], name="old_unit_part_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DirectoryState(models.Model):
    """One row whose token changes with every change of the directory, so that processes know when to read it again."""

    token = models.UUIDField()
    old_units_digest = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return str(self.token)
