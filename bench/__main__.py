"""`python -m bench [case ...]`: measure, print a table, write report/bench.md.

A case is a module in `bench/cases` with `ORDER` and `measure(stage) -> list[Figure]`; the first figure of each case
is its floor. `python -m bench panel` is another kind of run: Lighthouse over the panel's pages, see bench/panel.py.
"""

import argparse
import os
import pkgutil
from importlib import import_module
from pathlib import Path

from bench import cases, panel
from bench.report import markdown
from bench.stage import stage

REPORT = Path(__file__).parents[1] / "report" / "bench.md"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", nargs="*", help="only these modules of bench/cases")
    parser.add_argument("--seconds", type=float, default=4.0)
    given = parser.parse_args()
    if given.case == ["panel"]:
        _write(panel.report(), REPORT.with_name("panel.md"))
        return
    modules = [import_module(f"bench.cases.{each.name}") for each in pkgutil.iter_modules(cases.__path__)]
    chosen = [m for m in modules if hasattr(m, "measure") and hasattr(m, "ORDER")]
    chosen = [m for m in chosen if not given.case or m.__name__.rpartition(".")[2] in given.case]
    load_before = os.getloadavg()[0]
    figures = []
    with stage(seconds=given.seconds) as here:
        for module in sorted(chosen, key=lambda m: m.ORDER):
            print(f"{module.__name__.rpartition('.')[2]} ...", flush=True)
            figures += module.measure(here)
        report = markdown(figures, here.memory, given.seconds, load_before)
    _write(report, REPORT)


def _write(report, path):
    print(report)
    path.parent.mkdir(exist_ok=True)
    path.write_text(report)


if __name__ == "__main__":
    main()
