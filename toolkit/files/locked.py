"""Excel workbooks under a passphrase, as Excel itself locks and opens them."""

import io
import re

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ROUNDS = re.compile(rb'spinCount="(\d+)"')
_MOST_ROUNDS = 1_000_000  # ten times what Excel uses; more would never come to an end


def locked_workbook(content: bytes, passphrase: str) -> bytes:
    """An XLSX workbook that opens with the passphrase only (ECMA-376 agile encryption)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(passphrase, target)
    return target.getvalue()


def unlocked(content: bytes, passphrase: str) -> bytes:
    """The workbook that the passphrase opens; whatever it does not open comes back as it was."""
    if not content.startswith(_OLE) or not passphrase:
        return content
    if any(int(rounds) > _MOST_ROUNDS for rounds in _ROUNDS.findall(content)):
        return content
    import msoffcrypto

    target = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(content))
        file.load_key(password=passphrase, verify_password=True)
        file.decrypt(target)
    except Exception:  # a damaged file shows in any error there is, and the reader tells of it
        return content
    return target.getvalue()
