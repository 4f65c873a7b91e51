"""Whether two pieces of work say the same or clash, and why: plain data in, plain data out."""

from viettext.likeness.comparing import compare
from viettext.likeness.facts import Body, Reason, Verdict, Why, Work
from viettext.likeness.words import terms

__all__ = ["Body", "Reason", "Verdict", "Why", "Work", "compare", "terms"]
