"""Connected bots, the chats they live in, conversations and outgoing notices."""
