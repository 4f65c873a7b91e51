"""Small drawings as SVG text: bars, sparks, marks, a task's life, trends; no styles, only classes and attributes."""

from thuocdo.interface.charts.bars import bar, meter, shares, spark
from thuocdo.interface.charts.columns import Column, columns
from thuocdo.interface.charts.marks import marks, tasks_per_mark
from thuocdo.interface.charts.ruler import Moment, ruler
from thuocdo.interface.charts.trend import Trend, trend_chart

__all__ = [
    "Column",
    "Moment",
    "Trend",
    "bar",
    "columns",
    "marks",
    "meter",
    "ruler",
    "shares",
    "spark",
    "tasks_per_mark",
    "trend_chart",
]
