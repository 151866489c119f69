"""How updates reach a bot: one queue for each bot, drained by long polling or by a webhook."""
