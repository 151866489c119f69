"""Orders: what was bought, for how much, and where it is now."""
