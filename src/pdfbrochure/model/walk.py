"""Walking a Source: where a value stands, what people call it, and what is said of one that does not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pdfbrochure.model.plain import name_type
from pdfbrochure.model.scalars import Fault, show

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pdfbrochure.diagnostics import Findings, Origin
    from pdfbrochure.model.unknown import KnownKeys, Meant
    from pdfbrochure.read import Source

# A report shows fewer findings than this, and to guess what a key was meant to be takes 75 µs.
MOST_SLIPS: Final = 400
# What an entry of a list is called, where it is not the list's name without its s.
_ENTRIES: Final = {
    "facts": "key figure",
    "boxes": "box",
    "agenda": "date",
    "people": "person",
    "key_messages": "key message",
}


class KnownEntries:
    """Entries of lists as the last walk has read them, for the next in which most are the same objects.

    Only entries are kept on which there was nothing to tell, and without texts in several languages.
    """

    def __init__(self) -> None:
        self._language = ""
        self._read: dict[Origin, tuple[object, Any, list[tuple[Origin, str]]]] = {}

    def read(self, value: object, origin: Origin, walk: Walk, reader: Callable[[object, Origin, Walk], Any]) -> Any:
        """Return what a reader makes of an entry, or has made of the same one at this place."""
        if walk.language != self._language:
            self._language, self._read = walk.language, {}
        known = self._read.get(origin)
        if known is not None and known[0] is value:
            walk.plain += known[2]
            return known[1]
        before, plain = (walk.report.seen, len(walk.mapped)), len(walk.plain)
        result = reader(value, origin, walk)
        if before == (walk.report.seen, len(walk.mapped)):
            self._read[origin] = value, result, walk.plain[plain:]
        return result


class Walk:
    """The walk through one Source.

    Attributes:
        source: For the places of keys and values.
        report: For the findings.
        shapes: Every mapping of the format, the nearer ones first, to say where a misplaced key belongs.
        language: The language of which translated texts are taken.
        translations: The languages that translated texts were seen in.
        plain: Place and text of values that could be translated, and are not.
        mapped: Place and texts of values that are, by their languages.
        known: What was read of another file, or of this one as it was before.
    """

    __slots__ = (
        "_slips", "_words", "known", "language", "mapped", "plain", "report", "shapes", "source", "translations",
    )  # fmt: skip

    def __init__(
        self,
        source: Source,
        report: Findings,
        shapes: Sequence[KnownKeys],
        language: str = "en",
        known: KnownEntries | None = None,
    ) -> None:
        self.known = known
        self.language = language
        self.translations: set[str] = set()
        self.plain: list[tuple[Origin, str]] = []
        self.mapped: list[tuple[Origin, Mapping[str, object]]] = []
        self.source = source
        self.report = report
        self.shapes = shapes
        self._slips = 0
        self._words: Mapping[str, Sequence[str]] = {}

    def fault(self, origin: Origin, fault: Fault) -> None:
        """Report what is wrong with the value at `origin`."""
        at = origin if fault.part is None else (*origin, fault.part)
        what = f"{self.name(origin)} {fault.says}"
        self.report.error(fault.code, what, why=fault.why, mend=fault.mend, origin=origin, span=self.source.span(at))

    def language_at(self, origin: Origin) -> str:
        """Return the language of the value at `origin`: that of its item, or the brochure's."""
        if origin[:1] != ("items",) or len(origin) < 2:
            return self.language
        item = self.source.value["items"][origin[1]]  # type: ignore[index]  # the walk has been here
        own = item.get("lang") if isinstance(item, dict) else None
        return own.strip() if isinstance(own, str) and own.strip() else self.language

    def words(self) -> Mapping[str, Sequence[str]]:
        """Return other words for the keys of the format, each with the keys that it may mean."""
        from pdfbrochure.model.unknown import words_for_keys  # only needed for a slip

        if not self._words:
            self._words = words_for_keys(self.shapes)
        return self._words

    def is_wording(self, key: object) -> bool:
        """Whether the values of a key are texts that differ from language to language."""
        return any(known.name == key and known.is_wording for shape in self.shapes for known in shape.keys)

    def key_of(self, origin: Origin) -> int | str:
        """Return the last key of a path that is one of the format, and no language."""
        known = {key.name for shape in self.shapes if shape.place for key in shape.keys}
        return next((step for step in reversed(origin) if step in known), origin[-1])

    def name(self, origin: Origin) -> str:
        """Return how people call the value at `origin`: "item 3", "`url` of link 2 of item 3"."""
        if not origin:
            return "the brochure"
        *before, last = origin
        if isinstance(last, int) and before:
            return self._name_entry(tuple(before), last)
        if len(before) == 0:
            return f"`{last}`"
        owner = self.name(tuple(before))
        return f"`{last}` {'in' if owner.startswith('`') else 'of'} {owner}"

    def _name_entry(self, listed: Origin, index: int) -> str:
        kind = str(listed[-1])
        if kind == "photos":
            item = self.source.value
            for step in listed[:-1]:
                item = item[step]  # type: ignore[index, assignment]  # the walk has been here
            photos = item.get("photos")
            word = f"photo {index + 1}" if isinstance(photos, list) and len(photos) > 1 else "the photo"
        else:
            word = f"{_ENTRIES.get(kind, kind.removesuffix('s'))} {index + 1}"
        return word if len(listed) == 1 else f"{word} of {self.name(listed[:-1])}"

    def wrong_type(self, value: object, origin: Origin, wanted: str, mend: str) -> None:
        """Report a list where a text belongs, and the like."""
        self.fault(origin, Fault("wrong-type", f"is {name_type(value)}, but must be {wanted}", mend))

    def unknown_key(self, key: str, siblings: Mapping[str, object], origin: Origin, shape: KnownKeys) -> str:
        """Report a key that the mapping at `origin` cannot have; return the one of this mapping that was meant."""
        from pdfbrochure.model.unknown import Meant, find_meant  # only needed for a slip

        self._slips += 1
        meant = Meant()
        if self._slips <= MOST_SLIPS:
            elsewhere = {other.place: other.fields for other in self.shapes if other.place}
            meant = find_meant(key, shape.fields, self.words(), elsewhere, shape.name, siblings)
        what = f"{self.name(origin)} has {show(key)}, a key that {shape.name} does not have"
        written, _, rest = key.partition(":")
        why = ""
        is_here = not meant.place
        if siblings[key] is None and written in shape.fields and rest:
            meant = Meant(written)
            mend = f"write a space after the colon: `{written}: {rest.strip()}`"
        elif key.startswith("-") and meant.key and is_here:
            mend = f"write a space after the dash: `- {meant.key}: …`"
        else:
            why, mend = _advise(meant, siblings, shape)
        span = self.source.key_span((*origin, key))
        self.report.error("unknown-key", what, why=why, mend=mend, origin=origin, span=span)
        return meant.key if is_here else ""


def _advise(meant: Meant, siblings: Mapping[str, object], shape: KnownKeys) -> tuple[str, str]:
    """Return why a key is not taken, where that is not plain, and what to type instead."""
    listed = f"{shape.name} has {', '.join(shape.fields)}"
    if meant.advice:
        return "", meant.advice
    if meant.place:
        why = f"`{meant.key}` belongs to {meant.place}"
        if meant.place == "the top of the file":
            return why, f"write `{meant.key}` at the edge, with no space before it, like `title` and `items`; {listed}"
        return why, f"write it there as `{meant.key}`; {listed}"
    if not meant.key:
        return "", listed
    why = f"it is spelled with {meant.sign}" if meant.sign else ""
    if meant.key not in siblings:
        return why, (f"type `{meant.key}` anew" if meant.sign else f"did you mean `{meant.key}`?") + f" ({listed})"
    if meant.is_spelled:
        return why, f"delete it; `{meant.key}` is given already ({listed})"
    return why, f"delete it, or move its value to another key; `{meant.key}` is given already ({listed})"
