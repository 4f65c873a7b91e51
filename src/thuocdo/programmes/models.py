"""What is being carried out, and the committee that steers it."""

import uuid

from django.db import models
from django.db.models import Q

from thuocdo.accounts.models import Person
from thuocdo.organisations.models import Organisation
from thuocdo.programmes import labels
from thuocdo.programmes.rules import Openness


class Programme(models.Model):
    """A resolution or programme; tasks, boards and snapshots belong to one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=200)
    full_title = models.TextField(blank=True)
    default_openness = models.CharField(max_length=10, choices=labels.OPENNESS, default=Openness.PUBLIC.value)
    is_illustrative = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="programme_openness_known", condition=Q(default_openness__in=["public", "internal"])
            )
        ]

    def __str__(self) -> str:
        return self.name


class Field(models.Model):
    """A field of work that a programme defines beside the common ones."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="fields")
    code = models.SlugField(max_length=50)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="field_once_in_programme")]

    def __str__(self) -> str:
        return self.name


class Committee(models.Model):
    """Who steers a programme at one level: its body, and the body that is its standing agency."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="committees")
    name = models.CharField(max_length=300)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="committees")
    standing_agency = models.ForeignKey(Organisation, models.PROTECT, related_name="standing_for")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "organisation"], name="committee_once_in_programme")
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A place in a committee, with the fields in its charge."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="memberships")
    title = models.CharField(max_length=300)
    role = models.CharField(max_length=20, choices=labels.MEMBER_ROLE)
    fields = models.JSONField(default=list, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title
