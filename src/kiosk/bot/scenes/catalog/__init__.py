"""Shelves, lists and product cards."""
