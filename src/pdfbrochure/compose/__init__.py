"""Turns a Brochure into a Galley: what is to be set, in reading order, with the words that the program adds.

Takes the model's values, the languages and the measured photos; gives paragraphs of spans with the names of their
styles, and the elements that the tags are made of. Knows Markdown, quotation marks, dates, credits and what a
language calls things. Knows no size, no font, no page: it could as well feed a web page.
"""
