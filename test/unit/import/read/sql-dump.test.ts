import fc from "fast-check";
import { expect, test } from "vitest";
import { readSqlDump } from "../../../../sim/import/read/sql-dump.js";

const table =
  "CREATE TABLE `t` (\n  `id` varchar(20) NOT NULL DEFAULT 'a,b)',\n  `data` enum('x','y'),\n  PRIMARY KEY (`id`,`data`)\n) ENGINE=InnoDB COMMENT='it; is';\n";

function read(text: string) {
  const { content, faults } = readSqlDump("f", new TextEncoder().encode(text));
  const rows = (content.get("t") ?? []).map((row) => [row.line, row.get("id"), row.get("data")]);
  return { rows, faults };
}

test("rows get the columns of the table, and their lines", () => {
  expect(
    read(`${table}INSERT INTO \`t\` VALUES\n('1','a'),\n('2',NULL);\ninsert into t (data) values ('z');`),
  ).toEqual({
    rows: [
      [7, "1", "a"],
      [8, "2", null],
      [9, null, "z"],
    ],
    faults: [],
  });
});

test("quotes and backslashes mean what MySQL means", () => {
  const { rows } = read(
    `${table}INSERT INTO t VALUES ('O\\'Brien \\"PJ\\"','it''s; \\\\ (x),\\n-- no comment'), (-1.5, 0xFF);`,
  );
  expect(rows.map((row) => row.slice(1))).toEqual([
    [`O'Brien "PJ"`, "it's; \\ (x),\n-- no comment"],
    ["-1.5", "0xFF"],
  ]);
});

test("comments of every kind, and statements that hold no rows, are passed over", () => {
  const text = `/*M!999999\\- enable the sandbox mode */ \n-- don't\n# don't\n/*!40101 SET NAMES utf8 */;\nLOCK TABLES \`t\` WRITE;;${table}/* a\nb */INSERT IGNORE INTO t VALUES ('1','2');UNLOCK TABLES;`;
  expect(read(text)).toMatchObject({ rows: [[11, "1", "2"]], faults: [] });
});

test("a table without rows is there", () => {
  expect([...readSqlDump("f", new TextEncoder().encode(table)).content.keys()]).toEqual(["t"]);
});

test.each([
  ["a row too short", "INSERT INTO t VALUES ('1','a'),('2');", "a row of t has 1 values, not 2"],
  ["an unknown table", "INSERT INTO u VALUES ('1');", "the columns of u are not known"],
  ["a function", "INSERT INTO t VALUES (NOW(),'1');", "a value is missing"],
  ["no VALUES", "INSERT INTO t SELECT 1;", "VALUES is missing"],
])("%s is a fault, and hides no later statement", (_what, statement, message) => {
  const { rows, faults } = read(`${table}${statement}\nINSERT INTO t VALUES ('9','9');`);
  expect(rows.at(-1)).toEqual([7, "9", "9"]);
  expect(faults).toMatchObject([{ line: 6, message: expect.stringContaining(message) }]);
});

test("a dump that ends inside a text is a fault that quotes none of it", () => {
  const { rows, faults } = read(`${table}INSERT INTO t VALUES ('1','a'),('2','geheim`);
  expect(rows).toEqual([[6, "1", "a"]]);
  expect(faults).toMatchObject([{ message: expect.stringContaining("cut off") }]);
  expect(JSON.stringify(faults)).not.toContain("geheim");
});

test("a dump that ends between two statements lacks its last line", () => {
  const head = "-- MariaDB dump 10.19\n";
  expect(read(`${head}${table}`).faults).toMatchObject([{ message: expect.stringContaining("cut off") }]);
  expect(read(`${head}${table}-- Dump completed on 2026-11-29\n`).faults).toEqual([]);
});

const escaped: Readonly<Record<string, string>> = {
  "\n": "n",
  "\r": "r",
  "\u001a": "Z",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

/** As mysqldump writes a text. */
function quoted(text: string): string {
  return `'${Array.from(text, (each) => (each in escaped ? `\\${escaped[each]}` : each)).join("")}'`;
}

test("whatever text mysqldump writes is read back", () => {
  const field = fc.string({ unit: "binary" }).map((text) => text.replaceAll(/[\0\uFEFF]/g, ""));
  fc.assert(
    fc.property(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 5 }), (written) => {
      const values = written.map((row) => `(${row.map(quoted).join(",")})`).join(",\n");
      const { rows, faults } = read(`${table}INSERT INTO \`t\` VALUES\n${values};\n`);
      expect(faults).toEqual([]);
      expect(rows.map((row) => row.slice(1))).toEqual(written);
    }),
  );
});

test("no text at all makes it throw or hang", () => {
  const piece = fc.constantFrom(
    "INSERT INTO ",
    "CREATE TABLE ",
    "`t`",
    "(",
    ")",
    ",",
    ";",
    "'",
    "\\",
    "NULL",
    "--",
    "/*",
    "*/",
    "#",
    "\n",
    "x",
    "1",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(read(pieces.join("")).rows).toEqual(expect.any(Array));
    }),
  );
});
