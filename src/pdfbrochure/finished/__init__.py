"""Reads finished PDFs, whoever made them; nothing in them is trusted.

Takes a file, gives what is in it, as plain values; judges nothing but whether a file can be read.
Steps: syntax and objects (what the bytes say), then tree, contents, fonts and annotations (what a reader makes of it),
joined by reading. A hostile file is read in a process of its own, with limits of time and memory: see inspect.
"""
