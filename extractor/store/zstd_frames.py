"""The bytes of a Zstandard file, with an error where the file is cut off before its end."""

from __future__ import annotations

import io
from typing import IO, Any

import zstandard

_PIECE = 1024  # bytes unpacked at once; of the most hostile file 32 MB come of them


class ZstdFrames(io.RawIOBase):
    """The unpacked bytes of a file of frames, one after the other.

    Raises EOFError where the last frame is cut off, which zstandard's own reader takes for the end of the file, and
    ZstdError where there is no frame.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._frame: Any = None  # the frame being unpacked, None between frames
        self._packed = b""  # read, and not unpacked yet
        self._unpacked = io.BytesIO()

    def readable(self) -> bool:
        """True: it is for reading only."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what comes next; 0 at the end of the file."""
        while not (given := self._unpacked.readinto(buffer)) and self._unpack():
            pass
        return given

    def _unpack(self) -> bool:
        """Unpack the next piece of the file; False where the file is at its end."""
        packed = self._packed or self._file.read(_PIECE)
        if not packed:
            if self._frame is not None:
                raise EOFError("the file is cut off before its end")
            return False
        self._frame = self._frame or zstandard.ZstdDecompressor().decompressobj()
        self._unpacked, self._packed = io.BytesIO(self._frame.decompress(packed)), b""
        if self._frame.eof:
            self._frame, self._packed = None, self._frame.unused_data
        return True

    def close(self) -> None:
        """Close the file below as well."""
        self._file.close()
        super().close()
