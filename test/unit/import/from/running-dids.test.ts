// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Asterisk writes its variables so, too.
import { expect, test } from "vitest";
import { backup, known } from "../fixture.js";
import { fileOf } from "../open/archive.js";

const inbound = (exten: string, destination: string): string[] => [
  `exten => ${exten},1,Set(__DIRECTION=INBOUND)`,
  `exten => ${exten},n,Set(__FROM_DID=\${EXTEN})`,
  `exten => ${exten},n(did),Set(CDR(did)=\${FROM_DID})`,
  `exten => ${exten},n(did-cid-hook),Noop(CallerID Entry Point)`,
  `exten => ${exten},n(dest-ext),Goto(${destination})`,
];

/** The fixture's inbound routes, generated the way FreePBX does: those of a caller and of any number come first. */
const lines = [
  "[ext-did]",
  ...["include => ext-did-custom", "include => ext-did-0001", "include => ext-did-0002"],
  "exten => foo,1,Noop(bar)",
  "[ext-did-0001]",
  "include => ext-did-0001-custom",
  ...inbound("s", "from-did-direct,2003,1"),
  ...inbound("2125550101/3125550199", "ext-queues,400,1"),
  "[ext-did-0002]",
  ...inbound("2125550101", "from-did-direct,2001,1"),
  ...inbound("2125550102", "ivr-3,s,1"),
  ...inbound("_21255501[7-9]X", "from-did-direct,2900,1"),
  "[ext-did-catchall]",
  "exten => _.,1,Set(__FROM_DID=${EXTEN})",
  "exten => _.,n,Goto(ext-did,s,1)",
];

const running = (from = "", to = ""): string =>
  fileOf("extensions_additional.conf", `${lines.join("\n")}\n`.replace(from, to));

test("inbound routes as Asterisk runs them are those of the backup, which lends their descriptions", async () => {
  const alone = await known(backup);
  const both = await known(backup, running());
  expect(both.contradictions.filter((each) => each.includes("inbound"))).toEqual([]);
  const byName = (left: object, right: object) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1);
  expect(both.facts.dids?.toSorted(byName)).toEqual(alone.facts.dids?.toSorted(byName));
});

test("one that leads elsewhere, one that is gone and one that is new: Apply Config waits, and what runs counts", async () => {
  const moved = await known(backup, running("Goto(from-did-direct,2001,1)", "Goto(ivr-9,s,1)"));
  expect(moved.contradictions).toContainEqual(
    expect.stringMatching(
      /^inbound route 2125550101 differs between .*extensions_additional\.conf and .*Core/,
    ),
  );
  expect(moved.facts.dids).toContainEqual(
    expect.objectContaining({ did: "2125550101", destination: "ivr-9,s,1", description: "Day desk" }),
  );
  const gone = await known(backup, running("2125550102,n(dest-ext)", "2125550103,n(dest-ext)"));
  expect(gone.contradictions.filter((each) => each.includes("inbound"))).toEqual([
    expect.stringMatching(/^inbound route 2125550103 is in .*additional\.conf, but not in .*Core\.json/),
    expect.stringMatching(/^inbound route 2125550102 is in .*Core\.json, but not in .*additional\.conf/),
  ]);
});

test("a file without them says nothing of inbound routes", async () => {
  const { facts } = await known(fileOf("extensions_additional.conf", "[outbound-allroutes]\n"));
  expect(facts.dids).toBeUndefined();
});

test("inbound dial plan by hand, ahead of the DIDs, is shown", async () => {
  const custom = "[ext-did-custom]\nexten => 2125550101,1,Goto(ivr-3,s,1)\n";
  const { facts } = await known(fileOf("extensions_custom.conf", custom));
  expect(facts.customDialPlan).toEqual([{ context: "ext-did-custom", line: "2125550101,1,Goto(ivr-3,s,1)" }]);
});
