"""Prices a deal's first month once more, from an exported price book and the estimate's own usage lines.

    dealfloor price-book export 2026-11-01 --format py --out price_book.py
    dealfloor estimate deal.json --json > estimate.json
    python3 price_deal.py price_book.py estimate.json
"""

import json
import runpy
import sys
from fractions import Fraction

from etl import NANO, half_even, price, total


def main(book_file, estimate_file):
    book = runpy.run_path(book_file)["PRICE_BOOK"]
    with open(estimate_file, encoding="utf-8") as file:
        estimate = json.load(file)["estimate"]
    lines = [{**line, "quantity": int(line["quantity"])} for line in estimate["lines"]]
    credits = "ours" if estimate["keyMode"] == "shared" else "customer"
    variable = total([ours for _, ours, _ in price(book, lines, credits)])
    shared = estimate["shared"]
    own, others = int(shared["ownCalls"]), int(shared["otherCalls"])
    pool = half_even(Fraction(shared["poolUsd"]) * NANO)
    share = half_even(Fraction(pool * own, others + own)) if own else 0
    print(json.dumps({"variableNanoUsd": str(variable), "sharedNanoUsd": str(share), "costNanoUsd": str(variable + share)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
