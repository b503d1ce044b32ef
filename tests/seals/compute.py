"""The seals of plain data, computed by docs/sign-offs.md alone: `python compute.py vectors.json` prints them.

It imports nothing of the package, so that it stays what seals are held to when the package changes.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any


def plain(data: Any) -> Any:
    """Leave out what is empty, and white space at line ends; a number is its shortest text."""
    if isinstance(data, dict):
        return {key: made for key, value in data.items() if (made := plain(value)) not in (None, False, "", [], {})}
    if isinstance(data, list):
        return [plain(value) for value in data]
    if isinstance(data, str):
        return "\n".join(line.rstrip() for line in data.strip().split("\n"))
    return data if data is None or isinstance(data, bool) else f"{data:g}"


def short(data: Any) -> Any:
    """A long form that holds only what the short one does."""
    return next(iter(data.values())) if isinstance(data, dict) and set(data) in ({"answer"}, {"text"}) else data


def one(data: Any) -> Any:
    """A list of one word in a rule is that word."""
    if isinstance(data, dict):
        return {key: one(value) for key, value in data.items()}
    if isinstance(data, list):
        return data[0] if len(data) == 1 and isinstance(data[0], str) else [one(value) for value in data]
    return data


def digest(data: Any) -> str:
    """The digest of data in its plain form."""
    text = json.dumps(plain(data), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def without(data: Any, *keys: str) -> Any:
    """All but some keys."""
    return {key: value for key, value in data.items() if key not in keys}


def bearing(criteria: Any, benchmark: Any) -> Any:
    """What of an edition bears on the outcome of a benchmark."""
    asked = {
        level: {
            each["id"]: {
                **{key: each.get(key) for key in ("text", "exception", "applies_when")},
                "parts": {part["id"]: part["text"] for part in each.get("parts", [])},
            }
            for each in found
        }
        for level, found in benchmark["criteria"].items()
    }
    rules = benchmark.get("rules") or criteria["rules"]
    return {
        "statement": benchmark.get("statement"),
        "criteria": asked,
        "levels": {each["id"]: each["kind"] for each in criteria["levels"] if each["id"] in asked},
        "outcomes": [each["id"] for each in criteria["outcomes"]],
        "rules": [{key: one(rule.get(key)) for key in ("outcome", "if")} for rule in rules],
    }


def printed(criteria: Any) -> Any:
    """What letters print of an edition."""
    benchmarks = {}
    for each in criteria["benchmarks"]:
        made = benchmarks[each["id"]] = without(each, "source", "rules", "scored", "emphasis")
        made["unscored"] = not each.get("scored", True)
        made["emphasis"] = None if each.get("emphasis") == "unstated" else each.get("emphasis")
        made["criteria"] = {
            level: [without(criterion, "note", "replaces", "contradicts") for criterion in found]
            for level, found in each.get("criteria", {}).items()
        }
    return {
        **without(criteria, "format", "applies_to", "note", "sources", "replaces", "rules"),
        "benchmarks": benchmarks,
    }


def answers(benchmark: Any, given: Any) -> Any:
    """What the authority answers for one benchmark, criterion by criterion."""
    found = {}
    for level, criteria in benchmark["criteria"].items():
        said = given.get("answers", {}).get(level)
        words = said if isinstance(said, dict) else dict.fromkeys([each["id"] for each in criteria], said)
        found[level] = {
            each["id"]: short(plain(without(word, "evidence", "references"))) if isinstance(word, dict) else word
            for each in criteria
            if (word := words.get(each["id"])) is not None
        }
    return {"claimed": given.get("claimed"), "answers": found}


def seals(files: Any) -> Any:
    """The three seals."""
    review, assessment, criteria = files["review"], files["assessment"], files["criteria"]
    texts = {
        "benchmarks": {
            name: {
                **without(plain(given), "agreed_to"),
                "views": {criterion: short(plain(view)) for criterion, view in given.get("views", {}).items()},
            }
            for name, given in review["benchmarks"].items()
        },
        "letter": without(review["letter"], "date", "marking"),
        "follow_up": review.get("follow_up"),
    }
    texts["letter"]["strengths"] = [short(plain(each)) for each in review["letter"].get("strengths", [])]
    accounts = {
        name: {key: given.get(key) for key in ("summary", "restricted")}
        for name, given in assessment["benchmarks"].items()
    }
    accepted = {"review": texts, "assessment": {"benchmarks": accounts, "follow_up": assessment.get("follow_up")}}
    scored = {each["id"]: each for each in criteria["benchmarks"] if each.get("scored", True)}
    agreed = {
        "review": {
            "benchmarks": {
                name: {key: given.get(key) for key in ("agreed", "reason", "views")}
                for name, given in texts["benchmarks"].items()
            },
            "letter": {"recommendations": texts["letter"].get("recommendations")},
        },
        "assessment": {
            "benchmarks": {
                name: answers(scored[name], given) for name, given in assessment["benchmarks"].items() if name in scored
            }
        },
        "criteria": {"benchmarks": {name: digest(bearing(criteria, each)) for name, each in scored.items()}},
    }
    authority, own = files["authority"], files["settings"]["cycles"][files["cycle"]]
    letter = {
        "cycle": files["cycle"],
        "authority": {
            **{key: authority.get(key) for key in ("name", "address", "groups", "letter")},
            "people": {role: without(person, "from", "to") for role, person in files["holders"].items()},
        },
        "settings": {
            "sender": {**files["settings"]["sender"], **own.get("sender", {})},
            "marking": review["letter"].get("marking") or files["settings"].get("marking"),
            "recommendations": own.get("recommendations"),
        },
        "review": {"discussed": review.get("discussed", {}).get("with")},
        "assessment": {"covers": files["covered"]},
        "criteria": digest(printed(criteria)),
        "templates": files["templates"],
    }
    made = {
        "accepted": "1:" + digest({"step": "accepted", "of": accepted}),
        "agreed": "1:" + digest({"step": "agreed", "of": agreed}),
    }
    return {**made, "cleared": "1:" + digest({"step": "cleared", "of": letter, "with": list(made.values())})}


if __name__ == "__main__":
    vectors = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    sys.stdout.write(json.dumps([seals(vector["files"]) for vector in vectors], indent=1))
