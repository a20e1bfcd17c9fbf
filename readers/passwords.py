"""Workbooks with a password: opened in memory, with the password that somebody has told us."""

import io

from metrics.mistakes import Mistake
from readers.ole import check_chains

EXCELS_OWN = "VelvetSweatshop"  # what Excel locks "protected" files with, and opens them by without asking


def unlocked(data: bytes, password: str | None) -> bytes:
    """The workbook within. Raises Mistake("encrypted_file") where its password has to be told first,
    ("wrong_password") where it is another one."""
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    check_chains(data)
    opened = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(data))
        book.load_key(password=password or EXCELS_OWN, verify_password=True)
        book.decrypt(opened)
    except InvalidKeyError as error:
        raise Mistake("encrypted_file" if password is None else "wrong_password") from error
    except MemoryError:
        raise
    except Exception as error:  # it checks little of what it computes with: a damaged file may raise anything
        raise Mistake("broken_file") from error
    return opened.getvalue()
