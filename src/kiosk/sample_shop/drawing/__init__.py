"""A small drawing vocabulary and one function for each thing the sample shop sells.

Everything is drawn by this code alone: no photos, no fonts, no random numbers from outside. Sizes are in the
pixels of the finished picture; light falls from the upper left.
"""
