"""Repeatable measurements of Kiosk, each beside its floor in the same run."""
