"""The person's own orders."""
