"""Looks whether the installation is set up well and whether what must always be true is true."""
