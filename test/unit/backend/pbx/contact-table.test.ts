import { describe, expect, it } from "vitest";
import { ContactTable } from "../../../../sim/backend/pbx/contact-table.js";
import { macInAgent } from "../../../../sim/backend/pbx/mac-in-agent.js";
import type { Binding } from "../../../../sim/backend/pbx/registrar-rules.js";
import type { Mac } from "../../../../sim/model/identity.js";
import { parseSipUri } from "../../../../sim/sip/message/uri.js";

function binding(port: number, changes: Partial<Binding> = {}): Binding {
  const dialUri = `sip:9000@10.0.0.1:${port}`;
  const uri = parseSipUri(dialUri);
  if (!uri) throw new Error("test uri");
  return {
    uri,
    dialUri,
    shownUri: dialUri,
    source: { host: "10.0.0.1", port, protocol: "udp" },
    userAgent: "",
    mac: macInAgent(changes.userAgent),
    callId: "",
    registeredAtMs: 0,
    expiresAtMs: 60_000,
    ...changes,
  };
}

const mac = (text: string) => text as Mac;
const agent = (mac: string) => `ClearlyIP CIP270 2.42.6.3.36 ${mac}`;

describe("contact table", () => {
  it("PBX-37: shows no expired contact, swept or not", () => {
    const table = new ContactTable();
    table.replace("9000", [binding(1), binding(2, { expiresAtMs: 90_000 })]);
    expect(table.views(60_000).map((each) => each.source)).toEqual(["udp:10.0.0.1:2"]);
    table.sweep(60_000);
    expect(table.live("9000", 0).map((each) => each.source.port)).toEqual([2]);
  });

  it("shows the contacts of one extension or of all", () => {
    const table = new ContactTable();
    table.replace("9000", [binding(1)]);
    table.replace("1001", [binding(2)]);
    expect(table.views(0, "9000")).toEqual([
      {
        extension: "9000",
        uri: "sip:9000@10.0.0.1:1",
        source: "udp:10.0.0.1:1",
        userAgent: "",
        expiresInSeconds: 59,
      },
    ]);
    expect(table.views(0)).toHaveLength(2);
    expect(table.views(0, "1002")).toEqual([]);
  });

  it("finds the phone by the MAC in its User-Agent, however that is written", () => {
    const table = new ContactTable();
    table.replace("9000", [
      binding(1, { userAgent: agent("00:1f:c1:aa:bb:cc") }),
      binding(2, { userAgent: agent("001FC1AABBDD") }),
    ]);
    expect(table.ofMac(mac("001fc1aabbcc"), 0)?.binding.source.port).toBe(1);
    expect(table.ofMac(mac("001fc1aabbdd"), 0)?.binding.source.port).toBe(2);
    expect(table.ofMac(mac("001fc1000000"), 0)).toBeUndefined();
  });

  it("PBX-64: prefers the phone to its ghost, across extensions", () => {
    const table = new ContactTable();
    const userAgent = agent("00:1f:c1:aa:bb:cc");
    table.replace("1001", [binding(2, { userAgent, registeredAtMs: 500 })]);
    table.replace("9000", [binding(1, { userAgent, registeredAtMs: 100 })]);
    expect(table.ofMac(mac("001fc1aabbcc"), 0)).toMatchObject({
      extension: "1001",
      binding: { source: { port: 2 } },
    });
    expect(table.ofMac(mac("001fc1aabbcc"), 60_000)).toBeUndefined();
  });
});
