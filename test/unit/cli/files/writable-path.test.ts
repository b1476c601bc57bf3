import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkWritable } from "../../../../sim/cli/files/writable-path.js";

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "deskfleet-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("a path that can be written is left as it was", () => {
  const folder = scratch();
  const fresh = join(folder, "r.json");
  checkWritable(fresh);
  expect(existsSync(fresh)).toBe(false);
  writeFileSync(fresh, "old");
  checkWritable(fresh);
  expect(readFileSync(fresh, "utf8")).toBe("old");
});

test("a path that cannot be written is reported with the reason", () => {
  const folder = scratch();
  writeFileSync(join(folder, "file"), "");
  for (const [path, reason] of [
    [folder, "it is a folder, not a file"],
    [join(folder, "file", "r.json"), "a part of the path is a file, not a folder"],
    ["/dev/null/r.json", "a part of the path is a file, not a folder"],
    ["/proc/r.json", "no file can be made there"],
  ] as const) {
    expect(() => checkWritable(path)).toThrow(
      expect.objectContaining({ code: "DF_FILE_WRITE", message: `cannot write ${path}: ${reason}` }),
    );
  }
});

test("a missing folder is not made but named; below /proc it does not hang", () => {
  const folder = join(scratch(), "deep");
  for (const missing of [folder, "/proc/no-such-process"]) {
    expect(() => checkWritable(join(missing, "r.json"))).toThrow(
      `the folder ${missing} does not exist, create it first`,
    );
  }
  expect(existsSync(folder)).toBe(false);
});
