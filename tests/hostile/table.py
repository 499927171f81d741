"""Specs nobody should write, and what must become of each: an error at its place, or the right result."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from row import BODY, HEAD, PROBE, SPEC, Row, files, made, probe, spec

GOOD = HEAD + BODY


def _bomb(levels: int, width: int) -> str:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


# What is written, and the value it is; `!code` is the error it gets. YAML 1.2's core schema decides.
VALUES = [
    probe("NO", "NO"),
    probe("yes", "yes"),
    probe("on", "on"),
    probe("y", "y"),
    probe("True", True),
    probe("FALSE", False),
    probe("~", None),
    probe("null", None),
    probe("nULL", "nULL"),
    probe("0", 0),
    probe("-0", 0),
    probe("+12", 12),
    probe("0777", "!yaml/leading-zero"),
    probe("012345670123", "!yaml/leading-zero"),
    probe("-08", "!yaml/leading-zero"),
    probe("0o777", 511),
    probe("0x1F", 31),
    probe("0b101", "0b101"),
    probe("1_000", "1_000"),
    probe("22:22", "22:22"),
    probe("190:20:30", "190:20:30"),
    probe("2024-01-01", "2024-01-01"),
    probe("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
    probe("16.10", 16.1),
    probe("1e3", 1000),
    probe("1e999", "!yaml/number-out-of-range"),
    probe("1e-999", "!yaml/number-out-of-range"),
    probe("1e9999999999", "!yaml/number-out-of-range"),
    probe("9" * 400, "!yaml/number-out-of-range"),
    probe("9007199254740991", 2**53 - 1),
    probe("9007199254740993", "!yaml/number-out-of-range"),
    probe("123456789012345678", "!yaml/number-out-of-range"),
    probe("0.1234567890123456789", "!yaml/number-too-precise"),
    probe("0x" + "f" * 60, "!yaml/number-out-of-range"),
    probe(".inf", "!yaml/not-finite"),
    probe("-.INF", "!yaml/not-finite"),
    probe(".nan", "!yaml/not-finite"),
    probe("nan", "nan"),
    probe("1.", 1),
    probe(".5", 0.5),
    probe("1e", "1e"),
    probe("0.1.2", "0.1.2"),
    probe("'='", "="),
    probe("'<<'", "<<"),
    probe('"${aws_vpc.this.id}"', "!spec/expression-in-text"),
    probe("${aws_vpc.this.id}", "!spec/expression-in-text"),
    probe('!format "${{aws_vpc.this.id}}"', "${aws_vpc.this.id}"),
    probe('"%{ if true }x%{ endif }"', "%{ if true }x%{ endif }"),
    probe('"$${a} $$${b} %%{c}"', "$${a} $$${b} %%{c}"),
    probe('"${"', "${"),
    probe('"$"', "$"),
    probe('"${file(\\"/etc/passwd\\")}"', '${file("/etc/passwd")}'),
    probe('"\\"\\n}\\nresource \\"aws_vpc\\" \\"x\\" {"', '"\n}\nresource "aws_vpc" "x" {'),
    probe('"x\\\\"', "x\\"),
    probe('"<<EOT\\nx\\nEOT\\n"', "<<EOT\nx\nEOT\n"),
    probe('"*/ # // /*"', "*/ # // /*"),
    probe('"{{ 7 * 7 }}{% raw %}{# x #}"', "{{ 7 * 7 }}{% raw %}{# x #}"),
    probe('"checkov:skip=CKV_AWS_1:no"', "checkov:skip=CKV_AWS_1:no"),
    probe('"tfsec:ignore:* #checkov:skip=CKV_AWS_1"', "tfsec:ignore:* #checkov:skip=CKV_AWS_1"),
    probe('"\\0"', "\0"),
    probe('"\\e[31m\\b\\a\\x7f"', "\x1b[31m\b\a\x7f"),
    probe('"\\r"', "\r"),
    probe('"\\u2028\\u2029\\x85"', "\u2028\u2029\x85"),
    probe('"\\u202e\\u200b\\ufeff"', "\u202e\u200b\ufeff"),
    probe('"\\uffff\\U0010ffff"', "\uffff\U0010ffff"),
    probe('"\\ud83d"', "!yaml/surrogate"),
    probe('"\\ud83d\\ude00"', "!yaml/surrogate"),
    probe('"e\\u0301"', "!yaml/not-normalised"),
    probe("e\u0301", "!yaml/not-normalised"),
    probe("\u212b", "!yaml/not-normalised"),
    probe('"\\u0301x"', "!spec/inexpressible"),
    probe("\u0301x", "!spec/inexpressible"),
    probe("日本 😀 é", "日本 😀 é"),
    probe("!!python/object/apply:os.system [id]", "!yaml/unknown-tag"),
    probe("!!python/name:os.system x", "!yaml/unknown-tag"),
    probe("!!binary aGVsbG8=", "!yaml/unknown-tag"),
    probe("!!timestamp 2024-01-01", "!yaml/unknown-tag"),
    probe("!!set {a, b}", "!yaml/unknown-tag"),
    probe("!!omap [a: 1]", "!yaml/unknown-tag"),
    probe("!include /etc/passwd", "!yaml/unknown-tag"),
    probe("!vault x", "!yaml/unknown-tag"),
    probe("!!str 0777", "0777"),
    probe("!!int 0777", "!yaml/leading-zero"),
    probe("!!int x", "!yaml/tag-contradicted"),
    probe("!!float 1", 1),
    probe("!!bool yes", "!yaml/tag-contradicted"),
    probe("!!null x", "!yaml/tag-contradicted"),
    probe("!!str [a]", "!yaml/tag-contradicted"),
    probe("!<tag:yaml.org,2002:str> 1", "1"),
    probe("[1, [2, [3, {a: [null]}]]]", (1, (2, (3, {"a": (None,)})))),
    probe('{"${k}": 1, "a b": 2, "": 3, "for": 4, "0777": 5}', {"${k}": 1, "a b": 2, "": 3, "for": 4, "0777": 5}),
    probe('{"a.b": 1, "#": 2, "\\"": 3, "\\n": 4}', {"a.b": 1, "#": 2, '"': 3, "\n": 4}),
    probe("|\n          a\n          EOT\n", "a\nEOT\n"),
    probe("|-\n          ${a}\n          %{b}", "${a}\n%{b}"),
    probe(">\n          a\n          b\n", "a b\n"),
    probe("|+\n          a\n\n", "a\n\n\n"),
    probe("'it''s'", "it's"),
    probe("x" * 100_000, "x" * 100_000),
    probe('"' + "${" * 20_000 + '"', "${" * 20_000),
    probe('"' + "\\n" * 50_000 + '"', "\n" * 50_000),
    probe("[" + "[" * 30 + "]" * 30 + "]", __import__("functools").reduce(lambda inner, _: (inner,), range(30), ())),
]

# Whole files that are no YAML as it should be.
TEXTS = [
    spec("an empty file", "", "spec/missing-key@1:1+", "spec/no-modules@1:1"),
    spec("comments only", "# nothing\n", "spec/missing-key@1:1+", "spec/no-modules@1:1"),
    spec("a lone null", "null\n", "yaml/not-a-mapping@1:1"),
    spec("a lone word", "hello\n", "yaml/not-a-mapping@1:1"),
    spec("a list", "- a\n- b\n", "yaml/not-a-mapping@1:1"),
    spec("a number", "42\n", "yaml/not-a-mapping@1:1"),
    spec("a BOM", b"\xef\xbb\xbf" + PROBE.encode() + b"x\n", gives="x"),
    spec("two BOMs", b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(), "yaml/unreadable-character@1:1"),
    spec("a BOM in the middle", GOOD.replace("shop", "sh\ufeffop", 1), "yaml/unreadable-character@1:12"),
    spec("UTF-16 with a BOM", GOOD.encode("utf-16"), "yaml/not-utf-8@1:1"),
    spec("UTF-16, little end first", GOOD.encode("utf-16-le"), "yaml/not-utf-8@1:1"),
    spec("UTF-16, big end first", GOOD.encode("utf-16-be"), "yaml/not-utf-8@1:1"),
    spec("UTF-32", GOOD.encode("utf-32"), "yaml/not-utf-8@1:1"),
    spec("UTF-32, big end first", GOOD.encode("utf-32-be"), "yaml/not-utf-8@1:1"),
    spec("Latin-1", GOOD.replace("platform", "plätform").encode("latin-1"), "yaml/not-utf-8@3:10"),
    spec("overlong UTF-8", GOOD.encode() + b"note: \xc0\xaf\n", "yaml/not-utf-8@9:7"),
    spec("UTF-8 cut in the middle", GOOD.encode() + b"note: \xe2\x82", "yaml/not-utf-8@9:7"),
    spec("a surrogate in UTF-8", GOOD.encode() + b"note: \xed\xa0\x80\n", "yaml/not-utf-8@9:7"),
    spec("random bytes", bytes(range(128, 256)) * 10, "yaml/not-utf-8@1:1"),
    spec("a zip file", b"PK\x03\x04" + bytes(200), "yaml/unreadable-character@1:3+"),
    spec("an ELF file", b"\x7fELF\x02\x01\x01" + bytes(200), "yaml/unreadable-character@1:1+"),
    spec("NUL", GOOD + "note: a\0b\n", "yaml/unreadable-character@9:8"),
    spec("only NUL", bytes(1000), "yaml/not-utf-8@1:1"),
    spec("CRLF", (PROBE + "x\n").replace("\n", "\r\n"), gives="x"),
    spec("a lone CR", GOOD.replace("\n", "\r"), "yaml/unreadable-character@1:14+"),
    spec("a CR in a value", GOOD + "note: a\rb\n", "yaml/unreadable-character@9:8"),
    spec("NEL as a line end", GOOD + "note: a\x85b\n", "yaml/unreadable-character@9:8"),
    spec("a line separator", GOOD + "note: a\u2028b\n", "yaml/unreadable-character@9:8"),
    spec("text turned around", GOOD + "note: a\u202eb\n", "yaml/unreadable-character@9:8"),
    spec("an escape sequence", GOOD + "note: \x1b[2J\n", "yaml/unreadable-character@9:7"),
    spec("tabs for spaces", "project:\tshop\n", "yaml/tab@1:9"),
    spec("indented by a tab", "modules:\n\tvpc: {}\n", "yaml/tab@2:1"),
    spec("a form feed", "project: shop\f\n", "yaml/unreadable-character@1:14"),
    spec("no line end at the end", PROBE + "x", gives="x"),
    spec("two documents", GOOD + "---\n" + GOOD, "yaml/many-documents@9:1"),
    spec("a thousand documents", "---\na: 1\n" * 1000, "yaml/many-documents@3:1"),
    spec("an end and more", GOOD + "...\n" + GOOD, "yaml/syntax@10:1"),
    spec("YAML 1.1 asked for", "%YAML 1.1\n---\n" + GOOD, "yaml/old-version@1:1"),
    spec("YAML 1.2 asked for", "%YAML 1.2\n---\n" + PROBE + "NO\n", gives="NO"),
    spec("a huge version", "%YAML " + "9" * 5000 + ".1\n---\n" + GOOD, "yaml/syntax@1:1"),
    spec("a tag directive", "%TAG ! tag:example.com,2000:\n---\n" + PROBE + "!x y\n", "yaml/unknown-tag@13:16"),
    spec("HCL instead", 'resource "aws_vpc" "this" {\n}\n', "yaml/not-a-mapping@1:1"),
    spec(
        "JSON",
        '{"project": "shop", "suffix": "t1", "owner": "me", "region": "us-east-1", "providers": {"aws": ">= 7"}, '
        '"modules": {"params": {"module": "ssm", "parameters": {"one": {"value": "x"}}, '
        '"extra": {"aws_ssm_parameter.one": {"probe": "${a}"}}}}}',
        gives="${a}",
    ),
    spec("INI instead", "[project]\nname = shop\n", "yaml/not-a-mapping@1:1", "yaml/syntax@2:1"),
    spec("an escape that is none", PROBE + '"\\q"\n', "yaml/syntax@11:18"),
    spec("an escape beyond Unicode", PROBE + '"\\U00110000"\n', "yaml/syntax@11:9"),
    spec("a quote never closed", GOOD + 'note: "abc\n', "yaml/syntax@10:1"),
    spec("a bracket never closed", GOOD + "note: [a, b\n", "yaml/syntax@10:1"),
    spec(
        "markers of a merge conflict",
        "<<<<<<< HEAD\nproject: a\n=======\nproject: b\n>>>>>>> x\n",
        "yaml/conflict@1:1",
        "yaml/not-a-mapping@1:1",
    ),
]

# Grammar and schema bent.
STRUCTURES = [
    spec("a key twice", GOOD + "owner: me\n", "yaml/duplicate-key@9:1"),
    spec("a key twice, deep", PROBE + "{a: {b: 1, b: 2}}\n", "yaml/duplicate-key@11:27"),
    spec("keys alike after escapes", PROBE + '{a: 1, "\\x61": 2}\n', "yaml/duplicate-key@11:23"),
    spec("a merge key", PROBE + "{<<: {a: 1}}\n", "yaml/merge-key@11:17"),
    spec("a merge key of many", PROBE + "\n          <<: [{a: 1}, {b: 2}]\n", "yaml/merge-key@12:11"),
    spec("a number as key", PROBE + "{1: a}\n", "yaml/key-not-text@11:17"),
    spec("true as key", PROBE + "{true: a}\n", "yaml/key-not-text@11:17"),
    spec("null as key", PROBE + "{~: a}\n", "yaml/key-not-text@11:17"),
    spec("no key", PROBE + "{: a}\n", "yaml/syntax@11:17"),
    spec("a list as key", PROBE + "{[a]: b}\n", "yaml/key-not-text@11:17"),
    spec("a mapping as key", PROBE + "\n          ? {a: 1}\n          : b\n", "yaml/key-not-text@12:13"),
    spec("a key that is not NFC", PROBE + '{"e\\u0301": 1}\n', "yaml/not-normalised@11:17"),
    spec("a key of half a character", PROBE + '{"\\ud800": 1}\n', "yaml/surrogate@11:17"),
    spec("a key that would combine", PROBE + '{"\\u0301": 1}\n', "spec/inexpressible@11:17"),
    spec("a key of 100,000 characters", PROBE + "{? " + "k" * 100_000 + " : 1}\n", gives={"k" * 100_000: 1}),
    spec("a plain key too long for YAML", "k" * 2000 + ": 1\n", "yaml/not-a-mapping@1:1", "yaml/syntax@1:2001"),
    spec("an unknown alias", PROBE + "*nowhere\n", "yaml/unknown-anchor@11:16"),
    spec("an anchor twice", PROBE + "[&a 1, &a 2]\n", "yaml/duplicate-anchor@11:23"),
    spec("a list that holds itself", PROBE + "&a [*a]\n", "yaml/recursive-alias@11:20"),
    spec("a mapping that holds itself", PROBE + "&a {b: *a}\n", "yaml/recursive-alias@11:23"),
    spec("two that hold each other", PROBE + "&a {b: &b {c: *a}}\n", "yaml/recursive-alias@11:30"),
    spec("a billion laughs", _bomb(10, 10), "yaml/too-many-values@6:10"),
    spec(
        "a billion laughs by mappings",
        "a0: &a0 {x: 1}\n"
        + "".join(f"a{n}: &a{n} {{{', '.join(f'k{i}: *a{n - 1}' for i in range(9))}}}\n" for n in range(1, 12)),
        "yaml/too-many-values@6:14",
    ),
    spec(
        "aliases that go deep",
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 90)),
        "yaml/too-deep@49:12",
    ),
    spec("an alias used fairly", PROBE.replace("value: x", "value: &v x") + "[*v, *v]\n", gives=("x", "x")),
    spec("lists nested 100,000 deep", "a: " + "[" * 100_000, "yaml/too-deep@1:53"),
    spec("mappings nested 10,000 deep", "a: " + "{a: " * 10_000, "yaml/too-deep@1:197"),
    spec("blocks nested 200 deep", "".join(f"{' ' * n}a:\n" for n in range(200)), "yaml/too-deep@50:50"),
    spec("dashes nested 100,000 deep", "a:\n" + "- " * 100_000 + "x\n", "yaml/too-deep@2:99"),
    spec("question marks 100,000 deep", "? " * 100_000 + "x\n", "yaml/too-deep@1:101"),
    spec("a million keys", "".join(f"k{n}: 1\n" for n in range(1_000_000)), "yaml/too-large@1:1"),
    spec("100,000 keys", "".join(f"k{n}: 1\n" for n in range(100_000)), "yaml/too-many-values@20000:9"),
    spec("100,000 items", "a: [" + "1," * 100_000 + "]\n", "yaml/too-many-values@1:79999"),
    spec("100,000 times one key", "a: 1\n" * 100_000, "yaml/duplicate-key@2:1+", "yaml/too-many-problems@101:1"),
    spec(
        "40,000 tags",
        "".join(f"k{n}: !x 1\n" for n in range(40_000)),
        "yaml/unknown-tag@1:5+",
        "yaml/too-many-problems@100:6",
    ),
    spec("40,000 anchors", "".join(f"k{n}: &a{n} 1\n" for n in range(40_000)), "yaml/too-many-values@20000:9"),
    spec("9,000 unknown keys", GOOD + "".join(f"projekt{n}: 1\n" for n in range(9_000)), "spec/unknown-key@9:1+"),
    spec(
        "9,000 unknown modules",
        HEAD + "modules:\n" + "".join(f"  vpc{n}: {{}}\n" for n in range(9_000)),
        "spec/unknown-module@6:3+",
        "spec/too-many-instances@106:3",
    ),
    spec(
        "300 instances",
        HEAD
        + "modules:\n"
        + "".join(f"  p{n}: {{module: ssm, parameters: {{one-{n}: {{value: x}}}}}}\n" for n in range(300)),
        "spec/too-many-instances@256:3",
    ),
    spec("9,000 tags", GOOD + "tags:\n" + "".join(f"  t{n}: x\n" for n in range(9_000)), "spec/too-many-tags@9:1"),
    spec(
        "3,000 arguments of one resource",
        f"{PROBE}1\n" + "".join(f"        p{n}: {n}\n" for n in range(3_000)),
        gives=1,
    ),
    spec("50 MB of spaces", b" " * 50_000_000, "yaml/too-large@1:1"),
    spec("50 MB in one line", GOOD.encode() + b"note: " + b"x" * 50_000_000 + b"\n", "yaml/too-large@1:1"),
    spec("50 MB of brackets", b"[" * 50_000_000, "yaml/too-large@1:1"),
    spec("50 MB of NUL", bytes(50_000_000), "yaml/too-large@1:1"),
    spec("a line of a million characters", GOOD + "note: " + "x" * 1_000_000 + "\n", "spec/wrong-value@9:7"),
    spec("a line of a million, broken", GOOD + 'note: "' + "x" * 1_000_000 + '\\q"\n', "yaml/syntax@9:1000009"),
    spec("half a million comments", GOOD + "#\n" * 500_000 + "x: 1\n", "spec/unknown-key@500009:1"),
    spec("half a million blank lines in text", GOOD + "note: |\n" + "\n" * 500_000 + "  b\n", "spec/wrong-value@9:7"),
    spec("a pattern that could run away", GOOD.replace("shop", "a" * 50_000 + "!"), "spec/wrong-value@1:10"),
    spec("a name that could run away", GOOD.replace("params:", f"a{'-a' * 500}-:"), "spec/bad-instance-name@6:3"),
    spec("a scalar for the modules", HEAD + "modules: vpc\n", "spec/not-a-mapping@5:10"),
    spec("null for an instance", HEAD + "modules:\n  params:\n", "spec/unknown-module@6:3"),
    spec("a list for a mapping", GOOD + "tags: [a, b]\n", "spec/wrong-type@9:7"),
    spec("a mapping for text", GOOD + "note: {a: b}\n", "spec/wrong-type@9:7"),
    spec("a number for text", GOOD.replace("platform-team", "12"), "spec/wrong-type@3:8"),
    spec("!unset at the top", GOOD + "note: !unset\n", "merge/nothing-to-unset@9:1"),
    spec("!unset in a list", PROBE + "[!unset ]\n", "yaml/misplaced-directive@11:17"),
    spec("!append to nothing", PROBE + "!append [a]\n", gives=("a",)),
    spec("!append to text", PROBE + "!append x\n", "yaml/tag-contradicted@11:16"),
]

# Values where the spec wants a name, a path, an address: places that become code, files or parts of names.
NAMES = [
    spec("an instance that is a path", HEAD + "modules:\n  ../../etc: {module: ssm}\n", "spec/bad-instance-name@6:3"),
    spec(
        "an instance that is absolute", HEAD + "modules:\n  /etc/passwd: {module: ssm}\n", "spec/bad-instance-name@6:3"
    ),
    spec("an instance with a quote", HEAD + "modules:\n  'a\"b': {module: ssm}\n", "spec/bad-instance-name@6:3"),
    spec("an instance with a template", HEAD + 'modules:\n  "${x}": {module: ssm}\n', "spec/bad-instance-name@6:3"),
    spec("a module that is a path", HEAD + "modules:\n  a: {module: ../../../tmp}\n", "spec/unknown-module@6:15"),
    spec("a module of the shared files", HEAD + "modules:\n  a: {module: _shared}\n", "spec/unknown-module@6:15"),
    spec("a module that is a list", HEAD + "modules:\n  a: {module: [ssm]}\n", "spec/unknown-module@6:15"),
    spec("an item that is a path", GOOD.replace("one:", "../x:"), "spec/wrong-value@8:18"),
    spec("an item with a template", GOOD.replace("one:", '"${x}":'), "spec/wrong-value@8:18"),
    spec("an item with a line break", GOOD.replace("one:", '"a\\nb":'), "spec/wrong-value@8:18"),
    spec("a project with a template", GOOD.replace("shop", '"${x}"'), "spec/wrong-value@1:10"),
    spec("a project with a line break behind", GOOD.replace("shop", '"shop\\n"'), "spec/wrong-value@1:10"),
    spec("an environment that is a path", GOOD + "environment: ../x\n", "spec/wrong-value@9:14"),
    spec("an account with other digits", GOOD + 'account_id: "١٢٣٤٥٦٧٨٩٠١٢"\n', "spec/wrong-value@9:13"),
    spec("an account as a number", GOOD + "account_id: 123456789012\n", "spec/wrong-type@9:13"),
    spec("a region nobody has", GOOD.replace("us-east-1", "mars-1"), "spec/wrong-value@4:9"),
    spec("a naming pattern with attributes", GOOD + 'naming: "{name.__class__}"\n', "spec/wrong-value@9:9"),
    spec("a naming pattern with an index", GOOD + 'naming: "{name[0]}"\n', "spec/wrong-value@9:9"),
    spec("a naming pattern with a width", GOOD + 'naming: "{name:>999999999}"\n', "spec/wrong-value@9:9"),
    spec("a naming pattern with a loose brace", GOOD + 'naming: "{name"\n', "spec/wrong-value@9:9"),
    spec("a naming pattern by position", GOOD + 'naming: "{}"\n', "spec/wrong-value@9:9"),
    spec("a naming pattern with a mark of ours", GOOD + 'naming: "{name}{suffix}\\0each\\0"\n', "spec/wrong-value@9:9"),
    spec("a naming pattern that is endless", GOOD + 'naming: "' + "{name}" * 20_000 + '"\n', "spec/wrong-value@9:9"),
    spec("a provider version with HCL", GOOD + 'providers: {aws: "1\\"\\n}"}\n', "spec/wrong-value@9:18"),
    spec("an output that is no identifier", GOOD + 'outputs: {"a b": x}\n', "spec/wrong-value@9:11"),
    spec("an output of an expression", GOOD + 'outputs: {a: "${file(1)}"}\n', "spec/not-a-fact@9:14"),
    spec("an output of nothing", GOOD + "outputs: {a: params.x}\n", "spec/no-such-fact@9:14"),
    spec("extra for no address", GOOD + '    extra: {"x\\" {": {a: 1}}\n', "spec/wrong-value@9:13"),
    spec(
        "extra for another resource", GOOD + "    extra: {aws_vpc.this: {a: 1}}\n", "spec/extra-without-resource@9:13"
    ),
    spec(
        "an extra argument with HCL",
        f"{PROBE}1\n        'x = 1\\n}} y {{': 2\n".replace("\\n", " "),
        "spec/extra-refused@12:9",
    ),
    spec("an extra argument that is there", f"{PROBE}1\n        name: 2\n", "spec/extra-refused@12:9"),
    spec("an extra block by a dot", f"{PROBE}1\n        lifecycle.x: 2\n", "spec/extra-refused@12:9"),
    spec("an extra block by a mapping", PROBE + "{lifecycle: {x: 1}}\n", gives={"lifecycle": {"x": 1}}),
    spec(
        "a key of state with HCL",
        GOOD + 'backend: {type: s3, bucket: abc, key: "a\\"}${x}"}\n',
        holds=("versions.tf", '"a\\"}$${x}"'),
    ),
    spec(
        "a path of state upwards",
        GOOD + "backend: {type: local, path: ../../x.tfstate}\n",
        "spec/wrong-value@9:30",
    ),
    spec(
        "a tag of templates",
        GOOD + 'tags: {"${a}": "%{b}"}\n',
        "spec/tag-characters@9:8",
        "spec/tag-characters@9:16",
    ),
    spec(
        "a tag that switches checks off",
        GOOD + "tags: {A: 'checkov:skip=CKV_AWS_1'}\n",
        holds=("providers.tf", '"checkov:\\u0073kip=CKV_AWS_1"'),
    ),
    spec(
        "a note that switches checks off",
        GOOD + "note: 'checkov:skip=CKV_AWS_1:no'\n",
        holds=("versions.tf", "# checkov: skip=CKV_AWS_1:no"),
    ),
    spec(
        "a note that ends its comment",
        GOOD + 'note: "a\\nresource b c {}\\u2028d {}"\n',
        holds=("versions.tf", "# a resource b c {} d {}\n\nterraform {"),
    ),
    spec("an owner of NUL", GOOD.replace("platform-team", '"a\\0b"'), "spec/tag-characters@3:8"),
    spec("an owner of quotes", GOOD.replace("platform-team", '"a\\"b\\\\"'), "spec/tag-characters@3:8"),
    spec(
        "code from outside",
        HEAD + "modules:\n  f:\n    module: lambda\n    functions: {a: {package: {source: ../../../etc}, "
        "runtime: python3.13, handler: a.b}}\n",
        "pack/source-outside@8:39",
    ),
    spec(
        "code with NUL",
        HEAD + 'modules:\n  f:\n    module: lambda\n    functions: {a: {package: {source: "a\\0b"}, '
        "runtime: python3.13, handler: a.b}}\n",
        "pack/source-missing@8:39",
    ),
]


def _extends(count: int) -> dict[str, str | bytes]:
    chain: dict[str, str | bytes] = {f"_f{n}.yaml": f"extends: _f{n + 1}.yaml\n" for n in range(count)}
    return {**chain, f"_f{count}.yaml": GOOD, "dev.yaml": "extends: _f0.yaml\n"}


# Inheritance that leads nowhere, in circles, or too far.
CHAINS = [
    files("itself extended", {"dev.yaml": "extends: dev.yaml\n"}, "spec/extends-cycle@1:10"),
    files("itself by a detour", {"dev.yaml": "extends: ../shop/./dev.yaml\n"}, "spec/extends-cycle@1:10"),
    files(
        "a cycle of two",
        {"dev.yaml": "extends: _b.yaml\n", "_b.yaml": "extends: dev.yaml\n"},
        "_b.yaml:spec/extends-cycle@1:10",
    ),
    files("a chain of sixty", _extends(60), holds=("main.tf", 'module "params"')),
    files("a chain of a thousand", _extends(1000), "_f62.yaml:spec/extends-too-many@1:10"),
    files(
        "a thousand parents",
        {
            **{f"_f{n}.yaml": "{}\n" for n in range(1000)},
            "dev.yaml": "extends: [" + ", ".join(f"_f{n}.yaml" for n in range(1000)) + "]\n",
        },
        "spec/extends-too-many@1:694",
    ),
    files(
        "a thousand missing parents",
        {"dev.yaml": "extends: [" + ", ".join(f"_f{n}.yaml" for n in range(1000)) + "]\n"},
        "spec/no-such-file@1:11+",
        "spec/extends-too-many@1:694",
    ),
    files(
        "all extend all",
        {
            **{f"_f{n}.yaml": "extends: [" + ", ".join(f"_f{m}.yaml" for m in range(30)) + "]\n" for n in range(30)},
            "dev.yaml": "extends: _f0.yaml\n",
        },
        "_f0.yaml:spec/extends-cycle@1:11+",
    ),
    files(
        "diamonds that double",
        {
            **{f"_f{n}.yaml": f"extends: [_f{n + 1}.yaml, ./_f{n + 1}.yaml]\n" for n in range(50)},
            "dev.yaml": "extends: [_f0.yaml, _f0.yaml]\n",
        },
        "_f49.yaml:spec/no-such-file@1:11",
    ),
    files("a folder", {"dev.yaml": "extends: _x.yaml\n", "_x.yaml/a": ""}, "spec/unreadable@1:10"),
    files("the folder itself", {"dev.yaml": "extends: .\n"}, "spec/unreadable@1:10"),
    files("an absolute path", {"dev.yaml": "extends: /etc/passwd\n"}, "spec/extends-absolute@1:10"),
    files(
        "a path far outside",
        {"dev.yaml": f"extends: {'../' * 40}etc/hostname-that-is-not-there\n"},
        "spec/no-such-file@1:10",
    ),
    files("a path with NUL", {"dev.yaml": 'extends: "a\\0b"\n'}, "spec/unreadable@1:10"),
    files("a path too long", {"dev.yaml": f"extends: {'a' * 5000}\n"}, "spec/unreadable@1:10"),
    files("an empty path", {"dev.yaml": 'extends: ""\n'}, "spec/extends-not-a-path@1:10"),
    files("a number for a path", {"dev.yaml": "extends: 7\n"}, "spec/extends-not-a-path@1:10"),
    files("a mapping for a path", {"dev.yaml": "extends: {a: b}\n"}, "spec/extends-not-a-path@1:10"),
    files(
        "a base of 50 MB",
        {"dev.yaml": "extends: _b.yaml\n", "_b.yaml": b" " * 50_000_000},
        "_b.yaml:yaml/too-large@1:1",
    ),
    files(
        "bases that are too much together",
        {
            "dev.yaml": "extends: [" + ", ".join(f"_f{n}.yaml" for n in range(60)) + "]\n",
            **{f"_f{n}.yaml": f"x{n}: [" + "1," * 39_000 + "]\n" for n in range(60)},
        },
        "_f1.yaml:spec/too-many-values@1:1",
    ),
    files(
        "bases that grow one list",
        {
            "dev.yaml": "extends: [" + ", ".join(f"_f{n}.yaml" for n in range(60)) + "]\n",
            **{f"_f{n}.yaml": "x: !append [" + "1," * 39_000 + "]\n" for n in range(60)},
        },
        "_f1.yaml:spec/too-many-values@1:1",
    ),
    files(
        "bases of a megabyte each",
        {
            "dev.yaml": "extends: [" + ", ".join(f"_f{n}.yaml" for n in range(60)) + "]\n",
            **{f"_f{n}.yaml": f'x{n}: "{"?" * 1_000_000}"\n' for n in range(60)},
        },
        "_f1.yaml:spec/too-many-bytes@1:1",
    ),
    files(
        "a base with the same hostile value",
        {"dev.yaml": "extends: _b.yaml\n", "_b.yaml": f'{GOOD}note: "\\u0301"\n'},
        "_b.yaml:spec/inexpressible@9:7",
    ),
]


def _link(target: str, content: str | None = None) -> object:
    def make(path: Path) -> None:
        if content is not None:
            (path.parent / target).write_text(content, encoding="utf-8")
        path.symlink_to(target)

    return make


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _extends_fifo(path: Path) -> None:
    os.mkfifo(path.parent / "_pipe.yaml")
    path.write_text("extends: _pipe.yaml\n", encoding="utf-8")


def _socket(path: Path) -> None:
    # A socket's path may have 108 characters at most, a test's folder has more.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def _folder(path: Path) -> None:
    path.mkdir()


def _sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(10 * 1024**4)


def _zip_pipe(path: Path) -> None:
    os.mkfifo(path.parents[2] / "code.zip")
    path.write_text(
        f"{HEAD}modules:\n  f:\n    module: lambda\n    functions: {{a: {{package: {{zip: code.zip}}, "
        "runtime: python3.13, handler: a.b}}\n",
        encoding="utf-8",
    )


def _source(source: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Write a spec with a function of this source, and make something in the root of its project."""

    def write(path: Path) -> None:
        make(path.parents[2])
        path.write_text(
            f"{HEAD}modules:\n  f:\n    module: lambda\n    functions: {{a: {{package: {{source: {source}}}, "
            "runtime: python3.13, handler: a.b}}\n",
            encoding="utf-8",
        )

    return write


def _code(root: Path) -> Path:
    folder = root / "code"
    folder.mkdir()
    (folder / "a.py").touch()
    return folder


def _many(root: Path) -> None:
    folder = _code(root)
    for number in range(70_000):
        os.mknod(folder / f"{number}.py")


def _sparse_zip(root: Path) -> None:
    with (root / "code.zip").open("wb") as stream:
        stream.truncate(3_000_000_000)
        stream.seek(0, os.SEEK_END)
        stream.write(b"PK\x05\x06" + bytes(18))


# Files of other kinds in the place of source code.
SOURCES = [
    made(
        "a pipe in the source", _source("code", lambda root: os.mkfifo(_code(root) / "p")), "pack/source-no-file@8:39"
    ),
    made(
        "a link in the source",
        _source("code", lambda root: (_code(root) / "l").symlink_to("/")),
        "pack/source-link@8:39",
    ),
    made(
        "a source that is a loop",
        _source("code", lambda root: (root / "code").symlink_to("code")),
        "pack/source-unreadable@8:39",
    ),
    made("a source that is a pipe", _source("code", lambda root: os.mkfifo(root / "code")), "pack/source-missing@8:39"),
    made("a source of 70,000 files", _source("code", _many), "pack/source-too-many-files@8:39"),
    made("a zip file of 3 GB with nothing in it", _source("code.zip", _sparse_zip), "pack/zip-too-large@8:39"),
    made("the output as source", _source("out", lambda _: None), "pack/source-refused@8:39"),
    made("everything as source", _source(".", lambda _: None), "pack/source-refused@8:39"),
    made("the specs as source", _source("environments/s", lambda _: None), "pack/source-refused@8:39"),
    made("a repository as source", _source(".git", lambda root: (root / ".git").mkdir()), "pack/source-refused@8:39"),
    made("keys as source", _source("code/.ssh", lambda root: _code(root) / ".ssh"), "pack/source-refused@8:39"),
]

# What lies where a spec should.
FILES = [
    made("a pipe", _fifo, "spec/unreadable@1:1"),
    made("a base that is a pipe", _extends_fifo, "spec/unreadable@1:10"),
    made("a socket", _socket, "spec/unreadable@1:1"),
    made("a folder of that name", _folder, "spec/unreadable@1:1"),
    made("a link to /dev/zero", _link("/dev/zero"), "spec/unreadable@1:1"),
    made("a link to /dev/random", _link("/dev/random"), "spec/unreadable@1:1"),
    made("a link to /dev/stdin", _link("/dev/stdin"), "spec/unreadable@1:1"),
    made("a link to nothing", _link("nothing.yaml"), "spec/no-such-file@1:1"),
    made("a link to itself", _link("dev.yaml"), "spec/unreadable@1:1"),
    made("a link to a folder", _link("."), "spec/unreadable@1:1"),
    made("a link to memory", _link("/proc/self/mem"), "spec/unreadable@1:1"),
    made("a link to a good spec", _link("_real.yaml", f"{PROBE}x\n"), gives="x"),
    made("a file of 10 TB with nothing in it", _sparse, "yaml/too-large@1:1"),
    made("code that is a pipe", _zip_pipe, "pack/not-a-zip@8:36"),
]

ROWS: tuple[Row, ...] = (*VALUES, *TEXTS, *STRUCTURES, *NAMES, *CHAINS, *FILES, *SOURCES)
__all__ = ["ROWS", "SPEC"]
