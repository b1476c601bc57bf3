import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backup, changed, known } from "../fixture.js";
import { fileOf } from "../open/archive.js";

const devices = "files/tmp/Devices_dump/Devices.sql";

test("an extension is put together from Core.json, Devices.sql and voicemail.conf", async () => {
  const { facts, contradictions, faults } = await known(backup);
  expect([contradictions, faults]).toEqual([[], []]);
  expect([...facts.extensions.keys()]).toEqual(["2001", "2002", "2003", "2900"]);
  expect(facts.extensions.get("2001")).toEqual({
    name: "Alice; day desk",
    technology: "pjsip",
    deviceUser: "2001",
    secret: "fixture-secret-2001",
    maxContacts: 1,
    removeExisting: true,
    matchPermit: ["10.30.5.0/255.255.255.0", "fax.example.com"],
    context: "from-internal",
    emergencyCid: '"HQ, front" <2125550101>',
    outboundCid: "hidden <2125550101>",
    concurrencyLimit: 3,
    pinless: true,
    cidMasquerade: "2001",
    callWaiting: true,
    mailbox: true,
    pin: "2001",
    mailboxContext: "default",
  });
  expect(facts.extensions.get("2002")).toMatchObject({
    pin: "-83720164",
    mailboxContext: "sales",
    concurrencyLimit: 0,
  });
  expect(facts.extensions.get("2900")).toMatchObject({ mailbox: false, maxContacts: 50 });
});

test("an id with SIP settings that is no device is an emergency device", async () => {
  const { facts } = await known(backup);
  expect([...(facts.emergencyDevices ?? [])]).toEqual([
    ["2911", { emergencyCid: "2125550170", secret: "fixture-secret-2911", maxContacts: 1 }],
  ]);
});

test("routes keep their order, whatever their ids, and their trunks too", async () => {
  const { facts } = await known(backup);
  expect(facts.routes?.map(({ name, trunks }) => [name, trunks])).toEqual([
    ["Emergency", ["9", "4"]],
    ["Visitors", ["4"]],
    ["Long distance", ["4"]],
  ]);
  expect(facts.routes?.[2]).toMatchObject({
    password: "530911",
    timeGroup: "3",
    timeZone: "America/Chicago",
  });
  expect(facts.trunks?.[0]).toMatchObject({
    maxChannels: 2,
    dialRules: [{ match: "NXXXXXX", prepend: "1212" }],
  });
  expect(facts.trunks?.[1]).toMatchObject({ disabled: true, keepCid: "all" });
});

test("PIN sets, time groups, users and groups, networks and the version", async () => {
  const { facts } = await known(backup);
  expect(facts.pinSets).toEqual([
    { id: "1", recorded: true, name: "Callers", pins: ["713570", "9753#1"], routes: ["5"] },
  ]);
  expect(facts.timeGroups?.[0]?.ranges).toEqual(["08:00-18:00|mon-fri|*|*"]);
  expect(facts.groups?.map(({ name, users }) => [name, users])).toEqual([
    ["10", ["bob"]],
    ["All Users", ["2001", "bob", "reception"]],
  ]);
  expect(facts.users?.[2]).toEqual({ name: "reception" });
  expect([facts.localNetworks, facts.core]).toEqual([["10.30.0.0/16"], "17.0.18.45"]);
});

test("a backup that lost its devices is refused: it looks complete, and has no extension", async () => {
  const folder = changed(devices, "2001", "2001");
  rmSync(join(folder, devices));
  await expect(known(folder)).rejects.toMatchObject({ code: "DF_IMPORT_INCOMPLETE" });
  const emptied = changed(devices, "CREATE TABLE `sip`", "-- ");
  await expect(known(emptied)).rejects.toMatchObject({
    code: "DF_IMPORT_INCOMPLETE",
    message: expect.stringContaining("no table sip"),
  });
});

test("an entry that is not what FreePBX writes is told, and hides no other", async () => {
  const folder = changed("modulejson/Core.json", '"route_id": 2', '"route_id": { "odd": 1 }');
  const { facts, faults } = await known(folder);
  expect(facts.routes?.map(({ name }) => name)).toEqual(["Emergency", "Long distance"]);
  expect(faults).toMatchObject([
    { message: expect.stringMatching(/^Routing\[1\] \(route_id\) is not what FreePBX/) },
  ]);
});

test.each(["null", "[]", '{"configs":null}', '{"configs":{"Routing":"x","Users":{"users":7}}}'])(
  "where Core.json is %s, what the other files say is still read",
  async (text) => {
    const folder = changed(devices, "2001", "2001");
    writeFileSync(join(folder, "modulejson/Core.json"), text);
    const { facts } = await known(folder);
    expect(facts.extensions.get("2001")).toMatchObject({ maxContacts: 1, pin: "2001" });
  },
);

test("of AstDB the live values come", async () => {
  const file = fileOf(
    "astdb.txt",
    [
      "/AMPUSER/2002/concurrency_limit                   : 5",
      "/AMPUSER/2002/cidnum                              : 2000",
      "/AMPUSER/2002/pinless                             : NOPASSWD",
      "/DEVICE/2002/tech                                 : pjsip",
      "/DEVICE/2002/emergency_cid                        : 2125550199",
      "/DEVICE/70001/tech                                : pjsip",
      "/DEVICE/70001/user                                : none",
      "/EDEVICE/2911/location                            : Lobby, 1st floor",
      "",
    ].join("\n"),
  );
  const { facts } = await known(file);
  expect(facts.extensions.get("2002")).toEqual({
    technology: "pjsip",
    concurrencyLimit: 5,
    cidMasquerade: "2000",
    pinless: true,
    emergencyCid: "2125550199",
  });
  // A device of Device-and-User mode at which nobody is logged on.
  expect(facts.extensions.get("70001")).toEqual({
    technology: "pjsip",
    emergencyCid: "",
    deviceUser: "none",
  });
  expect(facts.emergencyDevices?.get("2911")?.location).toBe("Lobby, 1st floor");
});

test("extensions.csv is read by its column names, and what it lacks stays unknown", async () => {
  const csv =
    'max_contacts,extension,tech,emergency_cid,voicemail_enable,voicemail_vmpwd\n50,2900,pjsip,"""HQ"" <2125550190>",,\n';
  const { facts } = await known(fileOf("extensions.csv", csv));
  expect(facts.extensions.get("2900")).toEqual({
    technology: "pjsip",
    maxContacts: 50,
    emergencyCid: '"HQ" <2125550190>',
    mailbox: false,
  });
  const { faults } = await known(fileOf("extensions.csv", "number,name\n1,2\n"));
  expect(faults).toMatchObject([{ message: expect.stringContaining("the column `extension` is missing") }]);
});

test("a PIN that cannot be typed, and a second mailbox of a number, are told", async () => {
  const conf = "[default]\n2001=12ab,A\n2002=1,B\n[sales]\n2002=2,B\n";
  const { facts, faults } = await known(fileOf("voicemail.conf", conf));
  expect([...facts.extensions]).toEqual([["2002", { mailbox: true, pin: "2", mailboxContext: "sales" }]]);
  expect(faults.map(({ line }) => line)).toEqual([2, 5]);
  expect(JSON.stringify(faults)).not.toContain("12ab");
});
