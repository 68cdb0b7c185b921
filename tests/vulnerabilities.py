"""Looks the pinned packages up for known vulnerabilities with pip-audit: `python -m tests.vulnerabilities`.

Where its data can't be reached it says so. That is a failure in CI, where GitHub sets CI, and none elsewhere.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from .conftest import ROOT

COMMAND = ("-m", "pip_audit", "--requirement", ".ci/constraints.txt", "--no-deps", "--disable-pip", "--format", "json")


def main() -> int:
    """Exit status 1 for a known vulnerability, and in CI for packages that could not be looked up."""
    done = subprocess.run([sys.executable, *COMMAND], cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        packages = []
        print(done.stderr.strip().rpartition("\n")[2])
    known = [
        f"{package['name']} {package['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for package in packages
        for found in package.get("vulns", ())
    ]
    looked_up = sum("vulns" in package for package in packages)
    print("\n".join(known) or f"{looked_up} packages have no known vulnerability")
    if not packages or looked_up < len(packages):
        print(f"pip-audit can't reach its data for {len(packages) - looked_up or 'all'} packages, so nothing is known of them")
    return 1 if known or (os.environ.get("CI") and (not packages or looked_up < len(packages))) else 0


if __name__ == "__main__":
    sys.exit(main())
