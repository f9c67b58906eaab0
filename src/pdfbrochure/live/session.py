"""One brochure that is open: its text as typed and as on the disc, what is tried, and the newest pages.

Any thread may call; whoever shows the brochure waits for its state to change.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Literal

from pdfbrochure.cache import Cache
from pdfbrochure.files import Folder
from pdfbrochure.live.kept import Kept, Unreadable, as_bytes, kept_of, read_kept, write_kept
from pdfbrochure.live.shown import TRIED, Desk, Pages, Result, Wish, build_wish, judge_pages, told
from pdfbrochure.live.watching import Watch, wait_until_settled

Saved = Literal["saved", "conflict", "failed"]
# A cache holds every word that was ever shaped with it.
MOST_BUILDS: Final = 2000


class Session:
    """A brochure that is open in one page or several.

    Args:
        path: Its file, which need not be there.
        ask: Called when it is to be built anew.
    """

    def __init__(self, path: Path, ask: Callable[[Session], None]) -> None:
        self.path = path
        self.folder = Folder(path.parent)
        self.desk = Desk()
        self._ask = ask
        self._changed = threading.Condition(threading.RLock())
        self._number = 0
        self._watch = Watch()
        self._kept: Kept | None = None
        # What the text began as, and the version on the disc that it was not made of, if there is one.
        self._other: Kept | None = None
        self._text, self._typed, self._by = "", 0, ""
        self._saved_at = 0.0
        self._fault = ""
        self._language = ""
        self._tried: dict[str, str] = {}
        self._result: Result | None = None
        self._cache, self._builds = Cache(), 0
        self._is_asked = False
        # What was told last, and of what: it is made once for all who listen.
        self._told: tuple[object, dict[str, Any]] = (None, {})
        self._read()

    # The text --------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Take the text from the disc."""
        try:
            kept = read_kept(self.folder, self.path.name)
        except Unreadable as fault:
            kept, self._fault = None, str(fault)
        self._watch.look(self._paths())
        if kept is not None:
            self._kept, self._other = kept, None
            self._set_text(kept.text, "")
        self.ask()

    def _set_text(self, text: str, by: str) -> None:
        if text != self._text or self._typed == 0:
            self._text, self._by = text, by
            self._typed += 1

    @property
    def text(self) -> str:
        """The text as it was typed last."""
        return self._text

    @property
    def is_saved(self) -> bool:
        """Whether the text is what stands on the disc; before there is a file, whether nothing was typed."""
        if self._kept is None:
            return not self._text
        return self._kept.text == self._text and not self._is_gone

    @property
    def _is_gone(self) -> bool:
        return self._kept is not None and not os.path.lexists(self.path)

    def text_and_place(self) -> dict[str, Any]:
        """Return the text, and what it was made of."""
        with self._changed:
            other = None if self._other is None else self._other.text
            return {"text": self._text, "number": self._typed, "other": other}

    def _base(self) -> str:
        return "" if self._kept is None else self._kept.digest

    def type(self, text: str, by: str) -> None:
        """Take a text that is being typed, and show it."""
        with self._changed:
            self._set_text(text, by)
            self._by = by
            self._tell()
        self.ask()

    def save(self, text: str, base: str, by: str) -> Saved:
        """Write the text, unless the file was changed since `base`, the version that it was made of."""
        with self._changed:
            self._set_text(text, by)
            self._by = by
            outcome = self._write(base)
            self._tell()
        self.ask()
        return outcome

    def keep_mine(self, text: str, by: str) -> Saved:
        """Write the text in the place of the version on the disc that was shown beside it."""
        with self._changed:
            return self.save(text, self._base() if self._other is None else self._other.digest, by)

    def _write(self, base: str) -> Saved:
        try:
            now = read_kept(self.folder, self.path.name)
            if now is not None and now.digest != base and now.text != self._text:
                self._other = now
                return "conflict"
            self._kept = write_kept(self.path, self._text, self._kept)
        except (OSError, ValueError, Unreadable) as error:
            self._fault = getattr(error, "strerror", None) or str(error)
            return "failed"
        self._other, self._fault, self._saved_at = None, "", time.time()
        self._watch.look(self._paths())
        return "saved"

    def write_copy(self, text: str) -> str:
        """Write a text beside the file, under a name of its own, and return that. Raises OSError."""
        stem, suffix = self.path.stem, self.path.suffix
        for number in range(1, 1000):
            path = self.path.with_name(f"{stem}-copy{'' if number == 1 else f'-{number}'}{suffix}")
            if not os.path.lexists(path):
                with path.open("xb") as file:
                    file.write(as_bytes(text, self._kept))
                return path.name
        raise OSError(0, "there are too many copies")

    def take_disk(self) -> None:
        """Take the file's version in the place of what was typed."""
        with self._changed:
            self._read()
            self._tell()

    def look(self) -> None:
        """See whether the file, or one that it names, has changed."""
        changed = self._watch.look(self._paths())
        if not changed:
            return
        wait_until_settled(changed)
        with self._changed:
            if self.path in changed:
                self._take_in_change()
            self._tell()
        self.ask()

    def _take_in_change(self) -> None:
        try:
            now = read_kept(self.folder, self.path.name)
        except Unreadable:
            return
        if now is None or (self._kept is not None and now.digest == self._kept.digest):
            self._other = None
            return
        if self._kept is None or self._text in (self._kept.text, now.text):
            self._kept, self._other = now, None
            self._set_text(now.text, "")
            self._saved_at = time.time()
        else:
            self._other = now

    def _paths(self) -> set[Path]:
        asked = self._result.asked if self._result is not None else ()
        return {self.path, *(self.folder.root / name for name in asked if "\0" not in name)}

    # What is tried ---------------------------------------------------------------------------------------------

    def try_settings(self, tried: Mapping[str, str]) -> None:
        """Show the text with other settings than it has."""
        with self._changed:
            self._tried = {key: value for key, value in tried.items() if key in TRIED}
            self._tell()
        self.ask()

    def show_language(self, language: str) -> None:
        """Show the text in one of its languages."""
        with self._changed:
            self._language = language
        self.ask()

    # Building --------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Have the newest text built."""
        with self._changed:
            self._is_asked = True
        self._ask(self)

    def build(self) -> bool:
        """Build the newest text, if it was asked for; returns whether it was. Called by one thread only."""
        with self._changed:
            if not self._is_asked:
                return False
            self._is_asked = False
            wish = Wish(self.path.name, self._text, self._typed, self._language, dict(self._tried))
        if self._builds >= MOST_BUILDS:
            self._cache, self._builds = Cache(), 0
        self._builds += 1
        result = build_wish(wish, self.folder, self._cache)
        if result.pages is not None:
            self.desk.put(result.pages)
        with self._changed:
            self._result = result
            self._watch.add(self._paths())
            self._tell()
        return True

    def finished(self, seconds: float) -> Pages | None:
        """Return the pages of the newest text, once it is built; None where it has errors or takes longer."""
        with self._changed:
            self._changed.wait_for(self._is_built, seconds)
            pages = self._result.pages if self._result is not None and self._is_built() else None
            return None if pages is None or pages.built.report.has_errors else pages

    def _is_built(self) -> bool:
        return self._result is not None and self._result.wish.number == self._typed and not self._is_asked

    def judge(self) -> bool:
        """Look at the newest pages as an officer would; returns whether that was still to be done."""
        pages = self.desk.pages
        if pages is None or pages.judged or self._result is None or self._result.pages is not pages:
            return False
        judge_pages(pages)
        with self._changed:
            self._tell()
        return True

    def forget(self) -> None:
        """Let go of what makes the next build fast."""
        self._cache, self._builds = Cache(), 0

    # Telling ---------------------------------------------------------------------------------------------------

    def _tell(self) -> None:
        self._number += 1
        self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> dict[str, Any] | None:
        """Return the state once it is another than state `number`; None when nothing changed for so many seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._number != number, seconds):
                return None
            return self.state()

    def state(self) -> dict[str, Any]:
        """Return all that the page is told, but text, places and pictures."""
        with self._changed:
            pages: Pages | None = self.desk.pages
            return {
                "number": self._number,
                "name": self.path.name,
                "text": {
                    "number": self._typed,
                    "by": self._by,
                    "base": self._base(),
                    "saved": self.is_saved,
                    "at": self._saved_at,
                    "conflict": self._other is not None,
                    "gone": self._is_gone,
                    "fault": self._fault,
                },
                "tried": self._tried,
                "build": None if self._result is None else self._build_told(self._result, pages),
            }

    def _build_told(self, result: Result, pages: Pages | None) -> dict[str, Any]:
        known = (result, pages, len(pages.judged) if pages is not None else 0)
        if self._told[0] != known:
            self._told = (known, told(result, pages))
        return self._told[1]


def is_brochure(data: bytes) -> bool:
    """Whether a YAML file is a brochure, as far as its beginning tells."""
    try:
        return any(line.startswith("items:") for line in kept_of(data).text.split("\n"))
    except Unreadable:
        return False
