"""Form and rotate student pairs: ``import toolkit as mk``.

This is the front door, and ``__init__.pyi`` the list of its names. Each is imported when it is
first used, so a dashboard's first page does not pay for the solver or for pandas.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
