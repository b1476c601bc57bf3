import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAstDbShow } from "../../../../sim/import/read/ast-db-show.js";
import { readAstDbSqlite } from "../../../../sim/import/read/ast-db-sqlite.js";
import { asterisk, known } from "../fixture.js";
import { fileOf } from "../open/archive.js";

/** Made by SQLite itself, with pages of 512 bytes: a tree of several levels, a value that overflows, rows deleted. */
const path = "test/fixtures/freepbx-astdb/astdb.sqlite3";
const bytes = new Uint8Array(readFileSync(path));
const shown = readAstDbShow("astdb.txt", readFileSync(join(asterisk, "astdb.txt")));

test("every entry of the database file is read, as `database show` prints it", () => {
  const { content, faults } = readAstDbSqlite(path, bytes);
  expect(faults).toEqual([]);
  expect(content).toEqual(expect.arrayContaining([...shown.content]));
  const values = new Map(content.map(({ key, value }) => [key, value]));
  expect(values.get("/AMPUSER/2900/note")).toBe(`Zoë: ${"0123456789".repeat(160)}`);
  expect([...values.keys()].filter((key) => key.startsWith("/CW/")).sort()).toEqual(
    Array.from({ length: 41 }, (_, index) => `/CW/${3000 + index}`),
  );
});

test("a database counts as live values under whatever name it comes", async () => {
  const live = await known(path);
  expect(live.facts).toEqual((await known(join(asterisk, "astdb.txt"))).facts);
  expect((await known(fileOf("copy.db", bytes))).facts).toEqual(live.facts);
});

test.each([
  ["is cut in the middle", bytes.subarray(0, 3000), /cut off/],
  ["is cut within its header", bytes.subarray(0, 20), /damaged/],
  ["has a log beside it", bytes.with(19, 2), /-wal file/],
  ["has no such table", rename(), /no table astdb/],
  ["has a page that is none", bytes.with(100, 7), /damaged: 0 of its entries/],
  ["says that a page has one byte", bytes.with(16, 0).with(17, 1), /damaged/],
])("one that %s is told", (_what, changed, message) => {
  const { faults } = readAstDbSqlite("astdb.sqlite3", changed);
  expect(faults.map((each) => each.message).join("\n")).toMatch(message);
});

test("whatever bytes of it are changed, it is read or told", () => {
  const changes = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(changes, (list) => {
      const changed = bytes.slice();
      for (const [at, value] of list) changed[at] = value;
      const { content } = readAstDbSqlite("astdb.sqlite3", changed);
      expect(content.every(({ key, value }) => typeof key === "string" && typeof value === "string")).toBe(
        true,
      );
    }),
    { numRuns: 500 },
  );
});

/** The name of the table stands in the first page. */
function rename(): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  return new Uint8Array(Buffer.from(text.replaceAll("astdb", "other"), "latin1"));
}
