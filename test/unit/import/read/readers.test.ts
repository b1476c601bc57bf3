import { expect, test } from "vitest";
import { readAstDbShow } from "../../../../sim/import/read/ast-db-show.js";
import { readConf } from "../../../../sim/import/read/conf.js";
import { readCsv } from "../../../../sim/import/read/csv-table.js";
import { readJson } from "../../../../sim/import/read/json-text.js";
import { textOf } from "../../../../sim/import/read/text-of.js";

const bytes = (text: string) => new TextEncoder().encode(text);

test("a text ends its lines by LF and loses its mark", () => {
  expect(textOf("f", bytes("\uFEFFa\r\nb\r\n"))).toEqual({ content: "a\nb\n", faults: [] });
});

test("what is not UTF-8 is read as Latin-1, with the place", () => {
  const latin = Uint8Array.from([0x61, 0x0a, 0x5a, 0x6f, 0xeb]);
  expect(textOf("f", latin)).toEqual({
    content: "a\nZoë",
    faults: [{ file: "f", line: 2, message: "this is not UTF-8: read as Latin-1" }],
  });
});

test("NUL bytes are left out, and told", () => {
  const { content, faults } = textOf("f", bytes("a\nb\0\0c"));
  expect([content, faults[0]?.line]).toEqual(["a\nbc", 2]);
});

test("JSON with a comment is a fault at its line that quotes nothing of the text", () => {
  const { content, faults } = readJson("f", bytes('{\n  "secret": "geheim", // no\n}'));
  expect(content).toBeUndefined();
  expect(faults).toMatchObject([{ file: "f", line: 2 }]);
  expect(JSON.stringify(faults)).not.toContain("geheim");
});

test("JSON that is cut off is a fault at its last line", () => {
  expect(readJson("f", bytes('{\n\n"a": [1,')).faults).toMatchObject([{ line: 3 }]);
});

test("database show: keys and values with colons, empty values, the closing line", () => {
  const { content, faults } = readAstDbShow(
    "f",
    bytes(
      "/AMPUSER/1001/cidname                             : Alice: day             \n" +
        "/AMPUSER/1001/noanswer                            :\n" +
        '/registrar/contact/1001;@10.0.0.1:5060: {"uri":"sip:1001"}\n\n3 results found.\nnonsense\n',
    ),
  );
  expect(content).toEqual([
    { key: "/AMPUSER/1001/cidname", value: "Alice: day" },
    { key: "/AMPUSER/1001/noanswer", value: "" },
    { key: "/registrar/contact/1001;@10.0.0.1:5060", value: '{"uri":"sip:1001"}' },
  ]);
  expect(faults).toEqual([{ file: "f", line: 6, message: "this is no line of `database show`" }]);
});

test("a CSV is read by column name, quotes and line breaks in fields included", () => {
  const { content, faults } = readCsv(
    "f",
    bytes('Name,extension\r\n"Pat ""PJ"", O\'Brien","1\n2"\r\nx\r\ny,z\r\n'),
  );
  expect(content.rows.map(({ values }) => Object.fromEntries(values))).toEqual([
    { name: 'Pat "PJ", O\'Brien', extension: "1\n2" },
    { name: "y", extension: "z" },
  ]);
  expect(faults).toEqual([{ file: "f", line: 4, message: "this row has 1 fields, not 2: it was not read" }]);
});

test.each(["", "\n"])("an empty export has no rows and no fault", (text) => {
  expect(readCsv("f", bytes(text))).toEqual({ content: { columns: [], rows: [] }, faults: [] });
});

test("a quote that is never closed is a fault", () => {
  const { content, faults } = readCsv("f", bytes('a,b\n1,"2\n'));
  expect([content.rows, faults.length]).toEqual([[], 1]);
});

test("a configuration file: sections with options, blank lines inside them, comments", () => {
  const { content, faults } = readConf(
    "f",
    bytes(
      [
        "; header",
        "[0]",
        "#include pjsip_custom.conf",
        "[1001](+type=aor,basic)",
        "type=endpoint ; a comment",
        "callerid=Alice <1001>",
        "",
        "exten => 911,1,Noop(a\\;b)",
        ";-- a block",
        "[no section]",
        "--;max_contacts = 3",
        "[tpl](!)",
        "junk",
      ].join("\r\n"),
    ),
  );
  expect(content.directives).toEqual([{ key: "include", value: "pjsip_custom.conf", line: 3 }]);
  expect(content.sections).toEqual([
    { name: "0", line: 2, options: [], entries: [] },
    {
      name: "1001",
      line: 4,
      options: ["+type=aor", "basic"],
      entries: [
        { key: "type", value: "endpoint", line: 5 },
        { key: "callerid", value: "Alice <1001>", line: 6 },
        { key: "exten", value: "911,1,Noop(a;b)", line: 8 },
        { key: "max_contacts", value: "3", line: 11 },
      ],
    },
    { name: "tpl", line: 12, options: ["!"], entries: [] },
  ]);
  expect(faults).toEqual([{ file: "f", line: 13, message: "this is neither a section nor `key=value`" }]);
});
