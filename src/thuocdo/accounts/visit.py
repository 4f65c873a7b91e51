"""A request as views have it where somebody is signed in."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from thuocdo.accounts.models import Person


class Visit(HttpRequest):
    """What the views are called with once `login_required` and the htmx middleware have seen the request."""

    user: Person
    htmx: HtmxDetails
