"""What `pdfbrochure translation` does: writes the texts of a brochure for an office, and puts its translations in."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pdfbrochure.diagnostics import BrochureError, Report
from pdfbrochure.files import FileFault, Folder
from pdfbrochure.model.readers import LONGEST_TEXT, is_language_key
from pdfbrochure.model.wording import Wording, find_wording, own_language
from pdfbrochure.read import parse, read
from pdfbrochure.translation import po, table, xliff
from pdfbrochure.translation.splice import bare, splice, translated_value
from pdfbrochure.translation.texts import OfficeFault, Translated, key_in, match, unit_of
from pdfbrochure.translation.written import write_whole
from pdfbrochure.writing import write_file

if TYPE_CHECKING:
    from pdfbrochure.read import Source

# As large as a brochure itself may be, and the source beside each text.
_LARGEST: Final = 50_000_000
_FORMS: Final = {"xliff": (xliff, ".xlf"), "po": (po, ".po"), "csv": (table, ".csv")}
_SHOWN: Final = 60


def export(file: Path, language: str, form: str, output: Path | None, report: Report) -> list[str]:
    """Write the texts of a brochure for a translation office.

    Args:
        file: The brochure.
        language: Into which they are to be translated.
        form: "xliff", "po" or "csv".
        output: Where to; None for beside the brochure, `brochure.fr.xlf`.
        report: Takes the findings.

    Returns:
        What to say.
    """
    module, ending = _FORMS[form]
    target = output or file.with_suffix(f".{language}{ending}")
    try:
        source = read(file.name, Folder(file.parent), report)
        texts = find_wording(source, report)
    except BrochureError:
        return []
    own = own_language(source)
    if own.casefold() == language.casefold():
        report.error("cannot-import", f"the brochure is in {own} itself", mend="name another language", placed=False)
        return []
    # The office's work may be in a file of this name.
    if os.path.lexists(target):
        mend = "move the file away, or name another with -o"
        report.error("file-exists", f"{target} exists already; nothing was written", mend=mend, placed=False)
        return []
    units = [unit_of(wording, language) for wording in texts]
    if not write_file(target, module.write(units, own, language, file.name), report, "such a file"):
        return []
    done = sum(bool(unit.target) for unit in units)
    there = f", {done} of them translated already" if done else ""
    return [f"{target} is written: {_count(len(units), 'text')} from {own} to {language}{there}"]


def take_in(file: Path, translated: Path, language: str, report: Report) -> list[str]:
    """Put the translations of an office into a brochure. Arguments and value as for `export`.

    Args:
        file: The brochure; only what is translated changes in it.
        translated: What came back: XLIFF, PO or CSV.
        language: Of the translations, "" for the one that the file says.
        report: Takes the findings.
    """
    folder = Folder(file.parent)
    try:
        source = read(file.name, folder, report)
        data = folder.read(file.name)
        texts = find_wording(source, report)
        given = _read_translated(translated)
        tag = _language(language or given.language, own_language(source))
    except OfficeFault as fault:
        report.error("cannot-import", f"{translated} cannot be taken: {fault.what}", mend=fault.mend, placed=False)
        return []
    except FileFault:
        report.error("cannot-import", f"{file} is gone while it was read", mend="try again", placed=False)
        return []
    except BrochureError:
        return []
    matched = match(texts, given)
    told = {id(now) for _, now, _ in matched.stale}
    _tell_stale(matched.stale, translated, tag, report)
    for wording in matched.missing:
        if not key_in(wording, tag) and id(wording) not in told:
            what = f"{wording.name} has no translation in {translated.name}"
            mend = f"add the line `{tag}: …`, or ask the office for it"
            report.warning("missing-translation", what, mend=mend, origin=wording.origin)
    new = [(text, target) for text, target in matched.found if text.others.get(key_in(text, tag)) != target]
    if not new:
        return [f"{file} has all of these translations already; it stays as it is"] if matched.found else []
    _tell_replaced(new, tag, report)
    return _write(file, data, source, new, tag, report)


def _language(tag: str, own: str) -> str:
    """Return the language of the translations as a key of the file. Raises OfficeFault."""
    if not is_language_key(tag):
        raise OfficeFault("it does not say its language", "say it: --language fr")
    if tag.casefold() == own.casefold():
        raise OfficeFault(f"its language is {tag}, that of the brochure itself", "say another: --language fr")
    return tag


def _write(
    file: Path, data: bytes, source: Source, new: Sequence[tuple[Wording, str]], tag: str, report: Report
) -> list[str]:
    count = _count(len(new), "translation")
    spliced = splice(data, source, new, tag)
    if spliced is not None:
        return [f"{file}: {count} in {tag} put in"] if write_file(file, spliced, report, "this brochure") else []
    beside = file.with_suffix(f".{tag}{file.suffix}")
    value = translated_value(source, new, tag)
    whole = write_whole(value).encode()
    if os.path.lexists(beside):
        report.error("file-exists", f"{beside} exists already; nothing was written", mend="move it away", placed=False)
        return []
    try:
        is_sound = bare(parse(whole, Report()).value) == bare(value)
    except BrochureError:
        is_sound = False
    if not is_sound:
        what = "a translation holds signs that no YAML file can say; nothing was written"
        report.error("cannot-import", what, mend="ask the office for plain text", placed=False)
        return []
    if not write_file(beside, whole, report, "a brochure"):
        return []
    report.warning(
        "translation-beside",
        f"{file} stays as it was, and {beside} is written, with all of its texts and the translations",
        why="the way in which some text is typed leaves no room for a translation; remarks are lost in the new file",
        mend=f"look at it, and go on with {beside}",
        span=None,
    )
    return [f"{beside}: {count} in {tag} put in"]


def _read_translated(path: Path) -> Translated:
    """Return what an office sent, in whichever form. Raises OfficeFault."""
    try:
        content = Folder(path.parent).read(path.name, _LARGEST)
    except FileFault as fault:
        raise OfficeFault(fault.detail or f"it is {fault.kind}", "name the file that came from the office") from None
    start = content[:400].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")
    ending = path.suffix.lower()
    if start.startswith(b"<"):
        given = xliff.read(content)
    elif ending in (".po", ".pot") or start.startswith((b"msgid", b"#")):
        given = po.read(content)
    else:
        given = table.read(content)
    targets = {name: re.sub(r"\r\n?", "\n", target).strip() for name, target in given.targets.items()}
    for name, target in targets.items():
        if len(target) > LONGEST_TEXT:
            raise OfficeFault(f"the translation of {name[:80]} has {len(target)} characters", "is it the right file?")
        odd = next((sign for sign in target if sign < " " and sign not in "\n\t"), "")
        if odd or any("\ud800" <= sign <= "\udfff" or sign == "\x7f" for sign in target):
            raise OfficeFault(f"the translation of {name[:80]} holds a control character", "ask the office for text")
    return Translated(given.language, targets)


def _tell_stale(stale: Sequence[tuple[str, Wording | None, str]], translated: Path, tag: str, report: Report) -> None:
    for place, now, target in stale:
        was = f"a text at {place[:_SHOWN]} that the brochure does not have any more"
        what = f"{translated.name} translates {was if now is None else f'{now.name}, where another text stands now'}"
        report.warning(
            "stale-translation",
            what,
            why=f"the text was changed after it was exported, so this was left out: {_short(target)}",
            mend=f"export the texts again, or write `{tag}: …` yourself",
            origin=() if now is None else now.origin,
        )


def _tell_replaced(new: Sequence[tuple[Wording, str]], tag: str, report: Report) -> None:
    for wording, _ in new:
        key = key_in(wording, tag)
        if key:
            what = f"{wording.name} had another text in {tag}, which was replaced: {_short(wording.others[key])}"
            report.note("translation-replaced", what, origin=(*wording.origin, key))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _count(count: int, word: str) -> str:
    return f"1 {word}" if count == 1 else f"{count} {word}s"
