"""What the page may ask for and have done. The tables at the end name all of it; nothing else is answered."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, Protocol

import msgspec
from msgspec import Struct

from pdfbrochure.diagnostics import Report
from pdfbrochure.finished.raster import as_png, png_of_rows, png_of_stream
from pdfbrochure.live import guard
from pdfbrochure.live.beginning import Unmakeable, begin_brochure
from pdfbrochure.live.changing import change, place_photo
from pdfbrochure.live.opened import Opened
from pdfbrochure.live.shown import Pages, officers_page, places_of

_HERE: Final = Path(__file__).parent
_FONTS: Final = _HERE.parent / "fonts"
_UTF_8: Final = "; charset=utf-8"
# How long a PDF that is to be saved is waited for, in seconds.
_LONGEST_BUILD: Final = 60.0
# How wide a whole photo is shown, in pixels.
_SCREEN: Final = 1400
# The widest picture of a page, in pixels.
WIDEST: Final = 6000


class Answer(Struct, frozen=True):
    """What is sent: bytes, their kind, a status; `policy` takes the place of the page's own."""

    body: bytes
    kind: str = guard.JSON
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = {}
    nonce: str = ""
    policy: str = ""


class Refused(Exception):  # it is one
    """What is asked for cannot be had."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


class Host(Protocol):
    """What actions need of the server."""

    @property
    def opened(self) -> Opened:
        """The brochures."""
        ...


Query = Mapping[str, str]
Given = Mapping[str, Any]


def _json(value: object) -> Answer:
    return Answer(msgspec.json.encode(value))


_NOTHING: Final = Answer(b"", "", HTTPStatus.NO_CONTENT)


# Questions -----------------------------------------------------------------------------------------------------


def _page(_host: Host, _number: int, _query: Query) -> Answer:
    nonce = guard.make_secret()
    page = (_HERE / "static" / "index.html").read_text(encoding="utf-8").replace("{nonce}", nonce)
    return Answer(page.encode(), "text/html" + _UTF_8, nonce=nonce)


def _file(path: Path, kind: str) -> Callable[[Host, int, Query], Answer]:
    return lambda _host, _number, _query: Answer(path.read_bytes(), kind)


def _brochures(host: Host, _number: int, _query: Query) -> Answer:
    return _json({"brochures": host.opened.names()})


def _text(host: Host, number: int, _query: Query) -> Answer:
    return _json(host.opened.session(number).text_and_place())


def _shown(host: Host, number: int, query: Query) -> Pages:
    """Return the pages that a question is about; they may be gone, since newer ones are there."""
    pages = host.opened.session(number).desk.pages
    if pages is None or query.get("of") not in (None, str(pages.wish.number)):
        raise Refused(HTTPStatus.CONFLICT)
    return pages


def _places(host: Host, number: int, query: Query) -> Answer:
    pages = _shown(host, number, query)
    return _json(places_of(pages))


def _tile(host: Host, number: int, query: Query) -> Answer:
    pages = _shown(host, number, query)
    page, width = _whole(query, "page"), max(1, min(WIDEST, _whole(query, "width")))
    try:
        raster = pages.rasters.page(page, width)
    except IndexError:
        if host.opened.session(number).desk.pages is not pages:
            # Newer pages came while this one waited for its turn, perhaps for the same wish.
            raise Refused(HTTPStatus.CONFLICT) from None
        raise
    headers = {"X-Digest": raster.digest}
    if raster.digest == query.get("known"):
        return Answer(b"", "", HTTPStatus.NO_CONTENT, headers)
    return Answer(as_png(raster), "image/png", headers=headers)


def _icon(_host: Host, _number: int, _query: Query) -> Answer:
    sheet = '<path d="M3 3h11l7 7v11H3z" fill="#12386e"/><path d="M14 3v7h7" fill="none" stroke="#fff"/>'
    return Answer(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">{sheet}</svg>'.encode(), "image/svg+xml"
    )


def _whole(query: Query, name: str) -> int:
    value = query.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 6):
        raise Refused(HTTPStatus.BAD_REQUEST)
    return int(value)


def _report(host: Host, number: int, query: Query) -> Answer:
    page = officers_page(_shown(host, number, query))
    return Answer(page.encode(), "text/html" + _UTF_8, policy=guard.REPORT_POLICY)


def _photo(host: Host, number: int, query: Query) -> Answer:
    """Answer with a whole photo, for choosing what of it stays; no more pixels than a screen has."""
    from pdfbrochure.assets.decoding import PhotoFault
    from pdfbrochure.assets.photos import Crop
    from pdfbrochure.assets.pixels import Rendering, render_photo

    session, pages = host.opened.session(number), _shown(host, number, query)
    photos = list(pages.built.run.photos.values())
    index = _whole(query, "index")
    if index >= len(photos) or photos[index].format == "SVG":
        raise Refused(HTTPStatus.NOT_FOUND)
    photo = photos[index]
    height = _SCREEN * photo.height / photo.width
    try:
        picture = render_photo(photo, Crop(), _SCREEN, height, session.folder, Rendering(ppi=72))
    except PhotoFault:
        raise Refused(HTTPStatus.NOT_FOUND) from None
    if picture.filter == "DCTDecode":
        return Answer(picture.data, "image/jpeg")
    size, channels = (picture.width, picture.height), 1 if picture.color_space == "DeviceGray" else 3
    if picture.predictor == 15:
        return Answer(png_of_stream(*size, picture.data, channels), "image/png")
    return Answer(png_of_rows(*size, zlib.decompress(picture.data), channels), "image/png")


def _why(_host: Host, _number: int, query: Query) -> Answer:
    """Answer with the long story of a finding's code."""
    from pdfbrochure.explain import load_explanations

    known = load_explanations()
    if query.get("code") not in known:
        raise Refused(HTTPStatus.NOT_FOUND)
    return _json(known[query["code"]])


# Changes -------------------------------------------------------------------------------------------------------


def _word(given: Given, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str):
        raise Refused(HTTPStatus.BAD_REQUEST)
    return value


def _type(host: Host, number: int, given: Given) -> Answer:
    host.opened.session(number).type(_word(given, "text"), _word(given, "by"))
    return _NOTHING


def _save(host: Host, number: int, given: Given) -> Answer:
    session = host.opened.session(number)
    return _json({"outcome": session.save(_word(given, "text"), _word(given, "base"), _word(given, "by"))})


def _keep_mine(host: Host, number: int, given: Given) -> Answer:
    return _json({"outcome": host.opened.session(number).keep_mine(_word(given, "text"), _word(given, "by"))})


def _copy(host: Host, number: int, given: Given) -> Answer:
    try:
        return _json({"name": host.opened.session(number).write_copy(_word(given, "text"))})
    except OSError as error:
        return _json({"fault": error.strerror or str(error)})


def _take_disk(host: Host, number: int, _given: Given) -> Answer:
    session = host.opened.session(number)
    session.take_disk()
    return _json(session.text_and_place())


def _try(host: Host, number: int, given: Given) -> Answer:
    session = host.opened.session(number)
    tried = given.get("tried")
    if not isinstance(tried, dict) or not all(isinstance(value, str) for value in tried.values()):
        raise Refused(HTTPStatus.BAD_REQUEST)
    session.try_settings(tried)
    return _NOTHING


def _language(host: Host, number: int, given: Given) -> Answer:
    host.opened.session(number).show_language(_word(given, "language"))
    return _NOTHING


def _save_pdf(host: Host, number: int, _given: Given) -> Answer:
    from pdfbrochure.writing import write_file

    session = host.opened.session(number)
    pages = session.finished(_LONGEST_BUILD)
    if pages is None:
        raise Refused(HTTPStatus.CONFLICT)
    output = Path(pages.built.output)
    if pages.wish.language:
        output = output.with_suffix(f".{pages.wish.language}{output.suffix}")
    target = session.path.parent / output
    report = Report(session.path.name)
    if not target.resolve().is_relative_to(session.path.parent.resolve()):
        report.error("path-outside", f"the PDF {target.name} would be written outside the brochure's folder")
    else:
        write_file(target, pages.built.pdf, report)
    faults = [finding.what for finding in report.findings()]
    return _json({"name": str(output), "pages": pages.built.pages, "fault": faults[0] if faults else ""})


def _assist(host: Host, number: int, given: Given) -> Answer:
    from pdfbrochure.live.assist import options_at

    place = _word(given, "text"), _count(given, "line"), _count(given, "column")
    return _json(options_at(*place, host.opened.session(number).path.parent))


def _help(_host: Host, _number: int, given: Given) -> Answer:
    from pdfbrochure.live.assist import told_at

    return _json(told_at(_word(given, "text"), _count(given, "line"), _count(given, "column")) or {})


def _count(given: Given, name: str) -> int:
    value = given.get(name)
    if not isinstance(value, int) or not 0 <= value < 10**7:
        raise Refused(HTTPStatus.BAD_REQUEST)
    return max(1, value) if name == "line" else value


def _edit(_host: Host, _number: int, given: Given) -> Answer:
    return _json(change(given))


def _put_photo(host: Host, number: int, given: Given) -> Answer:
    return _json(place_photo(given, host.opened.uploads, host.opened.session(number).path.parent))


def _drop_photo(host: Host, _number: int, given: Given) -> Answer:
    host.opened.uploads.drop(_word(given, "token"))
    return _NOTHING


def _upload(host: Host, number: int, stream: io.BufferedIOBase, length: int) -> Answer:
    pages = host.opened.session(number).desk.pages
    language = pages.built.run.brochure.language if pages is not None else ""
    return _json(host.opened.uploads.take(stream, length, language))


def _choices(host: Host, _number: int, _query: Query) -> Answer:
    """Answer with what a new brochure may be."""
    from pdfbrochure.model.language import known_languages
    from pdfbrochure.model.scalars import PAGE_SIZES
    from pdfbrochure.model.themes import known_themes

    choices = {"language": known_languages(), "theme": known_themes(), "page": tuple(PAGE_SIZES)}
    return _json({"folder": host.opened.folder.resolve().name, **choices})


def _begin(host: Host, _number: int, given: Given) -> Answer:
    try:
        return _json({"number": host.opened.add(begin_brochure(given, host.opened.folder))})
    except Unmakeable as fault:
        return _json({"fault": fault.words, "values": {"why": fault.why}})


Question = Callable[[Host, int, Query], Answer]
Change = Callable[[Host, int, Given], Answer]
Upload = Callable[[Host, int, io.BufferedIOBase, int], Answer]

# By their addresses behind the secret; `#` is the number of a brochure.
ANSWERS: Final[dict[str, Question]] = {
    "": _page,
    "app.js": _file(_HERE / "static" / "app.js", "text/javascript" + _UTF_8),
    "app.css": _file(_HERE / "static" / "app.css", "text/css" + _UTF_8),
    "icon.svg": _icon,
    "words.json": _file(_HERE / "words.json", guard.JSON),
    "sans.ttf": _file(_FONTS / "SourceSans3[wght].ttf", "font/ttf"),
    "sans-italic.ttf": _file(_FONTS / "SourceSans3-Italic[wght].ttf", "font/ttf"),
    "brochures": _brochures,
    "choices": _choices,
    "#/text": _text,
    "#/places": _places,
    "#/tile": _tile,
    "#/photo": _photo,
    "#/report": _report,
    "why": _why,
}
CHANGES: Final[dict[str, Change]] = {
    "#/type": _type,
    "#/save": _save,
    "#/keep-mine": _keep_mine,
    "#/copy": _copy,
    "#/take-disk": _take_disk,
    "#/try": _try,
    "#/language": _language,
    "#/pdf": _save_pdf,
    "#/assist": _assist,
    "#/help": _help,
    "#/edit": _edit,
    "#/put-photo": _put_photo,
    "#/drop-photo": _drop_photo,
    "begin": _begin,
}
UPLOADS: Final[dict[str, Upload]] = {"#/upload": _upload}
