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

test("users, groups and time groups that two sources tell the same are no contradiction", async () => {
  const users = fileOf(
    "usermanusers.csv",
    "username,default_extension\nbob,2002\nreception,none\n2001,2001\n",
  );
  const groups = fileOf("usermangroups.csv", 'groupname,users\n10,bob\nAll Users,"bob,2001,reception"\n');
  const times = fileOf("timegroup.csv", "description,time1\nOffice hours,08:00-18:00|mon-fri|*|*\n");
  const { facts, contradictions } = await known(users, groups, times, backup);
  expect(contradictions).toEqual([]);
  const alone = await known(backup);
  expect(facts).toEqual(alone.facts);
});

test("what differs is named, one by one", async () => {
  const users = fileOf("usermanusers.csv", "username,default_extension\nbob,2001\n2001,2001\nnew,none\n");
  const groups = fileOf("usermangroups.csv", 'groupname,users\nAll Users,"bob,2001,reception"\n10,bob\n');
  const trunks = fileOf(
    "trunks.csv",
    "trunk_name,trunkid,tech,outcid,maxchans,disabled\ncarrier,4,pjsip,,2,off\n",
  );
  const { contradictions } = await known(users, groups, trunks, backup);
  expect(contradictions).toEqual([
    expect.stringMatching(/^user bob differs/),
    expect.stringMatching(/^user reception is in .*, but not in/),
    expect.stringMatching(/^user new is in .*, but not in/),
    expect.stringMatching(/^the order of the groups differs/),
    expect.stringMatching(/^trunk carrier of trunks\.csv is not that of the other/),
  ]);
});

test("where hours were changed and not applied, those that Asterisk runs count", async () => {
  const step = (action: string) => `exten => _9NXXNXXXXXX,n,${action}\n`;
  const running = fileOf(
    "extensions_additional.conf",
    `[outbound-allroutes]\ninclude => outrt-5,09:00-17:00,mon-fri,*,*,America/Chicago ; Long distance\n[outrt-5]\nexten => _9NXXNXXXXXX,1,Gosub(macro-user-callerid,s,1(LIMIT))\n${step("Set(_ROUTENAME=Long distance)")}`,
  );
  const { facts, contradictions } = await known(backup, running);
  expect(contradictions.join("\n")).toContain("route Long distance is not what Asterisk runs");
  expect(facts.routes?.[0]?.timeRanges).toEqual(["09:00-17:00|mon-fri|*|*"]);
});

test("an emergency device is put together from all that know it", async () => {
  const live = fileOf("astdb.txt", "/EDEVICE/2911/location : Lobby\n/EDEVICE/2912/location : Gate\n");
  const { facts } = await known(backup, live);
  expect([...(facts.emergencyDevices?.keys() ?? [])]).toEqual(["2911", "2912"]);
});

test("the PINs that a call is asked by count; name and routes come from the backup, and no PIN is shown", async () => {
  const live = fileOf("astdb.txt", "/PINSETS/1/713570 : 1\n/PINSETS/1/4711 : 1\n/PINSETS/2/8642 : 2\n");
  const { facts, contradictions } = await known(backup, live);
  expect(facts.pinSets).toEqual([
    { id: "1", recorded: true, name: "Callers", pins: ["713570", "4711"], routes: ["5"] },
    { id: "2", name: "", pins: ["8642"], routes: [] },
  ]);
  expect(contradictions).toEqual([
    expect.stringMatching(/^the PINs of Callers differ between .*astdb\.txt and .*Pinsets\.json: the first/),
  ]);
  expect(contradictions.join()).not.toMatch(/713570|4711|9753/);
  const same = fileOf("astdb.txt", "/PINSETS/1/9753#1 : 1\n/PINSETS/1/713570 : 1\n");
  const agreed = await known(same, backup);
  expect(agreed.contradictions).toEqual([]);
  expect(agreed.facts.pinSets).toEqual((await known(backup)).facts.pinSets);
});
