"""The ETL skeleton of the source document as it stands there, and around it what times it. Never edit build_daily_cost."""

import json
import resource
import sys
import time
from datetime import date

import pandas as pd
from sqlalchemy import create_engine

PRICES = {
    "credit": 0.0008,
    "db_write": 0.0000012,
    "db_read": 0.0000004,
    "worker_sec": 0.000018,
    "llm_input_token": 0.000003,
    "llm_output_token": 0.000015,
    "egress_gb": 0.085,
}


def build_daily_cost(engine, target_day: date) -> pd.DataFrame:
    requests = pd.read_sql(
        """
        SELECT tenant_id,
               endpoint,
               credits_charged,
               db_writes,
               db_reads,
               worker_ms,
               llm_input_tokens,
               llm_output_tokens,
               response_bytes
        FROM request_log
        WHERE event_date = %(d)s
        """,
        engine,
        params={"d": target_day},
    )
    g = requests.groupby("tenant_id", as_index=False).agg(
        api_calls=("endpoint", "count"),
        credits=("credits_charged", "sum"),
        db_writes=("db_writes", "sum"),
        db_reads=("db_reads", "sum"),
        worker_sec=("worker_ms", lambda s: s.sum() / 1000.0),
        llm_in=("llm_input_tokens", "sum"),
        llm_out=("llm_output_tokens", "sum"),
        egress_gb=("response_bytes", lambda s: s.sum() / 1e9),
    )
    g["variable_cost"] = (
        g["credits"] * PRICES["credit"]
        + g["db_writes"] * PRICES["db_write"]
        + g["db_reads"] * PRICES["db_read"]
        + g["worker_sec"] * PRICES["worker_sec"]
        + g["llm_in"] * PRICES["llm_input_token"]
        + g["llm_out"] * PRICES["llm_output_token"]
        + g["egress_gb"] * PRICES["egress_gb"]
    )
    shared_pool = pd.read_sql(
        "SELECT total_usd FROM shared_infra_daily WHERE event_date = %(d)s",
        engine,
        params={"d": target_day},
    ).iloc[0]["total_usd"]
    total_calls = g["api_calls"].sum() or 1
    g["allocated_shared"] = shared_pool * (g["api_calls"] / total_calls)
    g["total_cost"] = g["variable_cost"] + g["allocated_shared"]
    g["event_date"] = target_day
    return g


if __name__ == "__main__":
    url, day = sys.argv[1], date.fromisoformat(sys.argv[2])
    engine = create_engine(url)
    started = time.perf_counter()
    df = build_daily_cost(engine, day)
    df.to_sql("tenant_cost_daily", engine, if_exists="append", index=False)
    seconds = time.perf_counter() - started
    totals = {
        "attempts": int(df["api_calls"].sum()),
        "milliCredits": round(float(df["credits"].sum()) * 1000),
        "dbWrites": int(df["db_writes"].sum()),
        "workerMs": round(float(df["worker_sec"].sum()) * 1000),
        "egressBytes": round(float(df["egress_gb"].sum()) * 1e9),
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"milliseconds": seconds * 1000, "peakMegabytes": peak, "totals": totals}))
