"""What a mapping of the format may hold: its keys, and what the value of each may be.

A Reader takes a value, its key path and the Walk, and returns the model's value; None when the value is missing or
at fault, in which case the Walk has reported it and goes on, so that all faults of a file are found in one go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from pdfbrochure.model.plain import is_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pdfbrochure.diagnostics import Origin
    from pdfbrochure.model.walk import Walk

Reader: TypeAlias = "Callable[[object, Origin, Walk], Any]"
Schema: TypeAlias = dict[str, Any]


class Kind(Struct, frozen=True):
    """What a value may be.

    Attributes:
        read: Makes the model's value of it.
        form: The JSON Schema of a value that is given.
        says: What to type, in the words of the reference.
        is_wording: Whether it is a text that differs from language to language, and no name.
        is_translated: Whether it may also be a mapping of languages to values.
    """

    read: Reader
    form: Schema
    says: str
    is_wording: bool = False
    is_translated: bool = False


class Key(Struct, frozen=True):
    """One key of a mapping.

    Attributes:
        name: As it is typed, and as the model has it.
        kind: What its value may be.
        help: What it does, in a sentence for the reference and for editors.
        words: Other words that people try for it, the nearer ones first.
        says: What to type, where this key wants other words than its kind.
        examples: Values that editors propose.
    """

    name: str
    kind: Kind
    help: str
    words: str = ""
    says: str = ""
    examples: tuple[str, ...] = ()

    @property
    def is_wording(self) -> bool:
        """Whether its values are texts that differ from language to language."""
        return self.kind.is_wording


class Shape:
    """What a mapping may hold.

    Attributes:
        name: With its article, for messages: "an item".
        build: Makes the model's value of the fields: a Struct, or `dict`.
        keys: Every key, in the order in which messages list them.
        fields: A reader for each key.
        required: Keys without which there is no value: the fields of the Struct that have no default.
        place: Where a misplaced key may belong, as messages say it; "" where none is sent to.
        example: What to type, shown when something else than a mapping is given.
        stand_ins: By a key that is at fault: what the model gets all the same, so that all else can be looked at.
    """

    __slots__ = ("build", "example", "fields", "keys", "name", "place", "required", "stand_ins")

    def __init__(
        self,
        name: str,
        build: Callable[..., Any],
        keys: tuple[Key, ...],
        *,
        place: str = "",
        required: tuple[str, ...] | None = None,
        example: str = "",
        stand_ins: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.name = name
        self.build = build
        self.keys = keys
        self.fields: dict[str, Reader] = {key.name: key.kind.read for key in keys}
        self.required = _without_default(build) if required is None else required
        self.place = place
        self.example = example
        self.stand_ins = stand_ins or {}

    def __call__(self, value: object, origin: Origin, walk: Walk) -> Any:
        """Return the model's value of a mapping."""
        given = self.read_fields(value, origin, walk)
        if given is None or any(key not in given for key in self.required):
            return None
        return self.build(**given)

    def read_fields(self, value: object, origin: Origin, walk: Walk) -> dict[str, Any] | None:
        """Return the values of the fields that are there and right; None when the value is no mapping."""
        if not isinstance(value, dict):
            walk.wrong_type(value, origin, "keys with values", self._mend_type(value))
            return None
        given = {}
        meant = set()
        stood_in: dict[str, Any] = {}
        for typed, inner in list(value.items()):
            key = typed
            if typed not in self.fields:
                key = walk.unknown_key(typed, value, origin, self)
                meant.add(key)
                if key not in self.fields or key in value or is_missing(inner):
                    stood_in.update(self.stand_ins.get(key, {}))
                    continue
                # It is read as the key that was meant, so that a slip in a name does not hide those below it.
                walk.source.alias(origin, typed, key)
                value[key] = inner
            if not is_missing(inner):
                result = self.fields[key](inner, (*origin, key), walk)
                if result is not None:
                    given[key] = result
                else:
                    stood_in.update(self.stand_ins.get(key, {}))
        for key in self.required:
            if is_missing(value.get(key)):
                stood_in.update(self.stand_ins.get(key, {}))
                if key not in meant:
                    self._report_missing(key, key in value, origin, walk)
        return {**stood_in, **given} if stood_in else given

    def defaults(self) -> dict[str, Any]:
        """Return the values that the model has for the keys that may be missing."""
        values: tuple[Any, ...] = self.build.__struct_defaults__  # type: ignore[attr-defined]
        names: tuple[str, ...] = self.build.__struct_fields__  # type: ignore[attr-defined]
        return dict(zip(names[len(names) - len(values) :], values, strict=True))

    def is_meant_by(self, value: Mapping[str, object], walk: Walk) -> bool:
        """Whether a key of a mapping without any of the fields is another word for one."""
        from pdfbrochure.model.unknown import find_meant  # only needed for a slip

        return any(find_meant(key, self.fields, walk.words()).key in self.fields for key in list(value)[:4])

    def _mend_type(self, value: object) -> str:
        """Return what to type instead of a value that is no mapping."""
        if isinstance(value, list) and self.example:
            return f"there is one only, so write it without a dash: {self.example}"
        if isinstance(value, str) and not value.isascii():
            from pdfbrochure.read.alike import odd_colon  # only needed for a slip

            odd = odd_colon(value)
            if odd is not None and odd[2] in self.fields:
                return f"type a colon and a space after `{odd[2]}` instead of {odd[1]}: `{odd[3]}`"
        key, colon, rest = value.partition(":") if isinstance(value, str) else ("", "", "")
        if colon and key.strip() in self.fields and not rest.startswith(" "):
            return f"write a space after the colon: `{key}: {rest}`"
        return self.example or f"{self.name} has {', '.join(self.fields)}"

    def _report_missing(self, key: str, is_empty: bool, origin: Origin, walk: Walk) -> None:
        if is_empty:
            span = walk.source.key_span((*origin, key))
            what = f"{walk.name((*origin, key))} is empty, but {self.name} must have it"
            mend = "begin an item on the line below: `  - title: …`" if key == "items" else f"give `{key}` a value"
            walk.report.error("missing-key", what, mend=mend, origin=origin, span=span)
        else:
            what = f"{walk.name(origin)} has no `{key}`, which {self.name} must have"
            walk.report.error("missing-key", what, mend=f"add `{key}: …`", origin=origin)


def _without_default(build: Any) -> tuple[str, ...]:
    """Return the fields of a Struct that have no default."""
    names: tuple[str, ...] = build.__struct_fields__
    return names[: len(names) - len(build.__struct_defaults__)]
