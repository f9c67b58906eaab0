"""Texts of a brochure for a translation office, and its translations back into the YAML file.

Takes a brochure's file, and what an office sent; gives a file for the office, and the brochure with the translations
in it. Knows the three forms in which offices work (XLIFF 2.0, PO, CSV) and how a text is put into a file of which no
other character changes. Does not know which values are texts: the model does. Every text bears its place and a hash of
its wording: a translation of a text that has been changed since is told, and never put in.

Steps: texts (what there is to translate), xliff, po and table (the forms), written and splice (into the YAML), office.
"""
