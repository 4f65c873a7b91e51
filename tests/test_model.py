"""The model in the package is what the corpus and the rules of this checkout give."""

from scripts import train_model


def test_the_committed_model_is_what_training_gives_bit_for_bit() -> None:
    assert train_model.FILE.read_text("utf-8") == train_model.trained(), "out of date: run `make model`"
