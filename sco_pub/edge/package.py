"""Take the bytes of a zip package (EPUB, OOXML), give its parts by name; take parts, give the same bytes each time.

Packing is reproducible: parts in a fixed order, one time (1980-01-01, the zip format's first day), no extra fields, one
compression level.  ``mimetype`` comes first and is stored, as OCF 3.3, section 4.3 wants it; ``[Content_Types].xml``
and the relationships come next, where OOXML readers look for them.  Unpacking refuses what a bomb or a burglar would
send.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from sco_pub.model.errors import InputError
from sco_pub.model.wording import N_, Phrase, phrase

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_FIRST = {"mimetype": 0, "[Content_Types].xml": 1, "_rels/.rels": 2, "META-INF/container.xml": 3}
_STORED = (".png", ".jpg", ".jpeg", ".gif", ".woff2")
# Offsets outside the file are ValueError, OSError or struct.error; a version or method that nobody has NotImplementedError; a
# part under a password RuntimeError; and each method of compression has its own.
_UNSOUND = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, EOFError, OSError, ValueError),
)
_LIMIT = 512 * 2**20  # bytes of all parts together, unpacked


def unpack(data: bytes, *, what: str = "package", most: int | None = None) -> dict[str, bytes]:
    """The parts by name, in the package's order; InputError when it isn't a sound zip file."""
    most = _LIMIT if most is None else most
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in infos) > most:
                raise InputError(
                    phrase(
                        N_("The {what} would unpack to more than {limit} MB."), what=Phrase(what), limit=most // 2**20
                    )
                )
            for info in infos:
                if not _sound(info.filename):
                    raise InputError(
                        phrase(
                            N_("The {what} has a part named “{filename}”, which leads out of it."),
                            what=Phrase(what),
                            filename=info.filename,
                        )
                    )
            return {info.filename: archive.read(info) for info in infos}
    except _UNSOUND as error:
        raise InputError(
            phrase(N_("The {what} isn't a sound zip file: {error}."), what=Phrase(what), error=str(error))
        ) from None


def pack(parts: Mapping[str, bytes]) -> bytes:
    """One zip file of the parts; equal parts give equal bytes, whatever their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(parts, key=lambda name: (_FIRST.get(name, len(_FIRST)), name)):
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if _stored(name) else zipfile.ZIP_DEFLATED
            archive.writestr(info, parts[name], compresslevel=9)
    return stream.getvalue()


def _stored(name: str) -> bool:
    return name == "mimetype" or name.lower().endswith(_STORED)


def _sound(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
