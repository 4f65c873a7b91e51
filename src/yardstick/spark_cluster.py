"""A standalone Spark cluster on this machine: `python -m yardstick.spark_cluster --workers 2` starts and holds it.

PyPI's package has no start scripts, so the classes are started as those scripts would: a master and workers, each a
Java process of its own, on the loopback address alone.
"""

import argparse
import importlib.util
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from yardstick.errors import BadUsage, YardstickError

HOST = "127.0.0.1"
START_SECONDS = 60
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"


@dataclass(frozen=True)
class Cluster:
    """A running cluster: the address of its master, and its processes."""

    url: str
    processes: tuple[subprocess.Popen[bytes], ...]

    def alive(self) -> int:
        """How many of its processes run."""
        return sum(process.poll() is None for process in self.processes)


@contextmanager
def cluster(*, workers: int = 2, cores: int = 1, memory: str = "1g", folder: Path | None = None) -> Iterator[Cluster]:
    """A cluster for the time of the block; `YardstickError` where a process does not start within a minute.

    A master and `workers` processes of `cores` threads and `memory` (as Spark writes it: `512m`, `1g`) each, which keep
    their files in `folder` (`None`: a temporary one). `BadUsage` where the package pyspark is not installed.
    """
    with ExitStack() as stack:
        place = folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yardstick-cluster-")))
        port = _free_port()
        url = f"spark://{HOST}:{port}"
        common = ["--host", HOST, "--webui-port", "0"]
        master = stack.enter_context(_process(place, "master", [MASTER, "--port", str(port), *common]))
        _wait(master, place / "master.log", "I have been elected leader")
        started = [master]
        for number in range(workers):
            arguments = [WORKER, "--cores", str(cores), "--memory", memory, "--work-dir", str(place), *common, url]
            worker = stack.enter_context(_process(place, f"worker-{number}", arguments))
            started.append(worker)
        for number, worker in enumerate(started[1:]):
            _wait(worker, place / f"worker-{number}.log", "Successfully registered with master")
        yield Cluster(url, tuple(started))


@contextmanager
def _process(folder: Path, name: str, arguments: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    command = [str(_home() / "bin" / "spark-class"), *arguments]
    environment = {
        **os.environ, "SPARK_LOCAL_IP": HOST, "SPARK_NO_DAEMONIZE": "1", "SPARK_LOCAL_DIRS": str(folder),
        "PYSPARK_PYTHON": sys.executable,
    }  # fmt: skip
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment)  # noqa: S603
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _home() -> Path:
    found = importlib.util.find_spec("pyspark")
    if found is None or found.origin is None:
        raise BadUsage("Spark needs the package pyspark (4.0): pip install 'pyspark<4.1'")
    return Path(found.origin).parent


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        port: int = one.getsockname()[1]
        return port


def _wait(process: subprocess.Popen[bytes], log: Path, sign: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if sign.encode() in log.read_bytes():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise YardstickError(f"Spark did not start: see {log}")


def main() -> int:
    """Start a cluster, print the address of its master, and hold it until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m yardstick.spark_cluster", description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cores", type=int, default=1, help="of each worker")
    parser.add_argument("--memory", default="1g", help="of each worker")
    options = parser.parse_args()
    with cluster(workers=options.workers, cores=options.cores, memory=options.memory) as running:
        print(running.url, flush=True)  # noqa: T201
        try:
            while running.alive() == len(running.processes):
                time.sleep(1)
        except KeyboardInterrupt:
            return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
