"""Which ports a dashboard takes where none is asked for."""

DEFAULT_PORT = 8866
PORT_RETRIES = 50
"""How many after it are tried."""
