import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreedMedia } from "../../../../sim/media/sdp/agreed-media.js";

interface Audio {
  readonly host?: string;
  readonly port?: number;
  /** Payload types, with their mapping where they are not static. */
  readonly formats?: readonly (number | readonly [number, string])[];
  readonly lines?: readonly string[];
}

function sdp({
  host = "127.0.0.1",
  port = 4000,
  formats = [0, 8, [101, "telephone-event"]],
  lines = [],
}: Audio) {
  const types = formats.map((each) => (typeof each === "number" ? each : each[0]));
  const maps = formats.flatMap((each) =>
    typeof each === "number" ? [] : [`a=rtpmap:${each[0]} ${each[1]}/8000`],
  );
  const head = ["v=0", `o=- 1 1 IN IP4 ${host}`, "s=-", `c=IN IP4 ${host}`, "t=0 0"];
  return [...head, `m=audio ${port} RTP/AVP ${types.join(" ")}`, ...maps, ...lines, ""].join("\r\n");
}

describe("what two descriptions agree on (RFC 3264)", () => {
  test("each sends with the numbers of the other, and to its address", () => {
    const own = sdp({ port: 4000, formats: [0, 8, [101, "telephone-event"]] });
    const other = sdp({
      host: "127.0.0.2",
      port: 5000,
      formats: [
        [97, "PCMA"],
        [98, "telephone-event"],
      ],
    });
    expect(agreedMedia(own, other, "other")).toEqual({
      to: { host: "127.0.0.2", port: 5000 },
      codec: "PCMA",
      sends: { audio: 97, events: 98 },
      expects: {
        audio: new Map([
          [0, "PCMU"],
          [8, "PCMA"],
        ]),
        events: 101,
      },
      listens: true,
    });
  });

  test("the order of the answer counts, whoever gave it", () => {
    const muFirst = sdp({ formats: [0, 8] });
    const aFirst = sdp({ formats: [8, 0] });
    expect(agreedMedia(muFirst, aFirst, "other")?.codec).toBe("PCMA");
    expect(agreedMedia(muFirst, aFirst, "own")?.codec).toBe("PCMU");
  });

  test("events are sent where both have them", () => {
    expect(agreedMedia(sdp({}), sdp({ formats: [0] }), "other")?.sends.events).toBeUndefined();
    expect(agreedMedia(sdp({ formats: [0] }), sdp({}), "other")?.sends.events).toBeUndefined();
  });

  test.each([
    ["sendrecv", "sendrecv", { sends: true, listens: true }],
    ["sendrecv", "sendonly", { sends: false, listens: true }],
    ["recvonly", "sendonly", { sends: false, listens: true }],
    ["sendonly", "recvonly", { sends: true, listens: false }],
    ["inactive", "inactive", { sends: false, listens: false }],
  ])("%s against %s", (mine, theirs, { sends, listens }) => {
    const agreed = agreedMedia(sdp({ lines: [`a=${mine}`] }), sdp({ lines: [`a=${theirs}`] }), "other");
    expect({ sends: agreed?.to !== undefined, listens: agreed?.listens }).toEqual({ sends, listens });
  });

  test.each([
    ["the discard port", { port: 9 }],
    ["the address of an old hold", { host: "0.0.0.0" }],
  ])("nothing is sent to %s", (_what, other) => {
    expect(agreedMedia(sdp({}), sdp(other), "other")).toMatchObject({ to: undefined, codec: "PCMU" });
  });

  test.each([
    ["no codec of G.711", sdp({ formats: [9] })],
    ["a refused stream", sdp({ port: 0 })],
    ["nothing that can be read", "v=0"],
    ["an empty body", ""],
  ])("nothing is agreed with %s", (_what, other) => {
    expect(agreedMedia(sdp({}), other, "other")).toBeUndefined();
  });

  test("no text makes it throw", () => {
    const lines = fc.constantFrom(
      "v=0",
      "m=audio",
      "m=audio 4000 RTP/AVP 0",
      "c=IN",
      "c=IN IP4 x",
      "a=rtpmap:0",
      "a=sendonly",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(lines), fc.string(), (some, junk) => {
        agreedMedia(sdp({}), [...some, junk].join("\r\n"), "other");
      }),
    );
  });
});
