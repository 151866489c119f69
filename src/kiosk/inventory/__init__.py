"""How much of each variant there is, and every movement of it."""
