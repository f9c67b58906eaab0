"""build_typst.py BROCHURE OUT FONTS: the peer Typst, through its Python package."""

import os
import sys

import typst

source, target, fonts = map(os.path.abspath, sys.argv[1:4])
here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
typst.compile(
    os.path.join(here, "brochure.typ"),
    output=target,
    root=root,
    font_paths=[fonts],
    ignore_system_fonts=True,
    sys_inputs={
        "data": "/" + os.path.relpath(source, root),
        "folder": "/" + os.path.relpath(os.path.dirname(source), root),
    },
)
