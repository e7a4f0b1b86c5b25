// The document as somebody else's Automerge reads it.
//
//   node verify.mjs FILE.automerge EXPECTED.json
//
// FILE is what `meent export document` wrote; EXPECTED is what the same command
// said about it: {"heads": [hex...], "json": {...}}. The JavaScript
// implementation is the oracle: it must arrive at the same heads and values.
// Exit 0: equal. Exit 1: not, and the first difference is named.
//
// How a value is written in "json": text and strings as string, a counter as its
// number, bytes as a list of numbers, a time as milliseconds since 1970, where two
// wrote apart the value that Automerge puts first.

import { readFileSync } from "node:fs";
import * as Automerge from "@automerge/automerge";

/** A value of the document as plain JSON. */
function plain(value) {
  if (value === null || value === undefined) return null;
  if (Automerge.isCounter(value)) return value.value;
  if (Automerge.isImmutableString(value)) return value.toString();
  if (value instanceof Date) return value.getTime();
  if (value instanceof Uint8Array) return [...value];
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

/** The first place where two plain values differ, or null. */
function difference(path, theirs, ours) {
  const show = (value) => (JSON.stringify(value) ?? "nothing").slice(0, 200);
  const isTree = (value) => value !== null && typeof value === "object";
  if (!isTree(theirs) || !isTree(ours) || Array.isArray(theirs) !== Array.isArray(ours)) {
    return Object.is(theirs, ours) ? null : `${path}: JavaScript reads ${show(theirs)}, Meent says ${show(ours)}`;
  }
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const found = difference(
      `${path}/${key}`,
      Object.hasOwn(theirs, key) ? theirs[key] : undefined,
      Object.hasOwn(ours, key) ? ours[key] : undefined,
    );
    if (found) return found;
  }
  return null;
}

/** How many single values a tree holds. */
function leaves(value) {
  if (value === null || typeof value !== "object") return 1;
  return Object.values(value).reduce((sum, inner) => sum + leaves(inner), 0);
}

function fail(sentence) {
  console.error(`js: ${sentence}`);
  process.exit(1);
}

const [file, expectedFile] = process.argv.slice(2);
if (!file || !expectedFile) fail("usage: node verify.mjs FILE.automerge EXPECTED.json");
const expected = JSON.parse(readFileSync(expectedFile, "utf8"));
if (!Array.isArray(expected.heads) || typeof expected.json !== "object" || expected.json === null) {
  fail(`${expectedFile} has no "heads" and "json"`);
}

const document = Automerge.load(new Uint8Array(readFileSync(file)));
const heads = [...Automerge.getHeads(document)].sort();
const changes = Automerge.getAllChanges(document).length;
const json = plain(document);

// Nothing compared is nothing shown.
if (changes === 0 || heads.length === 0) fail(`${file} holds no change`);
if (leaves(json) === 0) fail(`${file} holds no value`);

const found =
  difference("heads", heads, [...expected.heads].sort()) ?? difference("", json, expected.json);
if (found) fail(found);
console.log(`js: ${changes} changes, ${heads.length} heads, ${leaves(json)} values equal`);
