"""Looks the pinned packages up for known vulnerabilities with pip-audit: `python -m tests.vulnerabilities`.

Where its data can't be reached it says so, which is no failure; nor is a vulnerability for which there is no mended version.
"""

from __future__ import annotations

import json
import subprocess
import sys

from .conftest import ROOT

COMMAND = ("-m", "pip_audit", "--requirement", ".ci/constraints.txt", "--no-deps", "--disable-pip", "--format", "json")


def main() -> int:
    """Exit status 1 for a known vulnerability that a newer version mends."""
    done = subprocess.run([sys.executable, *COMMAND], cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        packages = []
        print(done.stderr.strip().rpartition("\n")[2])
    found = [(package, vulnerability) for package in packages for vulnerability in package.get("vulns", ())]
    for package, vulnerability in found:
        mended = ", ".join(vulnerability["fix_versions"]) or "no version yet"
        print(f"{package['name']} {package['version']}: {vulnerability['id']}, mended in {mended}")
    looked_up = sum("vulns" in package for package in packages)
    if looked_up:
        print(f"pip-audit looked {looked_up} packages up and knows of {len(found)} vulnerabilities")
    if not packages or looked_up < len(packages):
        print(f"pip-audit can't reach its data for {len(packages) - looked_up or 'all'} packages, so nothing is known of them")
    return 1 if any(vulnerability["fix_versions"] for _, vulnerability in found) else 0


if __name__ == "__main__":
    sys.exit(main())
