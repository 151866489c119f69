"""Adapters: how the ports of domains reach services outside the house."""
