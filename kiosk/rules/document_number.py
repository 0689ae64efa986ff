"""The number of a document as a field of a record or a message.

Apart from `texts`, which also the journal needs: that opens before pydantic is loaded.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from kiosk.rules.texts import is_number


def _number(text: str) -> str:
    if not is_number(text):
        raise ValueError("not a number that can be written down")
    return text


DocumentNumber = Annotated[str, AfterValidator(_number)]
"""The number of a document, as the centre signed it: it goes into the journal and names the printer's job."""
