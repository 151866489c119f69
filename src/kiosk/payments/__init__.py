"""Payments: the ledger of what was paid for orders and given back; balances are sums of its entries."""
