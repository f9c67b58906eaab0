"""Options and fixtures of all tests. That it stands here lets every test import `support`."""

import pytest
from hypothesis import settings

# Chosen by `--hypothesis-profile deep`; `test_laws.py` then tries many more brochures.
settings.register_profile("deep", deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that writes the golden files anew."""
    parser.addoption("--update-golden", action="store_true", help="Write tests/golden anew instead of comparing.")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written."""
    return bool(request.config.getoption("--update-golden"))
