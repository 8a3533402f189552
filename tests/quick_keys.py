"""Passphrases whose keys are there in a moment; a user's takes 0.2 s, for every connection.

It is for a whole process, so each that opens what another has encrypted calls it as well.
"""

from contextlib import closing

from sqlcipher3 import dbapi2


def derive_quickly() -> None:
    with closing(dbapi2.connect(":memory:")) as connection:
        connection.execute("PRAGMA cipher_default_kdf_iter = 1000")
