"""Take WeasyPrint's colours, give black and its greys as DeviceGray.

Strategy.  WeasyPrint writes every colour of a sheet as red, green and blue.  A press would print black type so written with all
four inks, and any misfit of the plates would show as a coloured rim.  A colour whose three parts are one is grey: as DeviceGray
it is printed with the black ink alone (ISO 32000-1, 8.6.4.2), and PDF/A allows it beside an output intent (ISO 19005-2, 6.2.4.3).
Colours of a design stay what they are; ``[press] ink = "black"`` makes greys of them before (typeset.print_style).
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.pdf import stream

from sco_pub.edge.weasyprint_patches.patching import original

_DIGEST = "c64335d569ba"


def apply() -> None:
    """Patch the stream's way of setting a colour."""
    original(pydyf.Stream, "set_color_rgb", _DIGEST)

    def set_color_rgb(self: Any, red: float, green: float, blue: float, stroke: bool = False) -> None:
        if red == green == blue:
            self.stream.append(b" ".join((pydyf._to_bytes(red), b"G" if stroke else b"g")))
        else:
            pydyf.Stream.set_color_rgb(self, red, green, blue, stroke)

    stream.Stream.set_color_rgb = set_color_rgb
