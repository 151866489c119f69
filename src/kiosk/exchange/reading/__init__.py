"""Reading tables that strangers made: CSV and XLSX, in a process of its own that has nothing to lose.

Only the standard library, calamine, orjson and the pure modules of this room are loaded here.
"""
