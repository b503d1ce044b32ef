"""Files that are made to cost time or memory, by what they are made of."""

HOSTILE = {
    "flow lists": "[" * 100_000,
    "flow lists in lines": "[\n" * 100_000,
    "flow groups": "{a: " * 100_000,
    "flow pairs": "[:" * 100_000,
    "block lists": "- " * 100_000,
    "block keys": "? " * 100_000,
    "values": "-\n" * 400_000,
    "too many values": "- 1\n" * 50_000,
    "keys": "a:\n" * 300_000,
    "one key": "{" + "a," * 400_000 + "}",
    "similar keys": "".join(f"k{n}: 1\nK{n}: 1\n" for n in range(12_000)),
    "spaces": " " * 1_000_000,
    "comment": "#" * 1_000_000,
    "comments": " #a" * 340_000,
    "escapes": 'a: "' + "\\x00" * 250_000 + '"',
    "invisible": "a: " + "\u200b" * 300_000,
    "nulls": "\0" * 1_000_000,
    "anchors": "- &a b\n" * 140_000,
    "tags": "- !\n" * 250_000,
    "tag": "!" * 1_000_000,
    "anchor and spaces": "&a" + " " * 1_000_000,
    "anchor and comments": "&a" + "\n#a" * 340_000,
    "spaces before a mark": "a: x" + " " * 1_000_000 + "#x",
    "open quote": '"' + "a\n" * 500_000,
    "colons in flow": "[" + "a:b," * 250_000,
    "questions in flow": "[" + "a?b ?c," * 140_000,
    "carriage returns": "a: b" + "\r" * 1_000_000,
    "digits": "9" * 1_000_000,
    "minus": "-" * 1_000_000,
    "long keys": "".join(f"{n:0190}: 1\n" for n in range(5_000)),
    "too large": "a" * (1024 * 1024 + 1),
    "aliases of aliases": "a: &a [x]\n" + "".join(f"{n}: &{n} [*a, *a]\n" for n in "bcdefghij"),
}

READ = {"carriage returns", "long keys"}
"""Those in which nothing is wrong but their size."""
