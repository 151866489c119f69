"""Who hears of what: the staff's group, and each member of the staff in their own chat."""
