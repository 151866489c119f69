from tests.buying import buyer, clerk, client, other, service, shop

__all__ = ["buyer", "clerk", "client", "other", "service", "shop"]
