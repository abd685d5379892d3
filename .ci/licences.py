"""Fails on a crate whose licence is outside the list in deny.toml, and on a network stack in the build.

Looks at every crate of Cargo.lock on every platform, also those that no feature of ours turns on.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# An offline tool: none of these may be built.
NETWORK = {"hyper", "reqwest", "ureq", "rustls", "openssl", "native-tls", "object_store"}


def allowed(expression, names):
    """Whether an SPDX expression can be met by allowed licences alone. `A/B` is the old form of `A OR B`."""
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))
    place = 0

    def peek():
        return tokens[place] if place < len(tokens) else None

    def take():
        nonlocal place
        place += 1
        return tokens[place - 1]

    def term():
        token = take()
        if token == "(":
            inner = either()
            take()
            return inner
        if peek() == "WITH":
            take()
            token += " WITH " + take()
        return token in names

    def both():
        met = term()
        while peek() == "AND":
            take()
            met &= term()
        return met

    def either():
        met = both()
        while peek() == "OR":
            take()
            met |= both()
        return met

    return either()


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def main():
    names = set(tomllib.loads((ROOT / "deny.toml").read_text(encoding="utf-8"))["licenses"]["allow"])
    packages = json.loads(cargo("metadata", "--locked", "--format-version", "1"))["packages"]
    wrong = [p for p in packages if not allowed(p["license"] or "none", names)]
    for package in wrong:
        print(f"{package['name']} {package['version']}: {package['license']}", file=sys.stderr)
    tree = cargo("tree", "--locked", "--edges", "normal,build", "--prefix", "none", "--target", "all")
    built = {line.split()[0] for line in tree.splitlines() if line}
    for name in sorted(built & NETWORK):
        print(f"{name}: a network stack in the build", file=sys.stderr)
    if wrong or built & NETWORK:
        sys.exit(1)
    print(f"{len(packages)} crates in Cargo.lock, {len(built)} of them built on some platform: all licences allowed")


if __name__ == "__main__":
    main()
