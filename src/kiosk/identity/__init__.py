"""Who somebody is and what they may do: accounts, roles, sessions, keys."""
