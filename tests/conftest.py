"""Options and fixtures of all tests. That it stands here lets every test import `support`."""

import gc
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Chosen by `--hypothesis-profile deep`; `test_laws.py` then tries many more brochures.
settings.register_profile("deep", deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that write the golden files anew, and that ask for compiled modules."""
    parser.addoption("--update-golden", action="store_true", help="Write tests/golden anew instead of comparing.")
    parser.addoption("--compiled", action="store_true", help="Fail unless the modules are those compiled for releases.")


@pytest.fixture(autouse=True)
def _collecting() -> Iterator[None]:
    """Let garbage be collected again: a command ends its program soon, and so turns that off."""
    yield
    gc.enable()


@pytest.fixture
def compiled(request: pytest.FixtureRequest) -> bool:
    """Whether the modules shall be compiled."""
    return bool(request.config.getoption("--compiled"))


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written."""
    return bool(request.config.getoption("--update-golden"))
