"""What we know of a customer: contact, addresses, consents."""
