// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Asterisk writes its variables so, too.
import { expect, test } from "vitest";
import { backup, known, running } from "../fixture.js";
import { fileOf } from "../open/archive.js";

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
