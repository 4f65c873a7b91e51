"""Documents that give work: their text, passages and proposals as data."""
