"""Opens what a brochure is made with: photos, logos, files of data, fonts, and what comes with the program.

Takes names and a door to the disc (`files`); gives measured photos, their pixels in the size that is printed, and faces
that can be asked for a glyph. Nothing in a file is trusted: each is held to limits of size and depth, and what is wrong
with one is a finding. Knows no key of the format, no style, no page.
"""
