import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openLimits } from "../../../../sim/import/open/limits.js";
import { openSource } from "../../../../sim/import/open/open-source.js";
import { scratchFolder } from "../../../e2e/scratch.js";
import { archive, fileOf, tarOf } from "./archive.js";

const core = ["modulejson/Core.json", "{}"] as const;
/** Text that does not shrink to nothing. */
const noise = Array.from({ length: 20_000 }, (_, index) => `${(index * 7919) % 104_729}`).join(",");

async function contents(path: string) {
  const { files } = await openSource(path);
  return files.map(({ kind, bytes }) => [kind, new TextDecoder().decode(bytes)]);
}

test("a backup gives the files that are known, whatever else is in it", async () => {
  const path = await archive([core, ["files/recording.wav", noise], ["x/voicemail.conf", "[default]"]]);
  expect(await contents(path)).toEqual([
    ["core-json", "{}"],
    ["voicemail-conf", "[default]"],
  ]);
});

test("a plain tar and that of GNU tar are read too", async () => {
  expect(await contents(fileOf("backup.tar", await tarOf([core])))).toEqual([["core-json", "{}"]]);
  const folder = scratchFolder();
  mkdirSync(join(folder, "etc"));
  writeFileSync(join(folder, "etc/voicemail.conf"), "[default]");
  const long = join(folder, "etc", "x".repeat(120));
  mkdirSync(long);
  writeFileSync(join(long, "Core.json"), "{}");
  spawnSync("tar", ["--format=gnu", "-C", folder, "-czf", join(folder, "etc.tgz"), "etc"]);
  expect((await contents(join(folder, "etc.tgz"))).map(([kind]) => kind).sort()).toEqual([
    "core-json",
    "voicemail-conf",
  ]);
});

test("a folder gives the same, and follows no link", async () => {
  const folder = scratchFolder();
  const outside = fileOf("secret.txt", "not yours");
  mkdirSync(join(folder, "modulejson"));
  writeFileSync(join(folder, "modulejson/Core.json"), "{}");
  symlinkSync(outside, join(folder, "voicemail.conf"));
  symlinkSync(scratchFolder(), join(folder, "etc"));
  symlinkSync(join(folder, "nowhere"), join(folder, "gone"));
  writeFileSync(join(folder, "old.tar.gz"), "");
  const { files, faults, unopened } = await openSource(folder);
  expect(files.map(({ kind }) => kind)).toEqual(["core-json"]);
  expect(faults.map(({ message }) => message)).toEqual([
    "this is a link to a folder: it was not followed",
    "this is a link, not a file: it was not followed",
  ]);
  expect(unopened).toEqual([join(folder, "old.tar.gz")]);
});

test.each([
  ["in the middle", 0.5],
  ["before its checksum", 0.9999],
])("a gzip that is cut %s is told as cut", async (_where, share) => {
  const path = await archive([core, ["files/x.wav", noise]], (bytes) =>
    bytes.subarray(0, Math.min(bytes.length - 4, Math.floor(bytes.length * share))),
  );
  await expect(openSource(path)).rejects.toMatchObject({ code: "DF_IMPORT_CUT" });
});

/** With bodies that fill their last block, and such that do not; with what is read, and what is passed over. */
const small = [
  core,
  ["readme", "x".repeat(512)],
  ["modulejson/Userman.json", noise.slice(0, 700)],
  ["files/x.wav", noise.slice(0, 900)],
] as const;

/** What becomes of the first bytes of an archive, for each of these numbers of them: its code, or the kinds that it holds. */
async function cutAt(lengths: readonly number[], name: string, bytes: Uint8Array): Promise<string[]> {
  const path = fileOf(name, bytes);
  const ends: string[] = [];
  for (const length of lengths) {
    writeFileSync(path, bytes.subarray(0, length));
    const end = openSource(path).then(
      ({ files }) => files.map(({ kind }) => kind).join(),
      ({ code }: { code: string }) => code,
    );
    ends.push(await end);
  }
  return ends;
}

test("wherever a gzipped archive is cut, that is told", async () => {
  const bytes = gzipSync(await tarOf(small));
  const [empty, oneByte, ...ends] = await cutAt([...bytes.keys(), bytes.length], "backup.tar.gz", bytes);
  expect([empty, oneByte]).toEqual(["DF_IMPORT_CUT", "DF_IMPORT_SOURCE"]);
  expect(ends.pop()).toBe("core-json,userman-json");
  expect(new Set(ends)).toEqual(new Set(["DF_IMPORT_CUT"]));
});

test("wherever a plain archive is cut, that is told, or all is read", async () => {
  const tar = await tarOf(small);
  const contents = tar.findLastIndex((byte) => byte !== 0) + 1;
  const lengths = [...tar.keys()].filter((at) => at > 262 && [0, 1, 200, 511].includes(at % 512));
  const inside = await cutAt(
    lengths.filter((length) => length < contents),
    "backup.tar",
    tar,
  );
  expect(new Set(inside)).toEqual(new Set(["DF_IMPORT_CUT"]));
  const behind = await cutAt(
    lengths.filter((length) => length >= contents),
    "backup.tar",
    tar,
  );
  expect(behind.filter((end) => end !== "DF_IMPORT_CUT" && end !== "core-json,userman-json")).toEqual([]);
  expect(await cutAt([tar.length], "backup.tar", tar)).toEqual(["core-json,userman-json"]);
});

test("a tar that is cut inside its gzip is told as cut", async () => {
  const tar = await tarOf([core, ["modulejson/Userman.json", noise]]);
  const path = fileOf("backup.tar.gz", gzipSync(tar.subarray(0, 4000)));
  await expect(openSource(path)).rejects.toMatchObject({ code: "DF_IMPORT_CUT" });
});

test("a flipped byte in a header is told as damage", async () => {
  const tar = await tarOf([core]);
  tar[3] = 0x7a;
  await expect(openSource(fileOf("backup.tar", tar))).rejects.toMatchObject({ code: "DF_IMPORT_CUT" });
});

test.each([
  ["../../etc/voicemail.conf", "leads out of the archive"],
  ["/etc/asterisk/voicemail.conf", "leads out of the archive"],
])("the entry %s is not read", async (name, message) => {
  const { files, faults } = await openSource(await archive([core, [name, "[default]"]]));
  expect(files.map(({ kind }) => kind)).toEqual(["core-json"]);
  expect(faults).toEqual([
    { file: expect.stringContaining(name), message: expect.stringContaining(message) },
  ]);
});

test.each(["symlink", "link", "character-device", "fifo"] as const)("a %s is not followed", async (type) => {
  const path = await archive([core, { name: "voicemail.conf", type, linkname: "/etc/passwd" }]);
  const { files, faults } = await openSource(path);
  expect(files.map(({ kind }) => kind)).toEqual(["core-json"]);
  expect(faults).toMatchObject([{ message: `this is a ${type}, not a file: it was not followed` }]);
});

test("of two entries of one name the last counts, as for tar, and that is told", async () => {
  const path = await archive([core, ["modulejson/Core.json", '{"last":1}']]);
  const { files, faults } = await openSource(path);
  expect(files.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(['{"last":1}']);
  expect(faults).toHaveLength(1);
});

test("a gzip bomb is given up", async () => {
  const limits = { ...openLimits, ratioFromBytes: 1_000_000 };
  const path = await archive([core, ["files/zero.wav", "0".repeat(8_000_000)]]);
  await expect(openSource(path, limits)).rejects.toMatchObject({
    code: "DF_IMPORT_SOURCE",
    message: expect.stringContaining("unpacks to more than 200 times its size"),
  });
});

test.each([
  ["a file", { fileBytes: 10 }],
  ["all files", { keptBytes: 10 }],
  ["the number of files", { entries: 1 }],
])("%s beyond the limit is refused", async (_what, limit) => {
  const path = await archive([["Core.json", "[1,2,3,4,5]"], core]);
  await expect(openSource(path, { ...openLimits, ...limit })).rejects.toMatchObject({
    code: "DF_IMPORT_SOURCE",
  });
});

test.each([
  ["empty.tar.gz", "", "DF_IMPORT_CUT"],
  ["notes.txt", "hello", "DF_IMPORT_SOURCE"],
])("%s is refused", async (name, content, code) => {
  await expect(openSource(fileOf(name, content))).rejects.toMatchObject({ code });
});

test("of a folder the file that cannot be read is named, not the folder", async () => {
  const folder = scratchFolder();
  chmodSync(folder, 0o755);
  const path = join(folder, "voicemail.conf");
  writeFileSync(path, "[default]", { mode: 0 });
  // Root may read all.
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  const opened = openSource(folder);
  if (isRoot) process.seteuid?.(0);
  await expect(opened).rejects.toMatchObject({
    code: "DF_FILE_READ",
    message: `cannot read ${path}: no permission`,
  });
});

test("a backup without anything to read is refused, and a path that is not there", async () => {
  await expect(openSource(await archive([["readme", "x"]]))).rejects.toMatchObject({
    code: "DF_IMPORT_SOURCE",
  });
  await expect(openSource(join(scratchFolder(), "none.tgz"))).rejects.toMatchObject({ code: "DF_FILE_READ" });
});
