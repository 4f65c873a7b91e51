"""Base templates, component parts and template tags that every screen is made of; knows no models."""
