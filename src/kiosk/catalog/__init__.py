"""Categories, products, options and variants, and how people find them."""
