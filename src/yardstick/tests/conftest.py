"""A Spark cluster for the tests of this engine: a master and two workers, each a process of its own."""

import shutil
from collections.abc import Iterator

import pytest

from yardstick.rollup import Engine, Spark
from yardstick.spark_cluster import cluster


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine on a cluster of two workers; skipped where there is no Java or no pyspark."""
    pytest.importorskip("pyspark", reason="no Spark: uv sync --group spark")
    if shutil.which("java") is None:
        pytest.skip("no Java: apt-get install openjdk-17-jre-headless")
    with cluster(workers=2, folder=tmp_path_factory.mktemp("spark")) as running, Spark(master=running.url) as engine:
        assert running.alive() == 3  # the master and both workers
        yield engine
