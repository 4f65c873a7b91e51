"""What the reference shows: every module that callers of yardstick may rely on, and its names."""

from dataclasses import dataclass

ROOT = "yardstick"


@dataclass(frozen=True)
class Page:
    """A module with the names that are shown; without any it is a package, and its `__all__` says them."""

    module: str
    names: str = ""


@dataclass(frozen=True)
class Group:
    """Pages under one heading of the first page."""

    title: str
    pages: tuple[Page, ...]


# What is in neither list nor `__all__` may change without notice. A new page or name is put here and nowhere else.
GROUPS = (
    Group(
        "From reported values to indicators",
        (
            Page("yardstick.formula"),
            Page("yardstick.formula.tree", "Literal Item Call walk substitute"),
            Page("yardstick.definitions", "DataElement Indicator Definitions Rule read_definitions parse_definitions"),
            Page("yardstick.units", "Unit Succession Units Heirs read_units check_units"),
            Page("yardstick.periods", "Frequency Period parse_period period_of periods_between"),
            Page("yardstick.loading"),
            Page("yardstick.loading.store", "open_store is_store"),
            Page("yardstick.loading.heirs", "Inherited inherit"),
            Page("yardstick.rollup"),
            Page("yardstick.rollup.output", "write_results"),
            Page("yardstick.proof", "Inputs Proof proof_of write_proof read_proof check_store compare"),
            Page("yardstick.spark_cluster", "Cluster cluster"),
        ),
    ),
    Group(
        "Progress, targets and forecasts",
        (
            Page(
                "yardstick.progress",
                "Direction Status Reading Series Progress Overall Thresholds measure score_of_series",
            ),
            Page("yardstick.series_csv", "BadRow read_series"),
            Page("yardstick.foresight"),
            Page("yardstick.foresight.reading", "Goal read_series read_goals cases_of"),
            Page("yardstick.foresight.backtest", "Line Bin Report"),
        ),
    ),
    Group(
        "Scores, indices and ranks",
        (
            Page("yardstick.scoring.reading", "read_specification parse_specification"),
            Page(
                "yardstick.scoring.specification",
                "Aggregation Missing MissingRule Leaf SeriesLeaf FixedZero Group Specification",
            ),
            Page("yardstick.scoring.methods", "Method OverColumns ShareOfTarget MinMax WishedBand ZScore Spread"),
            Page("yardstick.scoring.steps", "Step OrderedBands StepTable"),
            Page("yardstick.scoring.progressed", "Progressed SeriesOfIndicator"),
            Page("yardstick.scoring.columns", "Column Peers Panel panel_of"),
            Page(
                "yardstick.scoring.long_rows",
                "panel_from_rows panel_from_table read_values read_peers result_table write_table",
            ),
            Page("yardstick.scoring.index", "Standing Result Discounted compute"),
            Page("yardstick.scoring.quality_rule", "Discount Unknown QualityRule"),
            Page("yardstick.scoring.quality_rows", "read_qualities qualities_from_table"),
            Page("yardstick.scoring.ranking", "Band Ranks competition_ranks twelve"),
            Page("yardstick.scoring.sensitivity", "Steadiness Shift Swap steadiness shifts swaps"),
            Page("yardstick.scoring.decomposition", "Cause Change Contribution Explanation explain"),
        ),
    ),
    Group(
        "Quality of data",
        (
            Page("yardstick.quality"),
            Page("yardstick.quality.files", "read_files"),
            Page(
                "yardstick.quality.settings",
                "Operator Missing Importance Combine Side Rule Limits Form "
                "OutlierSettings SuspicionSettings ScoreSettings",
            ),
            Page("yardstick.quality.findings", "Findings Stranger Future"),
            Page("yardstick.quality.listing", "Listing"),
            Page("yardstick.quality.rules", "Violation Outcome"),
            Page("yardstick.quality.limits", "Impossible"),
            Page("yardstick.quality.outliers", "Outlier Against"),
            Page("yardstick.quality.series", "Repeated Shift"),
            Page("yardstick.quality.duplicates", "Duplicate Copied"),
            Page("yardstick.quality.completeness", "FormCount MissingReport FormTally"),
            Page("yardstick.quality.timeliness", "Stale Timeliness"),
            Page("yardstick.quality.figures", "Figure LevelScore Figures"),
            Page("yardstick.quality.reported", "Series"),
        ),
    ),
    Group(
        "Files of others",
        (
            Page("yardstick.exchange.formats", "READ WRITTEN Written read_table write_table format_of format_for"),
            Page("yardstick.exchange.shapes", "Shape Table table_of OBSERVATIONS RESULTS"),
            Page(
                "yardstick.exchange.dimensions",
                "Structure Dimensions PLAIN_DIMENSIONS parse_structure default_structure mapped",
            ),
            Page("yardstick.exchange.sdmx_xml_writing", "Message"),
            Page("yardstick.exchange.dhis2", "Remark Directions Conversion read_dhis2 convert_dhis2 remarks"),
            Page("yardstick.exchange.definitions_json", "schema content_of to_json"),
        ),
    ),
    Group(
        "Beneath all of it",
        (
            Page(
                "yardstick.errors",
                "YardstickError BadInput BadDefinition BadFormula BadUsage TooLarge Unproven",
            ),
            Page("yardstick.cli", "main"),
        ),
    ),
)

# Types that a public signature names and that are for use inside alone.
INNER = ("yardstick.quality.database.Database", "yardstick.quality.frame.Frame")


def shown() -> dict[str, tuple[str, ...]]:
    """The names of each module in the order of the table, () where the module's `__all__` says them."""
    return {page.module: tuple(page.names.split()) for group in GROUPS for page in group.pages}
