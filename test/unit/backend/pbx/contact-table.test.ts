import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ContactTable } from "../../../../sim/backend/pbx/contact-table.js";
import { macInAgent } from "../../../../sim/backend/pbx/mac-in-agent.js";
import type { Binding } from "../../../../sim/backend/pbx/registrar-rules.js";
import type { Mac } from "../../../../sim/model/mac.js";
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
    rewritten: true,
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

  it("tells when a phone has its first contact of an extension, and when it has lost its last", () => {
    const told: string[] = [];
    const table = new ContactTable((extension, phone, bound) => told.push(`${extension} ${phone} ${bound}`));
    const lobby = { userAgent: agent("001fc1000001"), mac: mac("001fc1000001") };
    const ghost = binding(2, { ...lobby, expiresAtMs: 90_000 });
    table.replace("9000", [binding(1, lobby)]);
    table.replace("9000", [binding(1, lobby), ghost, binding(3)]);
    expect(told).toEqual(["9000 001fc1000001 true"]);
    table.sweep(60_000);
    expect(told).toHaveLength(1);
    table.sweep(90_000);
    expect(told.slice(1)).toEqual(["9000 001fc1000001 false"]);
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

  it("PBX-61: forgets what came over a closed connection, and nothing else", () => {
    const table = new ContactTable();
    const tcp = { host: "10.0.0.1", port: 7, protocol: "tcp" };
    table.replace("1001", [binding(7, { source: tcp }), binding(8)]);
    table.replace("1002", [binding(7)]);
    table.replace("1003", [binding(7, { source: { ...tcp } })]);
    expect(table.drop(tcp)).toEqual(["1001", "1003"]);
    expect(table.views(0).map(({ source }) => source)).toEqual(["udp:10.0.0.1:8", "udp:10.0.0.1:7"]);
    expect(table.drop(tcp)).toEqual([]);
  });

  it("finds what a look at every contact would find", () => {
    const extension = fc.constantFrom("1001", "1002", "9000");
    const agents = ["00:1f:c1:00:00:01", "00:1f:c1:00:00:02", ""].map((text) => agent(text));
    const contact = fc
      .record({ port: fc.integer({ min: 1, max: 4 }), userAgent: fc.constantFrom(...agents), age: fc.nat(9) })
      .map(({ port, userAgent, age }) => binding(port, { userAgent, registeredAtMs: age }));
    const act = fc.oneof(
      fc.tuple(extension, fc.array(contact, { maxLength: 4 })),
      fc.integer({ min: 1, max: 4 }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const told = new Set<string>();
        const table = new ContactTable((extension, phone, bound) => {
          expect(told.has(`${extension} ${phone}`)).toBe(!bound);
          if (bound) told.add(`${extension} ${phone}`);
          else told.delete(`${extension} ${phone}`);
        });
        for (const each of acts) {
          if (typeof each !== "number") {
            table.replace(...each);
            continue;
          }
          const { source } = binding(each);
          const had = table.all(0).filter(({ binding }) => binding.source.port === each);
          expect(new Set(table.drop(source))).toEqual(new Set(had.map((owned) => owned.extension)));
          expect(table.all(0).some(({ binding }) => binding.source.port === each)).toBe(false);
        }
        const bound = table
          .all(0)
          .flatMap(({ extension, binding }) =>
            binding.mac === undefined ? [] : `${extension} ${binding.mac}`,
          );
        expect(told).toEqual(new Set(bound));
        for (const wanted of [mac("001fc1000001"), mac("001fc1000002")]) {
          const ages = table
            .all(0)
            .flatMap(({ binding }) => (binding.mac === wanted ? [binding.registeredAtMs] : []));
          expect(table.ofMac(wanted, 0)?.binding.registeredAtMs).toBe(
            ages.length > 0 ? Math.max(...ages) : undefined,
          );
        }
      }),
    );
  });

  it("looks at one phone of a placeholder when that one registers anew", () => {
    const table = new ContactTable();
    let looks = 0;
    const watched = (port: number): Binding =>
      new Proxy(binding(port, { userAgent: agent((0x001fc1000000 + port).toString(16).padStart(12, "0")) }), {
        get: (target, key, receiver) => {
          looks += 1;
          return Reflect.get(target, key, receiver);
        },
      });
    const bindings = Array.from({ length: 1000 }, (_each, port) => watched(port + 1));
    table.replace("9000", bindings);
    looks = 0;
    table.replace("9000", bindings.with(500, watched(501)));
    table.replace("9000", bindings.with(500, watched(501)).toSpliced(20, 1));
    expect(looks).toBeLessThan(50);
    expect(table.ofMac(mac("001fc1000015"), 0)).toBeUndefined();
    expect(table.ofMac(mac("001fc10001f5"), 0)?.extension).toBe("9000");
  });

  it("finds one phone of a fleet, and one connection, without a look at the others", () => {
    const table = new ContactTable();
    let looks = 0;
    for (let phone = 1; phone <= 1000; phone++) {
      const made = binding(phone, {
        userAgent: agent((0x001fc1000000 + phone).toString(16).padStart(12, "0")),
      });
      const watched = new Proxy(made, {
        get: (target, key, receiver) => {
          looks += 1;
          return Reflect.get(target, key, receiver);
        },
      });
      table.replace(String(1000 + phone), [watched]);
    }
    looks = 0;
    expect(table.ofMac(mac("001fc1000007"), 0)?.extension).toBe("1007");
    expect(table.drop({ host: "10.0.0.1", port: 8, protocol: "udp" })).toEqual(["1008"]);
    expect(looks).toBeLessThan(50);
  });
});
