"""What the ways in do, one module each."""
