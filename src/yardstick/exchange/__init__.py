"""Observations, results and definitions from and to the files of others: CSV, Parquet, SDMX, JSON, DHIS2."""
