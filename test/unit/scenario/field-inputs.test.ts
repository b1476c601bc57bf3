import { expect, test } from "vitest";
import { parseNameAddr } from "../../../sim/sip/message/name-addr.js";
import { runAll, scenarioOf } from "./scene.js";

/** Inputs of public bug reports that show only where all parts meet: setup, file, phone, PBX, PSAP. */

test.each(['John "The Duke" Wayne', "Jörg \\ <sip:9@9>, & <b>東京</b>"])(
  "K1: 911 of an extension named %s reaches the PSAP",
  async (name) => {
    const { summary, transcript } = await runAll([
      scenarioOf(
        "A name of a user",
        `with: { extensions: { "1008": { name: ${JSON.stringify(name)} } } }
phones: { desk: { model: CIP270, location: new-york } }
steps:
  - power-on: desk
  - login: { phone: desk, extension: "1008", pin: "94617208" }
  - expect: { phone: desk, registered: "1008" }
  - dial: { phone: desk, number: "911", as: help }
  - expect: { call: help, state: answered, psap: { number: "911", location: new-york } }
`,
      ),
    ]);
    expect(summary.scenarios[0]).toMatchObject({ verdict: "passed" });
    const heard = transcript.events.flatMap((event) =>
      event.type === "sip" && event.direction === "sent" && event.startLine.startsWith("INVITE ")
        ? [parseNameAddr(/^From: (.*?)\r?$/m.exec(event.text)?.[1] ?? "")?.displayName]
        : [],
    );
    expect(heard.length).toBeGreaterThan(0);
    expect(new Set(heard)).toEqual(new Set([name]));
  },
);
