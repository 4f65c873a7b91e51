"""People who sign in, the posts they hold and the rights they were granted."""

import uuid
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from thuocdo.accounts import labels
from thuocdo.accounts.rules import Role
from thuocdo.organisations.models import Organisation, Post


class PersonManager(BaseUserManager["Person"]):
    """Looks people up by sign-in name; people are made by services."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. Names live here alone, so that they can be erased."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(max_length=100, unique=True)
    full_name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, blank=True, editable=False, default="")
    title = models.CharField(max_length=300, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    needs_new_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.full_name


class PeriodQuerySet(models.QuerySet["Grant"]):
    """Rows that hold for a span of days, `valid_to` being the first day they no longer do."""

    def valid(self, *, on: date) -> "PeriodQuerySet":
        return self.filter(Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on))

    def lasting(self, *, on: date) -> "PeriodQuerySet":
        """Rows that hold on the day or will later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=on))

    def overlapping(self, start: date, end: date | None) -> "PeriodQuerySet":
        """Rows that share a day with [start, end); no end is open."""
        found = self.lasting(on=start)
        return found if end is None else found.filter(valid_from__lt=end)


class Grant(models.Model):
    """A person's role for a body and those below it; no body means the whole installation (administrators only)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=labels.ROLE)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="grants")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    lent_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="loans")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_role_known", condition=Q(role__in=["administrator", "officer", "head", "inspector"])
            ),
            models.CheckConstraint(
                name="grant_ends_after_start", condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from"))
            ),
            models.CheckConstraint(
                name="grant_without_body_is_administrator",
                condition=Q(organisation__isnull=False) | Q(role=Role.ADMINISTRATOR.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.organisation or '*'}"


class Appointment(models.Model):
    """Who holds a post, and when."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} {self.post}"
