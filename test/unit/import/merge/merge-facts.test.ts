import { expect, test } from "vitest";
import { backup, known } from "../fixture.js";
import { fileOf } from "../open/archive.js";

test("the live value counts, and that the backup has another is told", async () => {
  const live = fileOf("astdb.txt", "/AMPUSER/2900/concurrency_limit                   : 5\n");
  for (const paths of [
    [backup, live],
    [live, backup],
  ]) {
    const { facts, contradictions } = await known(...paths);
    expect(facts.extensions.get("2900")).toMatchObject({ concurrencyLimit: 5, maxContacts: 50 });
    expect(contradictions).toEqual([
      expect.stringMatching(
        /^extension 2900: concurrency limit is 5 in .*astdb\.txt, but 20 in .*Core\.json: the first counts$/,
      ),
    ]);
  }
});

test("a backup counts more than a CSV; PINs and secrets that differ are not shown", async () => {
  const csv = fileOf(
    "extensions.csv",
    "extension,secret,voicemail_enable,voicemail_vmpwd\n2001,other-secret,yes,55512345\n",
  );
  const { facts, contradictions } = await known(csv, backup);
  expect(facts.extensions.get("2001")).toMatchObject({ secret: "fixture-secret-2001", pin: "2001" });
  expect(contradictions.map((each) => each.replace(/ between.*/, ""))).toEqual([
    "extension 2001: secret differs",
    "extension 2001: pin differs",
  ]);
  expect(contradictions.join()).not.toMatch(/other-secret|55512345|fixture-secret/);
});

test("two backups that agree contradict each other nowhere", async () => {
  expect((await known(backup, backup)).contradictions).toEqual([]);
});
