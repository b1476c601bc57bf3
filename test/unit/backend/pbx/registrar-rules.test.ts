import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AorLimits } from "../../../../sim/backend/pbx/aor-limits.js";
import {
  applyRegister,
  type Binding,
  liveBindings,
  type RegisterOutcome,
  type RegisterRequest,
  secondsLeft,
} from "../../../../sim/backend/pbx/registrar-rules.js";
import { parseSipUri, type SipUri } from "../../../../sim/sip/message/uri.js";

const limits: AorLimits = {
  maxContacts: 3,
  removeExisting: false,
  removeUnavailable: false,
  rewriteContact: true,
  minimumExpiration: 60,
  maximumExpiration: 7200,
  defaultExpiration: 3600,
};
const keepOne = { ...limits, maxContacts: 1, removeExisting: true };

function uri(text: string): SipUri {
  const parsed = parseSipUri(text);
  if (!parsed) throw new Error(`test uri ${text}`);
  return parsed;
}

/** A phone at one port that registers with its true address. */
function phone(port: number, expiresSeconds?: number): RegisterRequest {
  return {
    contacts: [{ uri: uri(`sip:9000@10.0.0.1:${port}`), expiresSeconds: undefined }],
    expiresSeconds,
    source: { host: "10.0.0.1", port, protocol: "udp" },
    userAgent: `phone ${port}`,
    callId: `call-${port}`,
  };
}

function bindingsOf(outcome: RegisterOutcome): readonly Binding[] {
  if (outcome.status !== 200) throw new Error(`status ${outcome.status}`);
  return outcome.bindings;
}

/** Applies requests one after the other; a refusal leaves the bindings as they were. */
function registerAll(requests: readonly RegisterRequest[], given = limits, nowMs = 0): readonly Binding[] {
  return requests.reduce<readonly Binding[]>((stored, request) => {
    const outcome = applyRegister(stored, request, given, nowMs);
    return outcome.status === 200 ? outcome.bindings : stored;
  }, []);
}

const ports = (bindings: readonly Binding[]) => bindings.map((each) => each.source.port);

describe("Max Contacts", () => {
  it("PBX-25: refuses the contact over the limit and changes nothing", () => {
    const full = registerAll([phone(1), phone(2), phone(3)]);
    expect(applyRegister(full, phone(4), limits, 0)).toEqual({
      status: 403,
      reason: "Max Contacts 3 reached",
    });
    expect(ports(full)).toEqual([1, 2, 3]);
  });

  it("PBX-26: a full address of record blocks neither refresh nor removal", () => {
    const full = registerAll([phone(1), phone(2), phone(3)]);
    expect(ports(bindingsOf(applyRegister(full, phone(2), limits, 1000)))).toEqual([1, 2, 3]);
    expect(ports(bindingsOf(applyRegister(full, phone(2, 0), limits, 1000)))).toEqual([1, 3]);
    expect(ports(bindingsOf(applyRegister(full, phone(9, 0), limits, 1000)))).toEqual([1, 2, 3]);
  });

  it("PBX-26: nor after the admin lowered the limit below what is bound", () => {
    const full = registerAll([phone(1), phone(2), phone(3)]);
    const outcome = applyRegister(full, phone(2), { ...limits, maxContacts: 2 }, 1000);
    expect(ports(bindingsOf(outcome))).toEqual([1, 2, 3]);
  });

  it("PBX-37: an expired contact stops counting at once", () => {
    const full = registerAll([phone(1, 60), phone(2), phone(3)]);
    expect(applyRegister(full, phone(4), limits, 59_999).status).toBe(403);
    expect(ports(bindingsOf(applyRegister(full, phone(4), limits, 60_000)))).toEqual([2, 3, 4]);
  });
});

describe("Remove Existing", () => {
  it("PBX-1, PBX-27: with one contact the newer phone takes the place of the older", () => {
    const outcome = applyRegister(registerAll([phone(1)], keepOne), phone(2), keepOne, 0);
    expect(outcome).toMatchObject({ evicted: [{ source: { port: 1 } }] });
    expect(ports(bindingsOf(outcome))).toEqual([2]);
  });

  it("PBX-27: drops the contact that expires soonest, never the new one", () => {
    const given = { ...limits, removeExisting: true };
    const full = registerAll([phone(1, 900), phone(2, 300), phone(3, 600)], given);
    expect(ports(bindingsOf(applyRegister(full, phone(4, 60), given, 0)))).toEqual([1, 3, 4]);
  });

  it("PBX-28: one request with more contacts than allowed is refused", () => {
    const both = { ...phone(1), contacts: [...contacts(phone(1)), ...contactsWithLine(phone(1), "b")] };
    expect(applyRegister([], both, keepOne, 0).status).toBe(403);
  });
});

describe("room that unreachable contacts make (PBX-29)", () => {
  const given = { ...limits, removeUnavailable: true };
  const full = registerAll([phone(1, 900), phone(2, 300), phone(3, 600)]);
  const lost =
    (...ports: number[]) =>
    ({ source }: Binding) =>
      !ports.includes(source.port);

  it("is for as many new ones as are lost, and for none where that is too few", () => {
    expect(ports(bindingsOf(applyRegister(full, phone(4), given, 0, lost(1))))).toEqual([2, 3, 4]);
    const two = { ...phone(4), contacts: [...contacts(phone(4)), ...contactsWithLine(phone(4), "b")] };
    expect(applyRegister(full, two, given, 0, lost(1)).status).toBe(403);
    expect(applyRegister(full, phone(4), given, 0).status).toBe(403);
  });

  it("with Remove Existing too, comes before that of the contact that runs out first", () => {
    const both = { ...given, removeExisting: true };
    expect(ports(bindingsOf(applyRegister(full, phone(4), both, 0, lost(1))))).toEqual([2, 3, 4]);
    expect(ports(bindingsOf(applyRegister(full, phone(4), both, 0)))).toEqual([1, 3, 4]);
  });

  it("and each that is dropped has its own reason", () => {
    const both = { ...given, removeExisting: true };
    const two = {
      ...phone(4),
      contacts: [...contactsWithLine(phone(4), "a"), ...contactsWithLine(phone(4), "b")],
    };
    expect(applyRegister(full, two, both, 0, lost(1))).toMatchObject({
      evicted: [
        { source: { port: 1 }, by: "Remove Unavailable" },
        { source: { port: 2 }, by: "Remove Existing" },
      ],
    });
  });
});

const contacts = (request: RegisterRequest) => (request.contacts === "*" ? [] : request.contacts);

function contactsWithLine(request: RegisterRequest, line: string, expiresSeconds?: number) {
  return contacts(request).map((each) => ({
    uri: { ...each.uri, params: new Map([["line", line]]) },
    expiresSeconds,
  }));
}

describe("rewrite_contact=yes", () => {
  const behindNat = (host: string, line?: string): RegisterRequest => ({
    ...phone(4000),
    contacts: [{ uri: uri(`sip:9000@${host}${line ? `;line=${line}` : ""}`), expiresSeconds: undefined }],
  });

  it("PBX-22: stores host and port of the packet, keeps user and unknown parameters", () => {
    const [binding] = registerAll([behindNat("192.168.1.5:5060;transport=udp;x-mine=1")]);
    expect(binding?.dialUri).toBe("sip:9000@10.0.0.1:4000;x-mine=1");
  });

  it("PBX-23: gives the phone its own host back", () => {
    const [binding] = registerAll([behindNat("192.168.1.5;x-mine=1")]);
    expect(binding?.shownUri).toBe("sip:9000@192.168.1.5;x-mine=1");
    const [same] = registerAll([phone(4000)]);
    expect(same?.shownUri).toBe("sip:9000@10.0.0.1:4000");
  });

  it("writes the transport of a TCP phone", () => {
    const source = { host: "10.0.0.1", port: 4000, protocol: "tcp" };
    const [binding] = registerAll([{ ...phone(4000), source }]);
    expect(binding?.dialUri).toBe("sip:9000@10.0.0.1:4000;transport=tcp");
  });

  it("PBX-22: phones behind one socket share a binding; another ;line= splits them", () => {
    expect(registerAll([behindNat("192.168.1.5"), behindNat("192.168.1.6:5070")])).toHaveLength(1);
    expect(registerAll([behindNat("192.168.1.5", "a"), behindNat("192.168.1.5", "b")])).toHaveLength(2);
  });

  it("PBX-21: Call-ID and User-Agent do not make another contact", () => {
    const again = { ...phone(1), callId: "after a reboot", userAgent: "newer firmware" };
    const bindings = registerAll([phone(1), again]);
    expect(bindings).toMatchObject([{ callId: "after a reboot", userAgent: "newer firmware" }]);
  });

  it("PBX-35: a swap in one request is 403 on a full address of record, else leaves the old contact", () => {
    const swap = (from: number, to: number): RegisterRequest => ({
      ...phone(to),
      contacts: [
        { uri: uri(`sip:9000@10.0.0.1:${from}`), expiresSeconds: 0 },
        { uri: uri(`sip:9000@10.0.0.1:${to}`), expiresSeconds: 300 },
      ],
    });
    const full = registerAll([phone(1), phone(2), phone(3)]);
    expect(applyRegister(full, swap(1, 4), limits, 0).status).toBe(403);
    const free = registerAll([phone(1)]);
    expect(ports(bindingsOf(applyRegister(free, swap(1, 4), limits, 0)))).toEqual([1, 4]);
  });

  it("PBX-36: a phone at a new port cannot remove its old contact", () => {
    const moved = { ...phone(1, 0), source: { host: "10.0.0.1", port: 2, protocol: "udp" } };
    expect(ports(registerAll([phone(1), moved]))).toEqual([1]);
  });

  it("takes the later of two equal contacts in one request", () => {
    const twice = {
      ...phone(1),
      contacts: [...contacts(phone(1)), { uri: uri("sip:9000@10.0.0.1:1"), expiresSeconds: 90 }],
    };
    const bindings = registerAll([twice]);
    expect(bindings.map((each) => each.expiresAtMs)).toEqual([90_000]);
  });
});

describe("expiry", () => {
  const left = (request: RegisterRequest) => registerAll([request]).map((binding) => secondsLeft(binding, 0));

  it.each([
    { asked: 300, shown: 299 },
    { asked: 10, shown: 59 },
    { asked: 99_999, shown: 7199 },
    { asked: undefined, shown: 3599 },
  ])("PBX-31, PBX-32: Expires $asked shows $shown", ({ asked, shown }) => {
    expect(left(phone(1, asked))).toEqual([shown]);
  });

  it("PBX-32: whatever fractions the clock has", () => {
    fc.assert(
      fc.property(
        fc.nat().map((each) => each / 997),
        (nowMs) => {
          const fresh = registerAll([phone(1, 300)], limits, nowMs);
          expect(fresh.map((binding) => secondsLeft(binding, nowMs))).toEqual([299]);
        },
      ),
    );
  });

  it("PBX-31: the Contact's own parameter wins over the header", () => {
    const own = { ...phone(1, 3000), contacts: [{ uri: uri("sip:9000@10.0.0.1:1"), expiresSeconds: 200 }] };
    expect(left(own)).toEqual([199]);
  });

  it("PBX-34: * with Expires 0 empties the address of record; otherwise 400", () => {
    const full = registerAll([phone(1), phone(2)]);
    const star = (expiresSeconds?: number) => ({ ...phone(1, expiresSeconds), contacts: "*" as const });
    expect(applyRegister(full, star(0), limits, 0)).toMatchObject({ status: 200, bindings: [] });
    expect(applyRegister(full, star(3600), limits, 0).status).toBe(400);
    expect(applyRegister(full, star(), limits, 0).status).toBe(400);
  });
});

describe("any sequence of REGISTERs", () => {
  const step = fc.record({
    port: fc.integer({ min: 1, max: 8 }),
    expires: fc.constantFrom(0, 60, 61, 300),
    waitMs: fc.integer({ min: 0, max: 40_000 }),
  });

  it("PBX-39: never passes the limit, never loses a refresh, never keeps an expired contact", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, removeExisting) => {
        const given = { ...limits, removeExisting };
        let nowMs = 0;
        let stored: readonly Binding[] = [];
        for (const { port, expires, waitMs } of steps) {
          nowMs += waitMs;
          const wasBound = ports(liveBindings(stored, nowMs)).includes(port);
          const outcome = applyRegister(stored, phone(port, expires), given, nowMs);
          if (outcome.status !== 200) {
            expect(wasBound || removeExisting || expires === 0).toBe(false);
            expect(liveBindings(stored, nowMs)).toHaveLength(given.maxContacts);
            continue;
          }
          stored = outcome.bindings;
          expect(stored.length).toBeLessThanOrEqual(given.maxContacts);
          expect(ports(stored).includes(port)).toBe(expires > 0);
          expect(new Set(ports(stored)).size).toBe(stored.length);
          expect(liveBindings(stored, nowMs)).toEqual(stored);
        }
      }),
    );
  });
});
