import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mapFacts } from "../../../sim/import/write/map/map-facts.js";
import { setupText } from "../../../sim/import/write/setup-text.js";
import { DeskfleetError } from "../../../sim/model/errors.js";
import { scratchFolder } from "../../e2e/scratch.js";
import { asterisk, backup, changed, known, running } from "./fixture.js";
import { entriesOf, fileOf, tarOf } from "./open/archive.js";

const devices = "files/tmp/Devices_dump/Devices.sql";
const tar = await tarOf(entriesOf(backup));

test("a dump in Latin-1 is read, and told", async () => {
  const folder = changed(devices, '"HQ, front\\" <', '"Zoë\\" <');
  const path = join(folder, devices);
  writeFileSync(path, Buffer.from(readFileSync(path, "utf8"), "latin1"));
  const { facts, faults } = await known(folder);
  expect(facts.extensions.get("2001")?.emergencyCid).toBe('"Zoë" <2125550101>');
  expect(faults).toMatchObject([{ message: expect.stringContaining("read as Latin-1") }]);
});

test("a dump that is cut gives what stands before the cut, and says so", async () => {
  const folder = changed(devices, "('2900','context'", "('2900','cont");
  const path = join(folder, devices);
  writeFileSync(path, readFileSync(path, "utf8").replace(/('2900','cont).*/s, "$1"));
  const { facts, faults } = await known(folder);
  expect(facts.extensions.get("2002")).toMatchObject({ maxContacts: 3, technology: "pjsip" });
  expect(faults.map(({ message }) => message).join()).toContain("cut off");
});

test("files with CRLF say the same", async () => {
  const folder = changed(devices, "2001", "2001");
  for (const file of [devices, "files/etc/asterisk/voicemail.conf"]) {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll("\n", "\r\n"));
  }
  expect((await known(folder)).facts).toEqual((await known(backup)).facts);
});

/** A copy of a folder whose files were rewritten. */
function rewritten(folder: string, change: (text: string) => string): string {
  const copy = scratchFolder();
  cpSync(folder, copy, { recursive: true });
  for (const entry of readdirSync(copy, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    writeFileSync(path, change(readFileSync(path, "utf8")));
  }
  return copy;
}

test.each([
  ["backup", backup],
  ["copy of /etc/asterisk", asterisk],
])("a %s that went over Windows says the same", async (_name, folder) => {
  const windows = rewritten(folder, (text) => `\ufeff${text.replaceAll("\n", "\r\n")}`);
  const { facts, faults } = await known(windows);
  expect(faults).toEqual([]);
  expect(facts).toEqual((await known(folder)).facts);
});

test.each([
  ["extensions.csv", "extension,tech,name\n2001,pjsip,Alice; day desk\n"],
  ["usermanusers.csv", "username,default_extension\nbob; b,2002\n"],
  ["dids.csv", 'extension,destination,description\n2125550101,"from-did-direct,2001,1",day; night\n'],
])("%s with CRLF, a mark and a semicolon in a name says the same", async (name, text) => {
  const { facts, faults } = await known(fileOf(name, `\ufeff${text.replaceAll("\n", "\r\n")}`));
  expect(faults).toEqual([]);
  expect(facts).toEqual((await known(fileOf(name, text))).facts);
  expect(JSON.stringify([...facts.extensions, facts.users, facts.dids])).toMatch(/; (?:day desk|b|night)"/);
});

test("a semicolon in the name of a route cuts it for Asterisk: that is no contradiction", async () => {
  const saved = changed("modulejson/Core.json", '"Visitors"', '"Visitors; at night"');
  const cut = running("Set(_ROUTENAME=Visitors)", "Set(_ROUTENAME=Visitors; at night)");
  const { facts, contradictions, faults } = await known(saved, cut);
  expect([contradictions, faults]).toEqual([[], []]);
  expect(facts.routes?.[1]?.name).toBe("Visitors; at night");
  expect((await known(cut)).facts.routes?.[1]?.name).toBe("Visitors");
});

test("an export that is one empty line holds nothing, and is no damage", async () => {
  const { facts, faults } = await known(fileOf("extensions.csv", "\n"));
  expect([facts.extensions.size, faults]).toEqual([0, []]);
});

test("an extension that stands twice in a CSV, and users of a group that are no list, are told", async () => {
  const twice = await known(fileOf("extensions.csv", "extension,name\n2001,A\n2001,B\n"));
  expect(twice.facts.extensions.get("2001")?.name).toBe("B");
  expect(twice.faults).toMatchObject([{ line: 3, message: expect.stringContaining("has a row above") }]);
  const { facts, faults } = await known(changed("modulejson/Userman.json", '[\\"2\\"]', '[\\"2'));
  expect(facts.groups?.[0]).toMatchObject({ name: "10", users: [] });
  expect(faults).toMatchObject([{ message: expect.stringMatching(/^userman_groups 2: .* damaged/) }]);
});

test("a line longer than Asterisk reads is told; one of blanks takes no longer than another", async () => {
  const blanks = " ".repeat(300_000);
  const conf = await known(fileOf("voicemail.conf", `[default]\n2001${blanks}\n2002${blanks}x\n2003=1,C\n`));
  expect([...conf.facts.extensions.keys()]).toEqual(["2003"]);
  expect(conf.faults.map(({ line }) => line)).toEqual([2, 3]);
  const live = await known(
    fileOf("astdb.txt", `/AMPUSER/2001/cidname${blanks}x\n/DEVICE/2001/tech : pjsip\n`),
  );
  expect(live.faults.map(({ line }) => line)).toEqual([1]);
});

test.each([
  ["extensions_additional.conf", "[x]\n", "exten => s,1,NoOp(something that is of no use)\n"],
  ["astdb.txt", "", "/CW/1001                                          : ENABLED                  \n"],
])("%s of 50 MB is read in time", async (name, head, line) => {
  const { faults } = await known(fileOf(name, head + line.repeat(50_000_000 / line.length)));
  expect(faults).toEqual([]);
});

test("a gzip that holds no archive is told", async () => {
  const path = fileOf("voicemail.conf.gz", gzipSync("[default]\n".repeat(100)));
  await expect(known(path)).rejects.toMatchObject({ code: "DF_IMPORT_CUT" });
});

test("whatever bytes of a backup are changed, it is read or refused, and what is read can be written", async () => {
  const flips = fc.array(fc.tuple(fc.nat(tar.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  const path = fileOf("backup.tar", tar);
  await fc.assert(
    fc.asyncProperty(flips, async (changes) => {
      const bytes = tar.slice();
      for (const [at, value] of changes) bytes[at] = value;
      writeFileSync(path, bytes);
      try {
        const { facts } = await known(path);
        expect(
          setupText(mapFacts(facts, "x", { withSecrets: true, placeholders: [], models: [] }), []),
        ).toContain("routes");
      } catch (error) {
        expect(error).toBeInstanceOf(DeskfleetError);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
