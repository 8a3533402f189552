import subprocess
import sys

import pytest

from toolkit.errors import InputError
from toolkit.ui.serving.start import serve


@pytest.mark.parametrize("host", ["192.0.2.1", "no name", ""])
def test_an_address_of_another_machine_is_told(host: str) -> None:
    with pytest.raises(InputError, match=f"^{host} is no address of this machine"):
        serve(host=host, open_browser=False)


def test_no_grammar_is_made_before_the_address_is_there() -> None:
    program = "import sys, toolkit.ui.serving.server; print('lark' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
