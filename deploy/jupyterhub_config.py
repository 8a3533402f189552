"""Many schools on one server, with JupyterHub: who signs in gets the classes of his own school.

/etc/makkerskap/schools.toml has a table for each school. What is in it opens its workspace, so that
only the user that JupyterHub runs as may read it:

    [bakke]
    workspace = "postgresql://bakke:…@localhost/makkerskap"    # made with school.sql
    teachers = ["kari@bakke.example", "ola@bakke.example"]     # as the authenticator calls them

    python3 -m venv /opt/makkerskap
    /opt/makkerskap/bin/pip install --only-binary :all: makkerskap-….whl jupyterhub psycopg[binary]
    npm install --global configurable-http-proxy
    export PUBLIC_ADDRESS=https://vip.fylket.example PATH=/opt/makkerskap/bin:$PATH
    jupyterhub --config jupyterhub_config.py
"""

import os
import socket
import tomllib
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

from tornado.web import HTTPError

c = get_config()  # noqa: F821  # JupyterHub puts it there

FILE = Path(os.environ.get("MAKKERSKAP_SCHOOLS", "/etc/makkerskap/schools.toml"))
SCHOOLS = tomllib.loads(FILE.read_text("utf-8"))


def workspace_of(spawner):
    """Where the classes of the one school are that somebody belongs to."""
    own = [group.name for group in spawner.user.groups if group.name in SCHOOLS]
    if len(own) != 1:
        raise HTTPError(403, "You belong to no school here, or to several.")
    return SCHOOLS[own[0]]["workspace"]


# Below those that a system gives to connections: seconds pass before a server listens at its own,
# and JupyterHub's pick may be somebody's connection by then.
PORTS = range(20_000, 30_000)
NEXT = cycle(PORTS)


def give_port(spawner):
    """A port that nobody has, and that no other server is given for long."""
    for port in islice(NEXT, len(PORTS)):
        with suppress(OSError), socket.socket() as attempt:
            attempt.bind(("127.0.0.1", port))
            spawner.port = port
            return
    raise HTTPError(503, "No port is free.")


# Who signs in, and how. Feide and Entra ID: docs/installere.md, "En kommune eller et fylke".
c.JupyterHub.authenticator_class = "null"
c.Authenticator.allowed_users = {who for school in SCHOOLS.values() for who in school["teachers"]}
c.JupyterHub.load_groups = {name: {"users": one["teachers"]} for name, one in SCHOOLS.items()}
c.JupyterHub.authenticate_prometheus = True

# The dashboard in place of a notebook server: nobody can run code, so one system user is enough.
c.JupyterHub.spawner_class = "simple"
c.Spawner.cmd = ["makkerskap", "dashboard", "--jupyterhub", "--no-browser", "--pages=10"]
c.Spawner.environment = {"MAKKERSKAP_WORKSPACE": workspace_of}
c.Spawner.default_url = "/"
c.Spawner.pre_spawn_hook = give_port
c.JupyterHub.shutdown_on_logout = True

# Where browsers find it: nginx.conf, with port 8000, takes HTTPS there.
c.JupyterHub.public_url = os.environ["PUBLIC_ADDRESS"]
c.JupyterHub.bind_url = os.environ.get("BIND_URL", "http://127.0.0.1:8000")
