"""Placing an order, in one transaction across the lower floors."""
