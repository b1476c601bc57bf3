import { expect, test } from "vitest";
import type { TranscriptEvent } from "../../../sim/transcript/event.js";
import { createRedactor } from "../../../sim/transcript/redaction.js";
import { runAll, scenarioOf } from "./scene.js";

const setup = (dtmfMode: "rfc4733" | "info") => `with:
  extensions: { "1008": { dtmf-mode: ${dtmfMode} } }
  pin-sets: { Managers: { pins: ["047182", "20"] } }
  routes: [{ name: Emergency, type: emergency, patterns: ["911"], pin-set: Managers, trunk: emergency }]
phones: { desk: { model: CIP230, location: new-york } }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
  - dial: { phone: desk, number: "911", as: help }
  - expect: { call: help, state: ringing, psap: none }
`;

async function played(steps: string, dtmfMode: "rfc4733" | "info" = "rfc4733") {
  const { summary, transcript } = await runAll([scenarioOf("Keys", setup(dtmfMode) + steps)]);
  const [scenario] = summary.scenarios;
  const failed = scenario?.steps.find(({ verdict }) => verdict !== "passed");
  return { verdict: scenario?.verdict, failed, events: transcript.events };
}

test.each(["047182#", "1#20#", "9#9#047182#"])("keys open the route: %s", async (keys) => {
  const outcome = await played(`  - keypad: { phone: desk, keys: "${keys}" }
  - expect: { call: help, state: answered, psap: { number: "911" } }
`);
  expect(outcome).toMatchObject({ verdict: "passed", failed: undefined });
});

const wrong = `  - keypad: { phone: desk, keys: "047183#" }
  - keypad: { phone: desk, keys: "7#8#9#" }
  - expect: { call: help, status: 603, psap: none }
`;

test("wrong keys end the call, and no record shows a key", async () => {
  const { verdict, events } = await played(wrong);
  expect(verdict).toBe("passed");
  expect(infosIn(events)).toEqual([]);
  expect(JSON.stringify(events)).not.toMatch(/047183|047182/);
  const steps = events.flatMap((each) => (each.type === "step-start" ? [each.text] : []));
  expect(steps.filter((each) => each.startsWith("keypad: ") && each.endsWith("keys: ••• }"))).toHaveLength(2);
});

test("PBX-112: keys go by SIP INFO where the extension has that mode, and no record shows one", async () => {
  const { verdict, events } = await played(wrong, "info");
  expect(verdict).toBe("passed");
  const infos = infosIn(events);
  expect(infos.length).toBeGreaterThanOrEqual(13);
  for (const text of infos) expect(text).toContain("\r\nSignal=•••\r\n");
  expect(JSON.stringify(events)).not.toMatch(/047183|047182|Signal=[0-9#*]/);
});

function infosIn(events: readonly TranscriptEvent[]): string[] {
  return events.flatMap((each) =>
    each.type === "sip" && each.direction === "sent" && each.startLine.startsWith("INFO ") ? [each.text] : [],
  );
}

test("what is told of a wrong step has no key either", async () => {
  const redact = createRedactor(["047182"]);
  expect(redact('keys: "047182#"')).toBe('keys: "•••#"');
  const { failed } = await played(`  - hang-up: { phone: desk, call: help }
  - expect: { call: help, state: ended }
  - keypad: { phone: desk, keys: "047182#" }
`);
  expect(failed).toMatchObject({ verdict: "failed" });
  expect(JSON.stringify(failed)).not.toContain("047182");
});
