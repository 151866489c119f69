"""Language, help and what the shop knows about the person."""
