"""Libraries that log every oddity of a damaged file, made to leave it to who asks for logs."""

from __future__ import annotations

import logging


def hush(library: str) -> None:
    """Keeps a library's log from standard error where the program has set up no logging; handlers that are set up still get it.

    What a report lost is told by its Failure, in one line and with the file's name, which the library does not know.
    """
    logger = logging.getLogger(library)
    if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
        logger.addHandler(logging.NullHandler())
