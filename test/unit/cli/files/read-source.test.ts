import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { yamlFiles } from "../../../../sim/files/package-files.js";
import { readRunFile, readSource } from "../../../../sim/files/read-source.js";
import { scratchFolder } from "../../../e2e/scratch.js";

const file = (bytes: string | Buffer): string => {
  const path = join(scratchFolder(), "f.yaml");
  writeFileSync(path, bytes);
  return path;
};
const text = "setup: x\nname: Jörg\n";

test.each<[string, Buffer]>([
  ["UTF-8", Buffer.from(text)],
  ["UTF-8 with a mark", Buffer.from(`\uFEFF${text}`)],
  ["UTF-16 with a mark", Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16 with a mark, big end first", Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
])("K8: a file in %s is read", (_what, bytes) => {
  expect(readSource(file(bytes)).text).toBe(text);
});

test.each<[string, Buffer, number, number]>([
  ["Latin-1", Buffer.from(text, "latin1"), 2, 8],
  ["a letter cut in half", Buffer.from("a: ö").subarray(0, -1), 1, 4],
  ["half a letter of UTF-16", Buffer.from("\uFEFFa", "utf16le").subarray(0, -1), 1, 1],
  ["no text at all", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xfa]), 1, 5],
])("K8: a file in %s is refused at its place", (_what, bytes, line, column) => {
  expect(() => readSource(file(bytes))).toThrow(
    expect.objectContaining({ code: "DF_FILE_TEXT", position: expect.objectContaining({ line, column }) }),
  );
});

test("a device that never ends is not read to its end", () => {
  expect(() => readSource("/dev/zero", 100_000)).toThrow(
    "cannot read /dev/zero: it has more than 100000 bytes",
  );
});

test("a run file may begin with a mark, and may be cut in mid-letter", () => {
  expect(readRunFile(file(`\uFEFF{"a":"ö"}\n`)).text).toBe('{"a":"ö"}\n');
  expect(readRunFile(file(Buffer.from('{"a":1}\n"ö').subarray(0, -1))).text).toBe('{"a":1}\n"\uFFFD');
});

test("a folder gives its files by either ending, in any letters", () => {
  const folder = scratchFolder();
  mkdirSync(join(folder, "sub"));
  const names = ["a.yaml", "b.YAML", "c.yml", "d.YML", "sub/e.Yaml", "f.yaml.bak", "g.txt"];
  for (const name of names) writeFileSync(join(folder, name), "");
  expect(yamlFiles(folder)).toEqual(
    ["a.yaml", "b.YAML", "c.yml", "d.YML", "sub/e.Yaml"].map((name) => join(folder, name)),
  );
});
