"""Showing products in other chats."""
