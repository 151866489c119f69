"""Import and export: products from tables that people keep elsewhere, products and orders into tables."""
