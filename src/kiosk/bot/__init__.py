"""The face in Telegram."""
