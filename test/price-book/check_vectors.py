"""Computes every golden vector anew, in integers and fractions, with Python's standard library alone."""

import json
import sys
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

BOOKS = Path(__file__).resolve().parents[2] / "price-book"
NANO = 10**9
BASE_UNITS = {
    "credit": 1000, "db_write": 1, "db_read": 1, "worker_sec": 1000, "llm_input_token": 1, "llm_output_token": 1,
    "egress_gb": 10**9, "storage_gb_month": 30 * 10**9, "asr_minute": 60000,
}
CALL_METERS = {
    "credit": "milliCredits", "db_write": "dbWrites", "db_read": "dbReads", "worker_sec": "workerMs",
    "llm_input_token": "llmInputTokens", "llm_output_token": "llmOutputTokens", "egress_gb": "responseBytes",
    "storage_gb_month": "storageByteDays", "asr_minute": "asrMs",
}
HIT_METERS = {"db_write": "dbWrites", "db_read": "dbReads", "worker_sec": "workerMs", "egress_gb": "responseBytes"}


def half_even(value):
    return round(Fraction(value))


def open_book(case):
    book = json.loads((BOOKS / "books" / f"{case['priceBook']}.json").read_text())
    overrides = case.get("overrides", {})
    return {**book, **overrides, "rates": {**book["rates"], **overrides.get("rates", {})}}


def climb(tiers, start, end):
    """Pieces (units, price) of a ladder between two positions; a step includes its end."""
    for tier in tiers:
        stop = end if tier["upTo"] is None else min(end, Fraction(tier["upTo"]))
        if stop > start:
            yield stop - start, Fraction(tier["price"])
            start = stop


def split(amount, claims):
    """Shares by weight that sum to the amount: floor, then one unit each by largest remainder, ties to the lower id."""
    weights = sum(weight for _, weight in claims)
    if weights == 0:
        return [0] * len(claims), amount
    exact = [Fraction(amount) * weight / weights for _, weight in claims]
    shares = [floor(share) for share in exact]
    order = sorted(range(len(claims)), key=lambda at: (shares[at] - exact[at], claims[at][0], at))
    for at in order[: amount - sum(shares)]:
        shares[at] += 1
    return shares, 0


def price_lines(book, lines, credits):
    """Nano-USD of each line as if we paid it; None where the book has no rate."""
    amounts = []
    for line in lines:
        rate = book["rates"].get(line["meter"])
        quantity = int(line["quantity"])
        if rate is None:
            amounts.append(0 if quantity == 0 else None)
        else:
            amounts.append(half_even(Fraction(rate) * NANO * quantity / BASE_UNITS[line["meter"]]))
    if book["creditPacks"]:
        places = [at for at, line in enumerate(lines) if line["meter"] == "credit"]
        start = Fraction(book["creditPacks"]["otherCreditsPerMonth"]) if credits == "ours" else Fraction(0)
        end = start + Fraction(sum(int(lines[at]["quantity"]) for at in places), 1000)
        total = half_even(sum(units * price * NANO for units, price in climb(book["creditPacks"]["usdPerCredit"], start, end)))
        shares, _ = split(total, [(lines[at]["endpoint"], int(lines[at]["quantity"])) for at in places])
        for at, share in zip(places, shares):
            amounts[at] = share
    return amounts


def cost(book, lines, credits):
    ours, theirs = [], []
    for line, amount in zip(lines, price_lines(book, lines, credits)):
        is_theirs = credits == "customer" and line["meter"] == "credit"
        ours.append(0 if is_theirs else amount)
        theirs.append(amount if is_theirs else 0)
    return ours, theirs


def total(amounts):
    return None if any(amount is None for amount in amounts) else sum(amounts)


def share_of_pool(pool, own, others):
    return 0 if own == 0 else half_even(Fraction(pool * own, others + own))


def check_lines(case):
    ours, theirs = cost(open_book(case), case["lines"], case["credits"])
    pool = case["pool"]
    shared = pool and share_of_pool(int(pool["nanoUsd"]), int(pool["ownCalls"]), int(pool["otherCalls"]))
    return {
        "lines": [{"amountNanoUsd": text(a), "customerNanoUsd": text(b)} for a, b in zip(ours, theirs)],
        "variableNanoUsd": text(total(ours)),
        "sharedNanoUsd": text(shared),
        "customerNanoUsd": text(total(theirs)),
    }


def check_allocation(case):
    keys = {"even": None, "revenue": "revenueNanoUsd", "calls": "billableCalls", "workerSeconds": "workerMs", "worker-seconds": "workerMs"}
    method = case["method"]
    weights = method["weights"] if method["kind"] == "blend" else {method["kind"]: "1"}
    accounts = case["accounts"]
    claims = [Fraction(0)] * len(accounts)
    for key, weight in weights.items():
        values = [1 if keys[key] is None else int(account[keys[key]]) for account in accounts]
        if sum(values) > 0:
            claims = [claim + Fraction(weight) * value / sum(values) for claim, value in zip(claims, values)]
    shares, unallocated = split(int(case["poolNanoUsd"]), [(a["id"], c) for a, c in zip(accounts, claims)])
    return {"shares": [text(share) for share in shares], "unallocated": text(unallocated)}


def flow_of(line, operations):
    """Exact calls, cache hits and calls caused on other endpoints, after all levers in order."""
    pages, calls, hits, elsewhere = line["pages"], operations * line["pages"], Fraction(0), []
    for lever in line["levers"]:
        kind = lever["kind"]
        if kind in ("dedupe", "drop-unread"):
            calls *= 1 - Fraction(lever["share"])
        elif kind == "cadence-tier":
            calls *= Fraction(lever["keptShare"])
        elif kind == "cache":
            hits += calls * Fraction(lever["hitShare"])
            calls *= 1 - Fraction(lever["hitShare"])
        elif kind == "list-instead-of-detail":
            replaced = calls * Fraction(lever["share"])
            calls -= replaced
            if lever["listEndpoint"] is not None:
                elsewhere.append((lever["listEndpoint"], replaced / lever["itemsPerListCall"]))
        elif kind == "sampling-cap":
            calls *= Fraction(min(lever["pagesAtMost"], pages), pages)
            pages = min(lever["pagesAtMost"], pages)
        elif kind == "delta-polling":
            calls *= (lever["probeCalls"] + Fraction(lever["changedShare"]) * pages) / pages
        elif kind == "existence-probe":
            elsewhere.append((lever["probeEndpoint"], calls / pages))
            calls *= 1 - Fraction(lever["goneShare"])
        elif kind == "pre-warm":
            calls /= Fraction(lever["openedShare"])
    return calls, hits, elsewhere


def flows_of(sizing, of_line):
    flows = {}
    for line in sizing["lines"]:
        calls, hits, elsewhere = flow_of(line, of_line(line))
        for endpoint, more_calls, more_hits in [(line["endpoint"], calls, hits), *((e, c, 0) for e, c in elsewhere)]:
            before = flows.get(endpoint, (0, 0))
            flows[endpoint] = (before[0] + more_calls, before[1] + more_hits)
    return flows


def usage_lines(book, endpoint, calls, hits):
    profile = next(profile for profile in book["endpoints"] if profile["id"] == endpoint)
    on_hit = (profile["cache"] or {}).get("hit")
    hit_units = {meter: on_hit[field] for meter, field in HIT_METERS.items()} if on_hit else {"db_read": profile["dbReads"]}
    for meter, field in CALL_METERS.items():
        quantity = profile.get(field, 0) * calls + hit_units.get(meter, 0) * hits
        yield {"endpoint": endpoint, "meter": meter, "quantity": quantity}


def period(book, flows, scale, credits):
    """One period: whole calls of each endpoint, its variable cost, billable calls and thousandths of a credit."""
    whole = {endpoint: (ceil(calls * scale), ceil(hits * scale)) for endpoint, (calls, hits) in flows.items()}
    lines = [line for endpoint, (calls, hits) in whole.items() for line in usage_lines(book, endpoint, calls, hits)]
    ours, _ = cost(book, lines, credits)
    rows = [
        {"endpoint": endpoint, "calls": text(calls), "hits": text(hits),
         "variableNanoUsd": text(sum(a for a, line in zip(ours, lines) if line["endpoint"] == endpoint))}
        for endpoint, (calls, hits) in whole.items()
    ]
    billable = {profile["id"] for profile in book["endpoints"] if profile["billable"]}
    own = sum(calls for endpoint, (calls, _) in whole.items() if endpoint in billable)
    milli = sum(line["quantity"] for line in lines if line["meter"] == "credit")
    return rows, total(ours), own, milli


def per_thousand(units, price, charge):
    thousands = Fraction(units) / 1000
    return price * (ceil(thousands) if charge == "package" else thousands)


def revenue(sizing, month, own, milli, profiles):
    """The month's revenue in nano-units of the deal's currency, without and with the one-off fee."""
    model, recurring, overage = sizing["price"], Fraction(0), Fraction(0)
    if model["kind"] in ("seat", "seat-with-overage"):
        recurring = model["seats"] * Fraction(model["pricePerSeat"])
    if model["kind"] == "seat-with-overage":
        over = max(0, own - model["seats"] * model["includedCallsPerSeat"])
        overage = per_thousand(over, Fraction(model["overagePer1000"]), model["charge"])
    if model["kind"] == "platform-fee":
        recurring = Fraction(model["feePerMonth"])
    if model["kind"] == "usage":
        units = {"call": Fraction(own), "credit": Fraction(milli, 1000), "tracked-profile": Fraction(profiles)}[model["unit"]]
        pieces = list(climb(model["tiersPer1000"], Fraction(0), units))
        if model["tierMode"] == "volume":
            pieces = [(units, pieces[-1][1])] if pieces else []
        recurring = sum(per_thousand(count, price, model["charge"]) for count, price in pieces)
    ramp = sizing["ramp"] or ["1"]
    factor = Fraction(ramp[min(month, len(ramp)) - 1]) * (1 - Fraction(sizing["discount"]))
    billed = half_even(recurring * factor * NANO) + half_even(overage * NANO)
    billed = max(billed, half_even(Fraction(sizing["minimumPerMonth"] or 0) * NANO))
    one_off = half_even(Fraction(sizing["oneOffFee"]) * NANO) if month == 1 else 0
    return billed, billed + one_off


def trial_cost(book, sizing, pool, others):
    if sizing["trial"] is None:
        return None
    days, cap = sizing["trial"]["days"], sizing["trial"]["capCallsPerDay"]
    flows = flows_of(sizing, lambda line: Fraction(line["operations"]) / (1 if line["per"] == "day" else 30))
    upstream = {profile["id"] for profile in book["endpoints"] if profile["billable"]}
    asked = sum(calls for endpoint, (calls, _) in flows.items() if endpoint in upstream)
    kept = min(Fraction(1), Fraction(cap) / asked) if asked else Fraction(1)
    cut = {e: (calls * kept if e in upstream else calls, hits) for e, (calls, hits) in flows.items()}
    _, variable, own, _ = period(book, cut, days, "ours")
    share = Fraction(pool * days, 30) * own / (Fraction(others * days, 30) + own) if own else 0
    return text(variable + half_even(share))


def check_deal(case):
    book, sizing = open_book(case), case["sizing"]
    days = sizing["daysUsedPerMonth"]
    flows = flows_of(sizing, lambda line: Fraction(line["operations"] * (days if line["per"] == "day" else 1)))
    credits = "ours" if sizing["keyMode"] == "shared" else "customer"
    pool = half_even(Fraction(book["sharedPool"]["usdPerMonth"]) * NANO)
    others = book["sharedPool"]["otherBillableCallsPerMonth"]
    months, costs, revenues, scale = [], 0, 0, Fraction(1)
    for month in range(1, sizing["termMonths"] + 1):
        rows, variable, own, milli = period(book, flows, scale, credits)
        shared = share_of_pool(pool, own, others)
        recurring, earned = (
            half_even(nano * Fraction(case["usdPerUnit"]))
            for nano in revenue(sizing, month, own, milli, ceil(sizing["trackedProfiles"] * scale))
        )
        months.append({
            "month": month, "endpoints": rows, "sharedNanoUsd": text(shared), "costNanoUsd": text(variable + shared),
            "recurringNanoUsd": text(recurring), "revenueNanoUsd": text(earned),
        })
        costs, revenues = costs + variable + shared, revenues + earned
        scale *= 1 + Fraction(sizing["growthPerMonth"])
    trial = trial_cost(book, sizing, pool, others)
    return {"months": months, "costNanoUsd": text(costs), "revenueNanoUsd": text(revenues), "trialNanoUsd": trial}


def text(number):
    return None if number is None else str(number)


def main():
    agreed = 0
    for name, check in (("lines", check_lines), ("allocations", check_allocation), ("deals", check_deal)):
        for case in json.loads((BOOKS / "vectors" / f"{name}.json").read_text())["cases"]:
            expected = case["expected"]
            if "--off-by-one" in sys.argv and name == "deals":
                expected = {**expected, "costNanoUsd": text(int(expected["costNanoUsd"]) + 1)}
            computed = check(case)
            if computed != expected:
                print(f"{name}: {case['name']} differs\n{computed}\n{expected}", file=sys.stderr)
                return 1
            agreed += 1
    print(f"{agreed} vectors agree to the nano-dollar")
    return 0


if __name__ == "__main__":
    sys.exit(main())
