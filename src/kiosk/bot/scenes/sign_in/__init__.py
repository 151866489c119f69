"""Answering, in the chat, for what was begun on a page: a sign-in, the linking of an account, an invitation."""
