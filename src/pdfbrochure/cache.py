"""What one build leaves for the next in the same process; it changes nothing but the time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from pdfbrochure.assets.drawings import Drawing
    from pdfbrochure.assets.gather import KnownPhotos
    from pdfbrochure.assets.pixels import Picture
    from pdfbrochure.compose.recall import Recall
    from pdfbrochure.diagnostics import Findings
    from pdfbrochure.layout.memory import Memory
    from pdfbrochure.layout.trace import Keep, Part
    from pdfbrochure.model.walk import KnownEntries
    from pdfbrochure.paint import Kept
    from pdfbrochure.read import Source
    from pdfbrochure.text.lines import Typesetter
    from pdfbrochure.text.prepare import Preparer

# Pictures kept from one build to the next, in bytes of their data.
MOST_PICTURE_BYTES: Final = 64_000_000
# Words kept from one brochure to the next; about 100 MB.
MOST_WORDS: Final = 50_000

Value = TypeVar("Value")


class Words:
    """The words that were shaped and divided for other brochures in the fonts and languages of the last one."""

    def __init__(self) -> None:
        self._key: object = None
        self._words: Preparer | None = None

    def share(self, key: object, setter: Typesetter) -> None:
        """Have a new typesetter know the words of those before it, if its fonts and languages are the same."""
        if self._words is not None and self._key == key and self._words.known < MOST_WORDS:
            setter.words = self._words
        else:
            self._key, self._words = key, setter.words


class Cache:
    """Words shaped, paragraphs set, photos scaled, and the last value of each stage with what it was made of.

    Give the same one to `build` again and again, as a preview does; a build with it gives the same bytes and the same
    findings as without.

    Args:
        once: Whether it is for a single build, and need not keep what only a next one would ask for.
        words: Shared by the caches of several brochures that are built one after the other.
    """

    def __init__(self, *, once: bool = False, words: Words | None = None) -> None:
        self._once = once
        self._words = words
        self._stages: dict[object, tuple[tuple[object, ...], Any]] = {}
        self._setters: dict[object, Typesetter] = {}
        self._pictures: dict[object, Picture | Drawing] = {}
        self._bytes = 0
        self._entries: KnownEntries | None = None
        self._photos: KnownPhotos | None = None
        self._recall: Recall | None = None
        self._layout: Memory | None = None
        self._painting: Kept | None = None
        self._of_pages: tuple[object, ...] = ()
        self._turn = 0

    def stage(self, name: object, inputs: tuple[object, ...], make: Callable[[], Value]) -> Value:
        """Return the value of a stage: the last one, if it was made of equal inputs, or one made now."""
        if name not in self._stages or self._stages[name][0] != inputs:
            self._stages[name] = (inputs, make())
        value: Value = self._stages[name][1]
        return value

    def source(
        self, report: Findings, language: str, data: bytes, make: Callable[[tuple[bytes, Source] | None], Source]
    ) -> Source:
        """Return the values of a file: the last ones if its bytes are the same, and so the language.

        Others are made of its last bytes and their values, where there are any.

        Who examines texts in several languages puts one of them in their place. Where there was something to tell of
        the file it is read anew, to tell it again.
        """
        seen = report.seen
        before: Any = None
        if "source" in self._stages:
            (old, its_language), last = self._stages["source"]
            before = (old, last) if its_language == language else None
        value = self.stage("source", (data, language), lambda: make(before))
        if report.seen != seen:
            del self._stages["source"]
        return value

    def of_pages(self, *also: object) -> Keep:
        """Return what keeps what is made of single pages and articles; `also` is what that depends on beside."""
        from pdfbrochure.layout.pages import Page
        from pdfbrochure.layout.trace import made_now

        if self._once:
            return made_now
        if also != self._of_pages:
            self._of_pages, self._turn = also, self._turn + 1
        turn = self._turn

        def keep(name: str, part: Part, make: Callable[[Part], Value]) -> Value:
            key = part.number if isinstance(part, Page) else part.origin
            return self.stage((name, key), (turn, part), lambda: make(part))

        return keep

    def setter(self, key: object, make: Callable[[], Typesetter]) -> Typesetter:
        """Return the typesetter of the last build with the same fonts and language, or a new one."""
        if key not in self._setters:
            self._setters = {key: make()}
            if self._words is not None:
                self._words.share(key, self._setters[key])
        return self._setters[key]

    def examining(self) -> KnownEntries | None:
        """Return the entries as the last examination read them; None where there is no next one."""
        if self._once:
            return None
        from pdfbrochure.model.walk import KnownEntries

        if self._entries is None:
            self._entries = KnownEntries()
        return self._entries

    def gathering(self) -> KnownPhotos | None:
        """Return the photos as the last build measured them; None where there is no next one."""
        if self._once:
            return None
        from pdfbrochure.assets.gather import KnownPhotos

        if self._photos is None:
            self._photos = KnownPhotos()
        return self._photos

    def composing(self) -> Recall | None:
        """Return what the composing of the last build left; None where there is no next one."""
        if self._once:
            return None
        from pdfbrochure.compose.recall import Recall

        if self._recall is None:
            self._recall = Recall()
        return self._recall

    def layout(self) -> Memory:
        """Return what the layout of the last build left; also in a single build articles are laid out several times."""
        from pdfbrochure.layout.memory import Memory

        if self._layout is None:
            self._layout = Memory(once=self._once)
        return self._layout

    def painting(self) -> Kept | None:
        """Return what the last painting left; None where there is no next one."""
        if self._once:
            return None
        from pdfbrochure.paint import Kept

        if self._painting is None:
            self._painting = Kept()
        return self._painting

    def picture(self, key: object, make: Callable[[], Picture | Drawing]) -> Picture | Drawing:
        """Return a photo's pixels as made before for the same file, crop and size, or made now."""
        known = self._pictures.get(key)
        if known is None:
            known = make()
            if self._bytes + len(known.data) > MOST_PICTURE_BYTES:
                self._pictures.clear()
                self._bytes = 0
            self._pictures[key] = known
            self._bytes += len(known.data)
        return known
