"""Write src/pdfbrochure/fonts/Noto*.ttf of the scripts that a plain install sets, cut from fonts under the OFL.

Development only; the fonts are checked in. `python docs/scripts/cut_scripts.py` takes them from the PyPI packages
pylopdf-fonts-ar, pylopdf-fonts-he, pylopdf-fonts-hi, pylopdf-fonts-th (0.1.1) and manimgx-fonts, which have them from
https://github.com/google/fonts.

All are under the SIL Open Font License 1.1 without a reserved name; their notices stand in fonts/Noto-LICENSE.txt. What
a brochure never shows is left out: narrow letters, weights below the regular and above the bold one, hinting.
"""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TARGET: Final = Path(__file__).parent.parent.parent / "src" / "pdfbrochure" / "fonts"
SOURCES: Final = {
    "pylopdf_fonts_ar": ("NotoSansArabic-Variable.ttf", "NotoNaskhArabic-Variable.ttf"),
    "pylopdf_fonts_he": ("NotoSansHebrew-Variable.ttf", "NotoSerifHebrew-Variable.ttf"),
    "pylopdf_fonts_hi": ("NotoSansDevanagari-Variable.ttf", "NotoSerifDevanagari-Variable.ttf"),
    "pylopdf_fonts_th": ("NotoSansThai-Variable.ttf", "NotoSerifThai-Variable.ttf"),
    "manimgx_fonts": ("NotoSansGeorgian[wght].ttf", "NotoSansArmenian[wght].ttf"),
}
LIGHTEST: Final = 400
BOLDEST: Final = 700


def main() -> None:
    """Write the fonts and say how large they are."""
    for module, files in SOURCES.items():
        spec = importlib.util.find_spec(module)
        assert spec is not None, f"pip install {module.replace('_', '-')}"
        assert spec.submodule_search_locations is not None
        for file in files:
            path = TARGET / file.replace("-Variable", "[wght]")
            cut(Path(next(iter(spec.submodule_search_locations))) / file).save(path)
            sys.stdout.write(f"{path.name:32} {path.stat().st_size:8} bytes\n")


def cut(path: Path) -> TTFont:
    """Return a font with all its letters, at its usual width and in the weights of text."""
    font = TTFont(path, recalcTimestamp=False)
    tags = {axis.axisTag for axis in font["fvar"].axes}
    limits = {"wght": (LIGHTEST, LIGHTEST, BOLDEST), **({"wdth": 100} if "wdth" in tags else {})}
    content = io.BytesIO()
    instancer.instantiateVariableFont(font, limits).save(content)
    font = TTFont(content, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=["*"], notdef_outline=True, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=font.getBestCmap())
    cutter.subset(font)
    return font


if __name__ == "__main__":
    main()
