import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { mapFacts } from "../../../sim/import/write/map/map-facts.js";
import { setupText } from "../../../sim/import/write/setup-text.js";
import { DeskfleetError } from "../../../sim/model/errors.js";
import { backup, changed, known } from "./fixture.js";
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
        expect(setupText(mapFacts(facts, "x", { withSecrets: true, placeholders: [] }), [])).toContain(
          "routes",
        );
      } catch (error) {
        expect(error).toBeInstanceOf(DeskfleetError);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
