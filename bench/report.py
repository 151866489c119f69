"""The report: a table that people can read and compare."""

import os
import platform
import time


def markdown(figures, memory, seconds, load_before):
    """The whole report."""
    setting = (
        f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {platform.machine()}, {os.cpu_count()} cores,"
        f" Python {platform.python_version()}; the server alone on one core, PostgreSQL and the load generator on the"
        f" other; 16 connections, {seconds:g} s each; 1,000 products x 3 variants in 20 categories."
        f" Load average of the machine before: {load_before:.1f}."
    )
    lines = [
        "# Measured",
        "",
        setting,
        "",
        "| case | what | per second | of its floor | p50 ms | p99 ms | server µs | database µs | goal | |",
        "|---|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    floors = {}
    for each in figures:
        floor = floors.setdefault(each.case, each.per_second)
        goal = "" if each.goal is None else f"{each.goal:,.0f} {'MISSED' if each.missed else 'reached'}"
        lines.append(
            f"| {each.case} | {each.subject} | {each.per_second:,.0f} | {each.per_second / floor:.1%} |"
            f" {each.p50:.2f} | {each.p99:.2f} | {each.server_us:,.0f} | {each.database_us:,.0f} | {goal} | {each.note} |"
        )
    lines += ["", "Microseconds are processor time for each answer, warm-up included."]
    lines += [f"- {name}: {mib:,.0f} MiB" for name, mib in memory.items()]
    return "\n".join(lines) + "\n"
