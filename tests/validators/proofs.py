"""What the archive's evidence proves, with nothing of Meent's: SHA-256 and openssl.

    python3 proofs.py BAG

Written from docs/protocol.md and the bag's own formats page, on Python's standard library, with a
reader of its own for the little CBOR a header needs. Checks that

- every act's id is the hash of its header, and its body the one the header names;
- every act's `prev` is its device's previous act, and all it has seen is there;
- every device's last act is sealed, by the key that stands beside it, for openssl;
- every change in document.automerge has the hash that is said, and they fill the file.

Ends with 0 and counts, or with 1 and the first thing that doesn't hold.
"""

import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile


# The first bytes of every chunk of an Automerge file.
MAGIC = bytes.fromhex("856f4a83")


class Unproven(Exception):
    """Something the evidence says and doesn't show."""


def demand(holds, sentence):
    if not holds:
        raise Unproven(sentence)


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def from_base64(text):
    data = base64.b64decode(text, validate=True)
    demand(base64.b64encode(data).decode() == text, "base64 with surplus bits")
    return data


def cbor_head(major, value):
    """The canonical first bytes of a CBOR item (RFC 8949, 4.2)."""
    if value < 24:
        return bytes([major << 5 | value])
    for code, length in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if value < 1 << 8 * length:
            return bytes([major << 5 | code]) + value.to_bytes(length, "big")
    raise Unproven("a number over 64 bits")


def cbor_strings(strings):
    encoded = [string.encode() for string in strings]
    return cbor_head(4, len(encoded)) + b"".join(cbor_head(3, len(e)) + e for e in encoded)


def cbor_item(data, at):
    """Reads one item; a value and where the next one starts."""
    major, low = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7:
        demand(low == 22, "a simple value other than null")
        return None, at
    if low < 24:
        value = low
    else:
        demand(low < 28, "an item of no fixed length")
        length = 1 << low - 24
        value = int.from_bytes(data[at : at + length], "big")
        at += length
    if major == 0:
        return value, at
    if major == 1:
        return -1 - value, at
    if major in (2, 3):
        return data[at : at + value], at + value
    demand(major == 4, "an item that no header has")
    items = []
    for _ in range(value):
        item, at = cbor_item(data, at)
        items.append(item)
    return items, at


def lines(path):
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def check_acts(folder):
    """Ids, bodies, chains; the header of each act by id."""
    headers = {}
    for line in lines(folder / "handelingen.jsonl"):
        name = f"act {line['id'][:8]}"
        raw = from_base64(line["header"])
        demand(sha256(b"meent/act/1", raw).hex() == line["id"], f"{name}: another id")
        fields, end = cbor_item(raw, 0)
        demand(end == len(raw) and len(fields) == 9, f"{name}: no header")
        kept = from_base64(line["kept"])
        body = b"meent/body/1" + kept
        if "strings" in line:
            body += sha256(bytes.fromhex(line["salt"]), cbor_strings(line["strings"]))
        demand(sha256(body) == fields[8], f"{name}: another body")
        demand(line["id"] not in headers, f"{name} is there twice")
        headers[line["id"]] = fields
    for ident, fields in headers.items():
        _, _, community, device, seq, prev, seen, _, _ = fields
        name = f"act {ident[:8]}"
        for parent in seen + ([prev] if prev is not None else []):
            demand(parent.hex() in headers, f"{name} names an act that isn't there")
        demand((prev is None) == (seq == 1), f"{name}: no start and no link of a chain")
        if prev is not None:
            before = headers[prev.hex()]
            demand((before[3], before[4] + 1) == (device, seq), f"{name}: a broken chain")
    demand(len({f[2] for f in headers.values() if any(f[2])}) <= 1, "more than one community")
    return headers


def check_seals(folder, headers):
    """Each seal by openssl; each device's tips sealed."""
    founding = [ident for ident, fields in headers.items() if not any(fields[2])]
    demand(len(founding) == 1, "not one founding act")
    community = sha256(b"meent/community/1", bytes.fromhex(founding[0]))
    sealed = set()
    for line in lines(folder / "zegels.jsonl"):
        name = f"seal of {line['act'][:8]}"
        device, act = bytes.fromhex(line["device"]), bytes.fromhex(line["act"])
        message = from_base64(line["message"])
        wanted = sha256(b"meent/seal/1", community, device, line["seq"].to_bytes(8, "big"), act)
        demand(message == wanted, f"{name}: signs something else")
        demand(line["act"] in headers, f"{name}: no such act")
        demand(headers[line["act"]][3:5] == [device, line["seq"]], f"{name}: another device's act")
        key = folder / f"sleutel-{line['device'][:16]}.pem"
        der = base64.b64decode("".join(key.read_text().splitlines()[1:-1]))
        demand(der[-32:] == device, f"{name}: the key beside it is another one")
        with tempfile.TemporaryDirectory() as work:
            paths = pathlib.Path(work)
            (paths / "message").write_bytes(message)
            (paths / "signature").write_bytes(from_base64(line["signature"]))
            openssl = ["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", key]
            said = subprocess.run(
                [*openssl, "-in", paths / "message", "-sigfile", paths / "signature"],
                capture_output=True,
                check=False,
            )
        demand(said.returncode == 0, f"{name}: openssl refuses it")
        sealed.add(line["act"])
    linked = {fields[5].hex() for fields in headers.values() if fields[5] is not None}
    for ident in headers:
        demand(ident in linked or ident in sealed, f"act {ident[:8]} ends a chain without a seal")
    return len(sealed)


def check_document(folder, headers):
    """The hash of each change, and that nothing else is in the file."""
    document = (folder / "document.automerge").read_bytes()
    covered, acts = 0, set()
    for line in lines(folder / "document-wijzigingen.jsonl"):
        name = f"change of {line['act'][:8]}"
        demand(line["offset"] == covered, f"{name}: a gap before it")
        covered += line["length"]
        change = document[line["offset"] : covered]
        demand(change[:4] == MAGIC, f"{name}: no chunk of Automerge")
        demand(sha256(change[8:]).hex() == line["change"], f"{name}: another hash")
        demand(change[4:8] == bytes.fromhex(line["change"])[:4], f"{name}: another checksum")
        acts.add(line["act"])
    demand(covered == len(document), "bytes in document.automerge that no act made")
    demand(acts == set(headers), "not one change for each act")
    return len(acts)


def main():
    bag = pathlib.Path(sys.argv[1])
    found = list(bag.glob("data/**/handelingen.jsonl"))
    demand(len(found) == 1, "not one handelingen.jsonl")
    folder = found[0].parent
    headers = check_acts(folder)
    demand(headers, "no acts at all")
    seals = check_seals(folder, headers)
    changes = check_document(folder, headers)
    print(f"proofs: {len(headers)} acts, {seals} seals, {changes} changes hold")


if __name__ == "__main__":
    try:
        main()
    except (Unproven, OSError, ValueError, KeyError, IndexError) as error:
        print(f"proofs: {error if isinstance(error, Unproven) else repr(error)}", file=sys.stderr)
        sys.exit(1)
