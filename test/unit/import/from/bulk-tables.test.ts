import { expect, test } from "vitest";
import { known } from "../fixture.js";
import { fileOf } from "../open/archive.js";

test("trunks.csv lists enabled trunks: their dial rules stay unknown", async () => {
  const csv =
    'trunk_name,trunkid,tech,outcid,keepcid,maxchans,disabled,continue\ncarrier,4,pjsip,"""Example, Co"" <2125550100>",cnum,2,off,on\n';
  const { facts } = await known(fileOf("trunks.csv", csv));
  expect(facts.trunks).toEqual([
    {
      ...{ id: "4", name: "carrier", technology: "pjsip", callerId: '"Example, Co" <2125550100>' },
      ...{ keepCid: "cnum", maxChannels: 2, disabled: false, continueIfBusy: true },
    },
  ]);
});

test("usermanusers.csv and usermangroups.csv know each other by login, the groups in their order", async () => {
  const users = "username,description,default_extension\n2001,,2001\nbob,,2002\nreception,,none\n";
  const groups = 'groupname,description,users\n10,,bob\nAll Users,"Everybody, always","2001,bob,reception"\n';
  const { facts } = await known(fileOf("usermanusers.csv", users), fileOf("usermangroups.csv", groups));
  expect(facts.users).toEqual([
    { name: "2001", defaultExtension: "2001" },
    { name: "bob", defaultExtension: "2002" },
    { name: "reception" },
  ]);
  expect(facts.groups).toEqual([
    { name: "10", users: ["bob"], hotDeskRows: [] },
    { name: "All Users", users: ["2001", "bob", "reception"], hotDeskRows: [] },
  ]);
});

test("timegroup.csv has as many columns as its longest group has ranges", async () => {
  const ranges = Array.from({ length: 11 }, (_, index) => `${index}:00-${index}:30|*|*|*`);
  const header = ranges.map((_, index) => `time${index + 1}`).sort();
  const row = header.map((name) => ranges[Number(name.slice(4)) - 1]);
  const csv = `description,${header.join()}\nMany,${row.join()}\nOne,${header.map((name) => (name === "time1" ? "*|*|*|*" : "")).join()}\n`;
  const { facts } = await known(fileOf("timegroup.csv", csv));
  expect(facts.timeGroups).toEqual([
    { name: "Many", ranges },
    { name: "One", ranges: ["*|*|*|*"] },
  ]);
});

test("dids.csv: a pattern, any number, and one caller's", async () => {
  const csv =
    'cidnum,extension,destination,description\n,_2125550[1-4]XX,"from-did-direct,2001,1","Block, staff"\n,,"ivr-3,s,1",\n3125550199,2125550101,"ext-queues,400,1",\n';
  const { facts } = await known(fileOf("dids.csv", csv));
  expect(facts.dids).toEqual([
    {
      did: "_2125550[1-4]XX",
      caller: "",
      destination: "from-did-direct,2001,1",
      description: "Block, staff",
    },
    { did: "", caller: "", destination: "ivr-3,s,1", description: "" },
    { did: "2125550101", caller: "3125550199", destination: "ext-queues,400,1", description: "" },
  ]);
});

test.each([
  ["trunks.csv", "trunks"],
  ["dids.csv", "dids"],
  ["usermanusers.csv", "users"],
  ["usermangroups.csv", "groups"],
  ["timegroup.csv", "timeGroups"],
] as const)(
  "%s without its columns is told; an empty export, one empty line, has none of them",
  async (name, key) => {
    const { facts, faults } = await known(fileOf(name, "something,else\n1,2\n"));
    expect(facts[key]).toBeUndefined();
    expect(faults).toMatchObject([{ line: 1, message: expect.stringMatching(/^the column .* is missing/) }]);
    const empty = await known(fileOf(name, "\n"));
    expect(empty.faults).toEqual([]);
  },
);
