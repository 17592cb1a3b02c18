"""Another ETL: books a request log as Dealfloor does, to the nano-dollar, with Python's standard library alone.

    dealfloor price-book export 2026-11-01 > book.json
    python3 etl.py --book book.json --log request_log.csv --tenants tenants.csv --pool pool.csv --out facts.csv

Amounts are whole nano-USD (1e-9), quantities whole base units; an empty amount is unknown, never zero.
"""

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from math import floor

NANO = 10**9
# A meter: its column in the facts, its amount in the facts, and how many base units its price is for.
METERS = {
    "credit": ("milli_credits", "credit_nano_usd", 1000),
    "db_write": ("db_writes", "db_write_nano_usd", 1),
    "db_read": ("db_reads", "db_read_nano_usd", 1),
    "worker_sec": ("worker_ms", "worker_nano_usd", 1000),
    "llm_input_token": ("llm_input_tokens", "llm_input_nano_usd", 1),
    "llm_output_token": ("llm_output_tokens", "llm_output_nano_usd", 1),
    "egress_gb": ("egress_bytes", "egress_nano_usd", 10**9),
    "storage_gb_month": (None, None, 30 * 10**9),
    "asr_minute": (None, None, 60000),
}
BOOKED = [meter for meter, (column, _, _) in METERS.items() if column]
COUNTS = ["attempts", "failed_attempts", "cache_hits", "billable_calls", "upstream_latency_ms"]
UNITS = [METERS[meter][0] for meter in BOOKED]
AMOUNTS = [METERS[meter][1] for meter in BOOKED]
FACT_COLUMNS = [
    "tenant_id", "event_date", "endpoint", "price_version", "plan", "key_mode", "cost_class", *COUNTS, *UNITS,
    *AMOUNTS, "variable_nano_usd", "shared_nano_usd", "customer_nano_usd",
]
QUARANTINE_COLUMNS = ["event_date", "tenant_id", "endpoint", "reason", "attempts", "milli_credits", "variable_nano_usd"]


def half_even(value):
    """The one rounding that money knows; Python's round() of a Fraction is half-even."""
    return round(Fraction(value))


def in_order(text):
    return text.encode("utf-16-be")


def total(amounts):
    return None if any(amount is None for amount in amounts) else sum(amounts)


# ---- Prices --------------------------------------------------------------------------------------------------------


def price(book, lines, credits):
    """Lines (endpoint, meter, quantity) as (line, our nano-USD, the customer's): each is rounded once, then summed."""
    climbed = ladder(book, lines, credits) if book["creditPacks"] else {}
    for place, line in enumerate(lines):
        rate = book["rates"].get(line["meter"])
        amount = climbed.get(place)
        if amount is None and rate is not None:
            amount = half_even(Fraction(rate) * NANO * line["quantity"] / METERS[line["meter"]][2])
        if amount is None and line["quantity"] == 0:
            amount = 0
        if credits == "customer" and line["meter"] == "credit":
            yield line, 0, amount or 0
        else:
            yield line, amount, 0


def ladder(book, lines, credits):
    """Credits climb a ladder together, ours behind everyone else's, and are split over their lines by quantity."""
    packs = book["creditPacks"]
    places = [place for place, line in enumerate(lines) if line["meter"] == "credit"]
    at = Fraction(packs["otherCreditsPerMonth"] if credits == "ours" else 0)
    end = at + Fraction(sum(lines[place]["quantity"] for place in places), 1000)
    exact = Fraction(0)
    for step in packs["usdPerCredit"]:
        stop = end if step["upTo"] is None else min(end, Fraction(step["upTo"]))
        if stop > at:
            exact += (stop - at) * Fraction(step["price"]) * NANO
            at = stop
    shares, _ = split(half_even(exact), [(lines[place]["endpoint"], lines[place]["quantity"]) for place in places])
    return dict(zip(places, shares))


def split(amount, claims):
    """Shares by weight that sum to the amount: floor, then one unit each by largest remainder, ties to the lower id."""
    weights = sum(weight for _, weight in claims)
    if weights == 0:
        return [0] * len(claims), amount
    exact = [Fraction(amount) * weight / weights for _, weight in claims]
    shares = [floor(share) for share in exact]
    order = sorted(range(len(claims)), key=lambda at: (shares[at] - exact[at], in_order(claims[at][0]), at))
    for at in order[: amount - sum(shares)]:
        shares[at] += 1
    return shares, 0


def weights_of(method, accounts):
    """What each account weighs in the split of a day's pool; a key that nobody has leaves a blend."""
    keys = {
        "even": lambda account: 1,
        "revenue": lambda account: account["revenue"],
        "calls": lambda account: sum(use["billable_calls"] for use in account["uses"]),
        "workerSeconds": lambda account: sum(use["worker_ms"] for use in account["uses"]),
    }
    kind = {"worker-seconds": "workerSeconds"}.get(method["kind"], method["kind"])
    blend = method["weights"] if kind == "blend" else {kind: "1"}
    claims = [Fraction(0)] * len(accounts)
    for key, weight in blend.items():
        values = [keys[key](account) for account in accounts]
        if sum(values) > 0:
            claims = [claim + Fraction(weight) * value / sum(values) for claim, value in zip(claims, values)]
    return claims


# ---- The log -------------------------------------------------------------------------------------------------------


def day_of(text):
    """The UTC day of a moment; one without an offset is UTC."""
    at, offset = re.fullmatch(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?", text).groups()
    moment = datetime.strptime(at.replace("T", " "), "%Y-%m-%d %H:%M:%S")
    if offset and offset != "Z":
        minutes = int(offset[1:3]) * 60 + int(offset[-2:])
        moment -= timedelta(minutes=minutes if offset[0] == "+" else -minutes)
    return moment.replace(tzinfo=timezone.utc).date().isoformat()


def is_true(text):
    return text.lower() in ("true", "1")


def is_billable(row, status):
    """No retry, 429, 5xx or cache hit, unless the log itself says what is billable."""
    if row.get("billable"):
        return is_true(row["billable"])
    first = int(row.get("attempt") or 1) == 1
    return first and not is_true(row.get("cache_hit") or "") and status != 429 and status < 500


def read_usage(log):
    """One sum a day, tenant and endpoint; every meter counts all attempts."""
    usage = defaultdict(lambda: dict.fromkeys([*COUNTS, *UNITS], 0))
    for row in log:
        status = int(row["http_status"])
        sums = usage[day_of(row["occurred_at"]), row["tenant_id"], row["endpoint"]]
        sums["attempts"] += 1
        sums["failed_attempts"] += status == 429 or status >= 500
        sums["cache_hits"] += is_true(row.get("cache_hit") or "")
        sums["billable_calls"] += is_billable(row, status)
        sums["upstream_latency_ms"] += int(row.get("upstream_latency_ms") or 0)
        sums["milli_credits"] += int(Fraction(row["credits"]) * 1000)
        sums["egress_bytes"] += int(row["response_bytes"])
        for column in ("db_writes", "db_reads", "worker_ms"):
            sums[column] += int(row[column])
        for column in ("llm_input_tokens", "llm_output_tokens"):
            sums[column] += int(row.get(column) or 0)
    return usage


# ---- A day ---------------------------------------------------------------------------------------------------------


def newest(rows, day, since):
    """The row that was in force on a day: the last one that began by then."""
    began = [row for row in rows if row[since] is not None and row[since] <= day]
    return max(began, key=lambda row: row[since], default=None)


def payer_of(tenant):
    """A hybrid account is on our key while it is a trial, and on its own afterwards."""
    if tenant is None or tenant["key_mode"] == "shared":
        return "ours"
    return "ours" if tenant["key_mode"] == "hybrid" and tenant["cost_class"] == "cac" else "customer"


def lines_of(endpoint, units):
    used = [(meter, units[METERS[meter][0]]) for meter in BOOKED]
    return [{"endpoint": endpoint, "meter": meter, "quantity": quantity} for meter, quantity in used if quantity]


def book_day(day, usage, terms):
    """Prices a day's usage and splits its pool: facts, what nobody can be charged for, and the unallocated pool."""
    book, pool = newest(terms["books"], day, "effectiveFrom"), terms["pools"].get(day)
    billable = {profile["id"]: profile["billable"] for profile in book["endpoints"]}
    accounts, quarantined = {}, []
    for (tenant_id, endpoint), units in sorted(usage.items(), key=lambda item: [in_order(part) for part in item[0]]):
        tenant = newest(terms["tenants"].get(tenant_id, []), day, "effective_from")
        if tenant is None or endpoint not in billable:
            amounts = [ours for _, ours, _ in price(book, lines_of(endpoint, units), payer_of(tenant))]
            reason = "unknown-tenant" if tenant is None else "unknown-endpoint"
            kept = {"event_date": day, "tenant_id": tenant_id, "endpoint": endpoint, "reason": reason}
            quarantined.append({**units, **kept, "variable_nano_usd": total(amounts)})
            continue
        revenue = terms["revenue"].get((day, tenant_id), 0)
        account = accounts.setdefault(tenant_id, {"tenant": tenant, "revenue": revenue, "uses": []})
        calls = units["billable_calls"] if billable[endpoint] else 0
        account["uses"].append({**units, "endpoint": endpoint, "billable_calls": calls})
    shares, unallocated = [None] * len(accounts), None
    if pool is not None:
        claims = zip(accounts, weights_of(terms["method"] or book["allocation"], list(accounts.values())))
        shares, unallocated = split(pool, list(claims))
    facts = []
    for account, share in zip(accounts.values(), shares):
        facts += book_account(day, book, account, share)
    return facts, quarantined, unallocated


def book_account(day, book, account, share):
    tenant, uses = account["tenant"], account["uses"]
    lines = [line for use in uses for line in lines_of(use["endpoint"], use)]
    priced = defaultdict(list)
    for line, ours, theirs in price(book, lines, payer_of(tenant)):
        priced[line["endpoint"]].append((line["meter"], ours, theirs))
    any_calls = any(use["billable_calls"] for use in uses)
    claims = [(use["endpoint"], use["billable_calls"] if any_calls else 1) for use in uses]
    shared = [None] * len(uses) if share is None else split(share, claims)[0]
    for use, part in zip(uses, shared):
        own = priced[use["endpoint"]]
        amounts = {**dict.fromkeys(AMOUNTS, 0), **{METERS[meter][1]: ours for meter, ours, _ in own}}
        yield {
            **use, **amounts, "tenant_id": tenant["tenant_id"], "event_date": day, "price_version": book["version"],
            "plan": tenant["plan"], "key_mode": tenant["key_mode"], "cost_class": tenant["cost_class"],
            "variable_nano_usd": total([ours for _, ours, _ in own]), "shared_nano_usd": part,
            "customer_nano_usd": sum(theirs for _, _, theirs in own),
        }


# ---- Files ---------------------------------------------------------------------------------------------------------


def rows_of(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def nano(text):
    return half_even(Fraction(text) * NANO)


def read_terms(options):
    tenants, pools, revenue = defaultdict(list), defaultdict(int), {}
    for row in rows_of(options.tenants):
        tenants[row["tenant_id"]].append(row)
    for row in rows_of(options.pool):
        pools[row["event_date"]] += nano(row["amount_usd"])
    for row in rows_of(options.revenue) if options.revenue else ():
        revenue[row["event_date"], row["tenant_id"]] = nano(row["revenue_usd_day"])
    books = []
    for path in options.book:
        with open(path, encoding="utf-8") as file:
            books.append(json.load(file))
    method = json.loads(options.method) if options.method else None
    return {"books": books, "tenants": tenants, "pools": dict(pools), "revenue": revenue, "method": method}


def write(file, columns, rows):
    writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, **{name: "" for name in columns if row[name] is None}} for row in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--book", action="append", required=True, help="a price book as JSON; once a version in force")
    parser.add_argument("--log", required=True)
    parser.add_argument("--tenants", required=True)
    parser.add_argument("--pool", required=True)
    parser.add_argument("--revenue", help="only the methods revenue and blend look at it")
    parser.add_argument("--method", help='as JSON, like {"kind": "even"}; default: that of the price book')
    parser.add_argument("--out", help="facts; default: standard output")
    parser.add_argument("--quarantine", help="what nobody can be charged for")
    options = parser.parse_args()
    terms, days = read_terms(options), defaultdict(dict)
    for (day, tenant_id, endpoint), units in read_usage(rows_of(options.log)).items():
        days[day][tenant_id, endpoint] = units
    facts, quarantined = [], []
    for day in sorted(days):
        booked, apart, unallocated = book_day(day, days[day], terms)
        facts, quarantined = facts + booked, quarantined + apart
        left = "no pool" if unallocated is None else f"{unallocated} nano-USD unallocated"
        print(f"{day}: {len(booked)} facts, {len(apart)} in quarantine, {left}", file=sys.stderr)
    with open(options.out, "w", encoding="utf-8") if options.out else sys.stdout as file:
        write(file, FACT_COLUMNS, facts)
    if options.quarantine:
        with open(options.quarantine, "w", encoding="utf-8") as file:
            write(file, QUARANTINE_COLUMNS, quarantined)


if __name__ == "__main__":
    main()
