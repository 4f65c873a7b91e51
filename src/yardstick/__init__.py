"""Indicators from what many units report: formulas, roll-up, scores, forecasts to targets, and the quality of data.

A library and a command (`yardstick --help`) that ask for no server and no settings. What all of it keeps to: a missing
value is `None` and never 0; neither NaN nor infinity is taken or given; the same input gives the same digits in any
order; no clock is read (a day is an argument); and what is refused is a `yardstick.errors.YardstickError` whose message
is one line that says where the fault is and what was expected.
"""
