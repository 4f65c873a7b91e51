"""The template library of the interface."""
