"""Makes pages ready for a press: bleed, inks, marks, sheets; and the report that goes with the file.

Takes finished pages and how they are printed; gives what is painted in their place: the same words in the same places,
with colors as inks and with what is cut off later. Pure but for the pixels of photos. Knows nothing of the syntax of
PDF, and never moves what stands on a page.
"""
