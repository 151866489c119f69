"""What a person may ask about their own data: see it, take it along, withdraw."""
