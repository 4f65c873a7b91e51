"""From files of reported values to a store: checked, coded, one immutable Parquet partition a period."""

from yardstick.loading.load import load
from yardstick.loading.store import Partition, Store

__all__ = ["Partition", "Store", "load"]
