"""How well directives are read: scores by kind of document, causes of errors, and what confidence is worth."""

from benchmarks import quality
from viettext import scoring

EXPLAINED = """\
F1 of what the reference tool scores: `assignment` the passage, `full` the passage with the right leads and deadline,
`figure`, `header`. Every set is read with the directory of bodies that the product knows."""
REFERENCE = """\
### Reference documents

Real texts, not part of this repository. The rules were written looking at them, so these figures say what the engine
can do, not what it does with the next document; the model was not trained on them."""
CROSSED = """\
### Open corpus, cross-validated

Each document is read by a model that was trained and calibrated without it. The rules were tuned on three quarters of
these documents, and on none of the quarter kept aside: its rows are the nearer to what an unseen document gives."""
BLIND = """\
### Blind corpus

Written by others, never looked into, never trained or tuned on."""
CONFIDENCE = """\
### Confidence

The probability that passage, leads and deadline are all right, as the engine says it before anybody looks, against how
often they were."""


def text() -> str:
    """The section of the report."""
    known = quality.names()
    documents = scoring.documents(quality.OPEN)
    parts = [EXPLAINED]
    if reference := quality.reference():
        parts += [REFERENCE, quality.scores(quality.judge(reference, quality.stored(known)))]
    crossed = quality.judge(documents, quality.crossed(documents, known))
    rules = quality.judge(documents, quality.stored(known, trained=False))
    parts += [CROSSED]
    for title, aside in (("Kept aside", True), ("Tuned on", False)):
        chosen = [j for j in crossed if scoring.is_kept(j.source) == aside]
        alone = quality.total(j for j in rules if scoring.is_kept(j.source) == aside).scores
        without = f"The rules alone: assignment {alone['assignment'].f1:.3f}, full {alone['full'].f1:.3f}."
        parts += [f"{title}:", quality.scores(chosen), without]
    judged = {"kept aside": [j for j in crossed if scoring.is_kept(j.source)], "open corpus, cross-validated": crossed}
    if blind := scoring.documents(quality.BLIND):
        judged["blind corpus"] = quality.judge(blind, quality.stored(known))
        parts += [BLIND, quality.scores(judged["blind corpus"])]
    unseen = judged.get("blind corpus", judged["kept aside"])
    table, worst = quality.errors(unseen)
    where = "the blind corpus" if "blind corpus" in judged else "the part kept aside"
    parts += [f"### Errors\n\nOf {where}, by cause:", table]
    parts += ["The next three causes to work on: " + "; ".join(worst) + "."]
    parts += [CONFIDENCE]
    for name, group in judged.items():
        parts += [f"{name[:1].upper()}{name[1:]}:", quality.calibration(group)]
    return "\n\n".join(parts)
