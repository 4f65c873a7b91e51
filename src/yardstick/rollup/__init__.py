"""Roll-up: every indicator for every unit of every level and every period, from what the leaves reported."""

from yardstick.rollup.engines import DuckDB, Engine, Spark, open_engine
from yardstick.rollup.run import RESULT, RollUp

__all__ = ["RESULT", "DuckDB", "Engine", "RollUp", "Spark", "open_engine"]
