"""Modules that libraries import and seldom use: loaded when they are first asked for something."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module: whatever is asked of it, the module itself answers."""

    def __getattr__(self, name: str) -> Any:
        if name in ("__path__", "__file__"):
            # The import system looks at it, which is no use of it.
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        value = getattr(importlib.import_module(self.__name__), name)
        # Found by itself from now on.
        self.__dict__[name] = value
        return value


@contextlib.contextmanager
def imported_later(*names: str) -> Iterator[None]:
    """Have what is imported meanwhile get a stand-in for each of these modules, if none has loaded it yet.

    All that is imported afterwards gets the modules themselves. Do not name a module that others derive classes from.
    """
    stands = {name: _Later(name) for name in names if name not in sys.modules}
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name, stand in stands.items():
            # It was loaded meanwhile, if something was asked of it.
            if sys.modules.get(name) is stand:
                del sys.modules[name]
