"""The company itself: its name, currency, time zone and texts."""
