"""The seals of what docs/sign-offs.md lists as signed, computed without the package: `compute.py vectors.json`."""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def plain(data: Any) -> Any:
    """Leave out what is empty, and white space at the ends; a number is its shortest decimal."""
    if isinstance(data, dict):
        return {key: value for key in data if (value := plain(data[key])) not in (None, False, "", [], {})}
    if isinstance(data, list):
        return [plain(value) for value in data]
    if isinstance(data, str):
        return "\n".join(line.rstrip() for line in data.strip().split("\n"))
    return data if data is None or isinstance(data, bool) else f"{data:g}"


def digest(data: Any) -> str:
    text = json.dumps(plain(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def seals(accepted: Any, agreed: Any, cleared: Any) -> dict[str, str]:
    bearing = {name: digest(benchmark) for name, benchmark in agreed["criteria"]["benchmarks"].items()}
    agreed, cleared = (
        {**agreed, "criteria": {"benchmarks": bearing}},
        {**cleared, "criteria": digest(cleared["criteria"])},
    )
    made = {step: "1:" + digest({"step": step, "of": of}) for step, of in (("accepted", accepted), ("agreed", agreed))}
    return made | {"cleared": "1:" + digest({"step": "cleared", "of": cleared, "with": [*made.values()]})}


vectors = json.loads(Path(sys.argv[1]).read_text("utf-8"))
sys.stdout.write(json.dumps([seals(**vector["form"]) for vector in vectors]))
