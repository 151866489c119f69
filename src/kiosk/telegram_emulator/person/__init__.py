"""The person's side: what somebody with a Telegram app sees and does. The chat page and the tests use it."""
