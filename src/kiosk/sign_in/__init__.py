"""The ways in: password, Telegram, the Mini App, OpenID Connect, passkeys, and letters that prove an address."""
