"""Analytics: how the shop does, kept ready as daily figures, and what needs doing now."""
