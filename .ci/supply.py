"""Supply chain, in seconds: locks name no index, no known bad release, no unexpected .pth file."""

import re
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# litellm 1.82.7 and 1.82.8 were malicious (BerriAI/litellm#24512); 1.82.8 ran code from a .pth file.
BANNED = {"litellm": {"1.82.7", "1.82.8"}}
# coverage starts itself in subprocesses, setuptools shims distutils, drafter is installed editable.
KNOWN_PTH = {"a1_coverage.pth", "distutils-precedence.pth", "_drafter.pth", "_virtualenv.pth"}


def problems() -> list[str]:
    """One line for everything that is wrong."""
    found = []
    for lock in sorted(ROOT.glob("requirements*.lock")):
        text = lock.read_text(encoding="utf-8")
        if re.search(r"https?://|file://|--(extra-)?index-url|--find-links", text):
            found.append(f"{lock.name}: names an index or an address")
        for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE):
            if version in BANNED.get(name.lower(), ()):
                found.append(f"{lock.name}: {name} {version} is a known malicious release")
        unhashed = re.findall(r"^([\w.-]+==[^\s;\\]+)(?![^\n]*\\)", text, re.MULTILINE)
        found += [f"{lock.name}: {one} has no hash" for one in unhashed]
    site = Path(sysconfig.get_path("purelib"))
    found += [
        f"{path}: unexpected .pth" for path in site.glob("*.pth") if path.name not in KNOWN_PTH
    ]
    return found


if __name__ == "__main__":
    wrong = problems()
    print("\n".join(wrong) or "supply chain: locks and site-packages are as expected")
    sys.exit(1 if wrong else 0)
