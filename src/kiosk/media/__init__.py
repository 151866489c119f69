"""Pictures, stored by us in several sizes."""
