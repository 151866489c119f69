"""Technical services without a business word in them."""
