"""Take locks (``name==version`` with hashes), give a CycloneDX 1.5 bill: ``python -m tools.sbom LOCK… > sbom.cdx.json``.

No date and no random number is written: the same locks give the same bytes.  Source: CycloneDX 1.5, JSON reference.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path

_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def components(lock: str) -> list[dict[str, object]]:
    """A component for each package of a lock, in its order."""
    found: list[dict[str, object]] = []
    for line in lock.splitlines():
        if named := _LOCKED.match(line):
            name, version = named[1].lower().replace("_", "-"), named[2]
            purl = f"pkg:pypi/{name}@{version}"
            found.append(
                {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "hashes": []}
            )
        for digest in _HASH.findall(line):
            hashes = found[-1]["hashes"]
            assert isinstance(hashes, list)
            hashes.append({"alg": "SHA-256", "content": digest})
    return found


def bill(locks: list[str], project: dict[str, str]) -> dict[str, object]:
    """The bill of the project whose locks these are; a package that is in several of them is there once."""
    every = {str(item["purl"]): item for lock in locks for item in components(lock)}
    own = {"type": "application", "name": project["name"], "version": project["version"], "bom-ref": project["name"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": own},
        "components": [every[purl] for purl in sorted(every)],
        "dependencies": [{"ref": project["name"], "dependsOn": sorted(every)}],
    }


def main() -> None:
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    made = bill([Path(name).read_text("utf-8") for name in sys.argv[1:]], project)
    json.dump(made, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
