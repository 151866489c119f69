"""Finding things by typing."""
