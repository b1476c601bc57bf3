import { expect, test } from "vitest";
import { parseTarget } from "../../../sim/model/control/parse-target.js";
import { runAll, scenarioOf } from "./scene.js";

// proves: EH-29

const target = parseTarget({
  file: "live.yaml",
  text: JSON.stringify({
    ...{ target: "somebody's PBX", kind: "live", "config-server": "http://127.0.0.1:1" },
    sip: { host: "127.0.0.1", port: 5060 },
  }),
});

const talk = scenarioOf(
  "A panic button on a live target",
  `with: { locations: { new-york: { panic-button: "911" } } }
phones:
  desk: { model: CIP270, location: new-york }
  reception: { model: CIP230, location: new-york }
steps:
  - assign: { phone: desk, extension: "1001", template: EST Default, layout: user-270 }
  - assign: { phone: reception, extension: "2000", template: EST Default, layout: user-230 }
  - power-on: desk
  - power-on: reception
  - expect: { phone: desk, registered: "1001" }
  - expect: { phone: reception, registered: "2000" }
  - dial: { phone: desk, number: "2000", as: talk }
  - expect: { phone: reception, incoming: { from: "1001", state: ringing } }
  - answer: reception
  - expect: { call: talk, state: answered }
  - panic: { phone: desk, as: help }
`,
);

test("where 911 may not be dialled the button ends no call, dials nothing, and blocks the scenario", async () => {
  const consent = { by: "the test", at: "2026-01-01T00:00:00Z" };
  const { summary, transcript } = await runAll([talk], {
    dialRules: { backend: "external", target, allowed: ["911"], consent },
  });
  expect(summary.scenarios).toMatchObject([
    {
      verdict: "blocked",
      reason: expect.stringMatching(/911 is the emergency number 911 and is not dialled: the target is live/),
    },
  ]);
  const { events } = transcript;
  const blocked = events.findIndex((event) => event.type === "step-end" && event.verdict === "blocked");
  const before = events.slice(0, blocked);
  expect(before.flatMap((event) => (event.type === "call" ? [event.state] : []))).not.toContain("ended");
  expect(events.flatMap((event) => (event.type === "sip" ? [event.startLine] : [])).join("\n")).not.toMatch(
    /^INVITE sip:911/m,
  );
});
