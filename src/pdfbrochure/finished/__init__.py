"""Reads finished PDFs, whoever made them; nothing in them is trusted.

Takes a file, gives what is in it, as plain values; judges nothing but whether a file can be read. Knows PDF; knows
nothing of brochures, themes or how this program makes files.
Steps: tokens and objects (what the bytes say), then tree, contents, typefaces and annotations (what a reader makes of
it), joined by reading. A hostile file is read in a process of its own, with limits of time and memory: see inspect.
"""
