import { expect, test } from "vitest";
import { runAll, scenarioOf } from "../scenario/scene.js";

// A time limit of a transaction that a test can wait for: over connections nothing is sent twice.
const timers = { t1: 50, t2: 400, t4: 500 };

test.each(["udp", "tcp", "tls"])(
  "over %s: while the PBX is silent nothing is heard of it, and the phone registers when it is back",
  async (protocol) => {
    const { summary, transcript } = await runAll(
      [
        scenarioOf(
          "Silence",
          `with: { sip-transport: ${protocol} }
phones: { desk: { model: CIP230, location: new-york } }
steps:
  - assign: { phone: desk, extension: "1008", template: EST Default, layout: user-230 }
  - server-fault: { on: sip, kind: silent }
  - power-on: desk
  - expect: { phone: desk, state: USER, registration: registering }
  - expect: { contacts: { "1008": 0 } }
  - server-fault: none
  - expect: { phone: desk, registered: "1008", within: 14s }
`,
        ),
      ],
      { timers },
    );
    expect(summary.scenarios[0]?.reason).toBeUndefined();
    const lost = transcript.events.filter(({ type }) => type === "lost");
    expect(lost.length).toBeGreaterThan(0);
  },
);
