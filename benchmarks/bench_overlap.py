"""How well overlaps are told, on either part of the labelled pairs, and how long a search among 100,000 tasks takes."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from time import process_time

from benchmarks import national, report
from benchmarks.measure import Row, best_seconds

SEARCHES = 50
EXPLAINED = """\
`corpus/overlap` holds pairs of tasks labelled before the method was written, by another hand. The method was tuned on
p001-p060 only; p061-p160 judge it. An alarm is right on "same" and "clash" and wrong on "related" and "different". The
pairs are denser in overlaps and near misses than a register: this precision is no forecast of it."""
HEAD = "| pairs | what | right | said | is | precision | recall |\n|---|---|---:|---:|---:|---:|---:|"

Judged = list[tuple[str, str]]


def text() -> str:
    """The section of the report."""
    made = national.prepare()
    tables = ["\n".join([HEAD, *_scores()]), report.table(_searches(made))]
    return "\n\n".join([EXPLAINED, *tables])


def _scores() -> Iterator[str]:
    from benchmarks import pairs
    from viettext.likeness import compare

    for part, listed in (("tuning", pairs.tuning()), ("held back", pairs.held_back())):
        found = [(pair.label, compare(pair.first, pair.second).kind) for pair in listed]
        for what, kinds in (("alarm", pairs.ALARMS), ("named same", ("same",)), ("named clash", ("clash",))):
            yield _line(f"{len(found)} {part}", what, found, kinds)


def _line(part: str, what: str, found: Judged, kinds: Sequence[str]) -> str:
    right = sum(label in kinds and kind in kinds for label, kind in found)
    said, is_so = (sum(pair[side] in kinds for pair in found) for side in (1, 0))
    return f"| {part} | {what} | {right} | {said} | {is_so} | {_share(right, said)} | {_share(right, is_so)} |"


def _share(right: int, all_of: int) -> str:
    return f"{right / all_of:.2f}" if all_of else "–"


def _searches(made: national.Made) -> list[Row]:
    from thuocdo.foundation import clock
    from thuocdo.overlap.finding import overlaps_of
    from thuocdo.overlap.works import Holders
    from thuocdo.tasks import wording
    from thuocdo.tasks.models import Task

    anew = best_seconds(wording.rebuild, 1)
    every = Task.objects.order_by("code").values_list("pk", flat=True)
    tasks = list(Task.objects.filter(pk__in=list(every)[:: national.TASKS // SEARCHES]).select_related("directive"))
    holders = Holders(clock.today())
    taken = [best_seconds(partial(overlaps_of, task, holders), 3) for task in tasks]
    worked = [_processor_seconds(partial(overlaps_of, task, holders)) for task in tasks]
    plain = best_seconds(lambda: Task.objects.filter(folded__contains="khong co cau nao nhu the nay").first())
    work, base = f"{national.TASKS:,} tasks", "one pass over all titles"
    return [
        Row("find the overlaps of a task, median", work, median(taken), base, plain),
        Row(f"find the overlaps of a task, slowest of {len(tasks)}", work, max(taken), base, plain),
        Row("the same in processor time, slowest", work, max(worked)),
        Row("index the words of all tasks", work, anew, "the whole import", made.import_seconds),
    ]


def _processor_seconds(work: Callable[[], object]) -> float:
    """What the search itself costs: SQLite works inside the process, so other programs do not count."""
    began = process_time()
    work()
    return process_time() - began
