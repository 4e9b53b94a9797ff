"""Splink (version 5, DuckDB) on the files of `matching_world.py`; run by a Python that has it, see README.md.

It is given what it needs to do well: the number in its parts for blocking, names with the weight of their rarity,
distances over the number, village and township. The model was trained once on another county of the same size
(`--train`, seed 8) and is stored beside this file. Measured is prediction by that model and the best of each
row; that both tables lie in DuckDB already is the snapshot loading that is not counted for anybody.
"""

import argparse
import json
import resource
import statistics
import time
from pathlib import Path
from typing import Any

import duckdb
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

MODEL = Path(__file__).with_name("splink_model.json")
# A pair counts as a link from here on; below, precision falls under 99 in 100.
LIKELY = 0.99
CELLS = "name, number, township, village"
ROSTER = """
    SELECT 人编号 AS unique_id, 姓名 AS name, 证件号码 AS number, "乡(镇)" AS township, 行政村 AS village
    FROM read_csv('{folder}/roster.csv', all_varchar = true)
"""
LIST = "SELECT row AS unique_id, {cells} FROM read_csv('{folder}/list.csv', all_varchar = true)"
BEST = """
    SELECT unique_id_l, arg_max(unique_id_r, match_weight) FROM {found} GROUP BY unique_id_l
"""


def main() -> None:
    """Print what was measured as JSON, or train."""
    made = argparse.ArgumentParser(description=__doc__)
    made.add_argument("folder", type=Path)
    made.add_argument("--rounds", type=int, default=7)
    made.add_argument("--train", action="store_true")
    asked = made.parse_args()
    tables = _tables(asked.folder)
    if asked.train:
        _train(tables)
    else:
        print(json.dumps(_measured(tables, asked)))


def _tables(folder: Path) -> duckdb.DuckDBPyConnection:
    """Both tables in memory, tidied as one would: blanks and full width gone, x large, nothing for empty."""
    database = duckdb.connect()
    tidy = "translate(upper(regexp_replace(nfc_normalize({cell}), '\\s', '', 'g')), '０１２３４５６７８９Ｘ', '0123456789X')"
    for name, select in (("register", ROSTER), ("list", LIST)):
        database.execute(f"CREATE TABLE raw_{name} AS {select.format(folder=folder, cells=CELLS)}")
        cells = ", ".join(f"nullif({tidy.format(cell=cell)}, '') AS {cell}" for cell in CELLS.split(", "))
        database.execute(
            f"CREATE TABLE tidy_{name} AS SELECT *, number[:14] AS front, number[7:14] AS birth, number[-4:] AS tail "
            f"FROM (SELECT unique_id, {cells} FROM raw_{name})"
        )
    database.execute(
        f"CREATE TABLE truth AS SELECT row, person FROM read_csv('{folder}/list.csv', all_varchar = true)"
    )
    return database


def _linker(database: duckdb.DuckDBPyConnection, settings: Any) -> Linker:
    api = DuckDBAPI(connection=database)
    sides = [api.register(f"tidy_{name}", dataset_display_name=name) for name in ("register", "list")]
    return Linker(sides, settings, log_level=None)


def _settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.DamerauLevenshteinAtThresholds("number", [1, 2, 4]),
            cl.LevenshteinAtThresholds("name", 1).configure(term_frequency_adjustments=True),
            cl.ExactMatch("village"),
            cl.ExactMatch("township"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("number"),
            block_on("front"),
            block_on("name", "tail"),
            block_on("name", "birth"),
            block_on("name", "village"),
        ],
        retain_matching_columns=False,
    )


def _train(database: duckdb.DuckDBPyConnection) -> None:
    linker = _linker(database, _settings())
    training = linker.training
    training.estimate_probability_two_random_records_match([block_on("number", "name")], recall=0.85)
    training.estimate_u_using_random_sampling(max_pairs=5e6, seed=8)
    training.estimate_parameters_using_expectation_maximisation(
        block_on("number"), record_sample_proportion=1
    )
    training.estimate_parameters_using_expectation_maximisation(
        block_on("name", "birth"), record_sample_proportion=1
    )
    linker.misc.save_model_to_json(str(MODEL), overwrite=True)


def _measured(database: duckdb.DuckDBPyConnection, asked: argparse.Namespace) -> dict[str, Any]:
    taken = []
    for _ in range(asked.rounds):
        # A linker keeps what it found, so each round has its own.
        linker = _linker(database, str(MODEL))
        begun = time.perf_counter()
        found = linker.inference.predict(threshold_match_probability=LIKELY)
        links = database.execute(BEST.format(found=found.physical_name)).fetchall()
        taken.append(time.perf_counter() - begun)
        found.drop_table_from_database_and_remove_from_cache()
    truth = dict(database.execute("SELECT row, person FROM truth").fetchall())
    right = sum(truth[row] == person for row, person in links)
    return {
        "what": "Splink",
        "first": taken[0],
        "median": statistics.median(taken),
        "fastest": min(taken),
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "recall %": 100 * right / sum(map(bool, truth.values())),
        "precision %": 100 * right / len(links),
    }


if __name__ == "__main__":
    main()
