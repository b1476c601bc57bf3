import { expect, test } from "vitest";
import { parse } from "yaml";
import { snippetOf } from "../../../sim/audit/snippet.js";

test("sections and entries have lines, fields stand in one; numbers stay texts", () => {
  const fields = { "max-contacts": 14 };
  const changes = { extensions: { "9000": fields, "9001": fields }, policies: { "contact-port": "stable" } };
  const text = snippetOf(changes);
  // No anchor, though both entries are the same object: this is for people.
  expect(text).toBe(
    [
      "extensions:",
      '  "9000": { max-contacts: 14 }',
      '  "9001": { max-contacts: 14 }',
      "policies:",
      "  contact-port: stable",
    ].join("\n"),
  );
  expect(parse(text)).toEqual(changes);
});

test("what a file calls its things cannot break out of the snippet", () => {
  const changes = { groups: { "a: {b}\n- c": { hotdesk: { "logout-action": "# 9000" } } } };
  expect(parse(snippetOf(changes))).toEqual(changes);
});
