"""What the staff does with tables: bring them, look, take them in, take them back; take the shop's own out."""
