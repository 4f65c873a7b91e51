"""Tests of the interface layer."""
