from toolkit import *  # noqa: F403 # one list of names
from toolkit import __version__ as __version__
