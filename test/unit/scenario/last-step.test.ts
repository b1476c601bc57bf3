import { expect, test } from "vitest";
import type { TranscriptEvent } from "../../../sim/transcript/event.js";
import { runAll, scenarioOf } from "./scene.js";

/** What a desk sent and heard as SIP, in short: `> BYE`, `< 200 3 BYE`. */
function wire(events: readonly TranscriptEvent[], phone: string): string[] {
  return events.flatMap((event) => {
    if (event.type !== "sip" || event.phone !== phone || event.repeat) return [];
    const [first = "", second = ""] = event.startLine.split(" ");
    const what = first === "SIP/2.0" ? `${second} ${event.cseq}` : first;
    return [`${event.direction === "sent" ? ">" : "<"} ${what}`];
  });
}

const desk = `
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
`;
const other = `
  - power-on: other
  - login: { phone: other, extension: "1007", pin: "57203907" }
  - expect: { phone: other, registered: "1007" }
  - dial: { phone: desk, number: "1007", as: call }
  - expect: { call: call, state: ringing }
`;
const phones =
  "phones: { desk: { model: CIP270, location: new-york }, other: { model: CIP270, location: new-york } }";

test.each([
  [
    "hang-up of an answered call",
    `${desk}  - dial: { phone: desk, number: "911", as: call }
  - expect: { call: call, state: answered }
  - hang-up: { phone: desk, call: call }
`,
    "desk",
    ["> BYE", /^< 200 \d+ BYE$/],
  ],
  [
    "hang-up of a ringing call",
    `${desk}${other}  - hang-up: { phone: desk, call: call }\n`,
    "desk",
    ["> CANCEL", /^< 200 \d+ CANCEL$/, /^< 487 \d+ INVITE$/, "> ACK"],
  ],
  ["answer", `${desk}${other}  - answer: other\n`, "other", [/^> 200 \d+ INVITE$/, "< ACK"]],
  ["dial", `${desk}  - dial: { phone: desk, number: "911", as: call }\n`, "desk", ["> INVITE"]],
  ["reject", `${desk}${other}  - reject: other\n`, "other", [/^> 486 \d+ INVITE$/, "< ACK"]],
])("K5: %s as the last step leaves, and its answer is waited for", async (_what, steps, phone, sent) => {
  const { summary, transcript } = await runAll([scenarioOf("The last step", `${phones}\nsteps:${steps}`)]);
  expect(summary.scenarios[0]).toMatchObject({ verdict: "passed" });
  expect(wire(transcript.events, phone)).toEqual(
    expect.arrayContaining(
      sent.map((each) => (typeof each === "string" ? each : expect.stringMatching(each))),
    ),
  );
});
