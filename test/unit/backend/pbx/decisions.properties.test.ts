import fc from "fast-check";
import { expect, test } from "vitest";
import { carriedBy } from "../../../../sim/dialplan/carried-by.js";
import { decide } from "../../../../sim/dialplan/decide.js";
import {
  noLoad,
  type OutboundCall,
  type TrunkAttempt,
  type UncarriedEnd,
} from "../../../../sim/dialplan/decision.js";
import { type Setup, type SetupInput, setupFileSchema } from "../../../../sim/model/setup/setup.js";
import type { SipRequest, SipResponse } from "../../../../sim/sip/message/message.js";
import { scaledTimers } from "../../../../sim/sip/timers.js";
import { sampleInput } from "../sample-setup.js";
import { type Rig, startRig } from "./rig.js";
import type { TestPhone } from "./test-phone.js";

type Route = NonNullable<SetupInput["routes"]>[number];
type Trunk = NonNullable<SetupInput["trunks"]>[string];

const callers = ["1001", "1002", "9000"];
const addresses = ["127.10.0.21", "127.20.0.21", "127.0.0.1"];
const numbers = ["911", "933", "9911", "5551234", "95551234", "0112", "2000", "4"];

const pattern = fc.constantFrom<Route["patterns"][number]>(
  ...["911", "933", "X.", "NXXXXXX", "011.", "[2-5]!"],
  ...[
    { match: "911", caller: "9000" },
    { prefix: "9", match: "911" },
    { prefix: "9", match: "NXXXXXX" },
  ],
  ...[
    { match: "NXXXXXX", prepend: "1212" },
    { prefix: "0", match: "11.", prepend: "00", caller: "100X" },
  ],
);
const route = fc.record(
  {
    type: fc.constantFrom("normal" as const, "emergency" as const),
    patterns: fc.array(pattern, { minLength: 1, maxLength: 3 }),
    trunks: fc.shuffledSubarray(["emergency", "carrier", "ruled", "off"], { maxLength: 3 }),
    "denied-to": fc.subarray(callers),
    "time-group": fc.constantFrom("always", "in february on monday the 31st"),
    "pin-set": fc.constant("Managers"),
    "intra-company": fc.boolean(),
    "failure-destination": fc.constantFrom("congestion" as const, { extension: "2000" }),
    "caller-id": fc.record({ number: fc.constant("2125550188"), "override-extension": fc.boolean() }),
  },
  { requiredKeys: ["type", "patterns", "trunks"] },
);
const trunk = fc.record<Trunk>({
  "far-end": fc.constantFrom("psap" as const, "carrier" as const),
  "keep-cid": fc.constantFrom("off" as const, "on" as const, "cnum" as const, "all" as const),
  "caller-id": fc.constant("2125550177"),
  "continue-if-busy": fc.boolean(),
  "dial-rules": fc.constantFrom([], [{ match: "NXXXXXX", prepend: "1312" }], [{ prefix: "9", match: "11" }]),
});
const settings = fc.record(
  {
    "emergency-cid": fc.constantFrom("2125550100", '"Lobby" <3125550100>'),
    "outbound-cid": fc.constantFrom("2125550101", "hidden <2125550102>"),
    "cid-masquerade": fc.constant("2000"),
    pinless: fc.boolean(),
  },
  { requiredKeys: [] },
);
const state = fc.oneof(
  { weight: 4, arbitrary: fc.constant("up" as const) },
  { weight: 5, arbitrary: fc.constantFrom("down" as const, "busy" as const, "full" as const, 404, 603) },
  // Takes 64 times T1 each time.
  { weight: 1, arbitrary: fc.constant("silent" as const) },
  { weight: 2, arbitrary: fc.integer({ min: 400, max: 699 }) },
);
const plan = fc.record({
  routes: fc.array(route, { minLength: 1, maxLength: 4 }),
  /** Of a last route, which takes what the others let pass. */
  rest: fc.option(fc.shuffledSubarray(["emergency", "carrier", "ruled", "off"])),
  ruled: trunk,
  "continue-if-busy": fc.record({ emergency: fc.boolean(), carrier: fc.boolean() }),
  states: fc.record({ emergency: state, carrier: state, ruled: state }),
  settings: fc.tuple(settings, settings, settings),
  identity: fc.constantFrom("desk" as const, "extension" as const),
  calls: fc.array(
    fc.record({
      caller: fc.constantFrom(...callers),
      host: fc.constantFrom(...addresses),
      number: fc.constantFrom(...numbers),
    }),
    { minLength: 8, maxLength: 8 },
  ),
});
type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

function setupOf({ routes, ruled, settings: own, identity, rest, ...plan }: Plan): Setup {
  const input = sampleInput();
  for (const [name, goesOn] of Object.entries(plan["continue-if-busy"]))
    Object.assign(input.trunks?.[name] ?? {}, { "continue-if-busy": goesOn });
  input.policies = { ...input.policies, "emergency-identity": identity };
  input["placeholder-calls"] = "full";
  input["pin-sets"] = { Managers: { pins: ["4711"] } };
  input["time-groups"] = {
    always: { ranges: ["*|*|*|*"] },
    "in february on monday the 31st": { ranges: ["*|mon|31|feb"] },
  };
  input.trunks = { ...input.trunks, ruled, off: { "far-end": "psap", disabled: true } };
  input.routes = routes.map((each, index) => ({ name: `R${index}`, ...each }));
  if (rest) input.routes.push({ name: "Rest", type: "emergency", patterns: ["X."], trunks: rest });
  for (const [index, caller] of callers.entries())
    Object.assign(input.extensions[caller] ?? {}, { "outbound-concurrency-limit": 0 }, own[index]);
  return setupFileSchema.parse(input);
}

/** Where an outbound call ends, by the rules alone: at a far end, with a status, or at no trunk. */
function endAtTrunks(call: OutboundCall, setup: Setup, states: Plan["states"]) {
  const carried = carriedBy(call, setup, (name) => states[name as keyof typeof states] ?? "up");
  return "uncarried" in carried ? { status: statusOf(carried.uncarried) } : carried;
}

test("whatever the dial plan and its trunks: what is decided about a number is what becomes of the call on the wire", async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (random) => {
      const setup = setupOf(random);
      const rig = await startRig(setup, { timers: scaledTimers(10) });
      for (const [name, is] of Object.entries(random.states)) rig.farEnd.trunks.set(name, is);
      try {
        for (const { caller, host, number } of random.calls) {
          const request = { setup, caller, address: host, number, epochMs: Date.now(), load: noLoad };
          const { end } = decide(request);
          const expected =
            end.kind !== "outbound"
              ? { status: statusOf(end) }
              : end.call.gates.length > 0
                ? { status: 603, asked: true }
                : endAtTrunks(end.call, setup, random.states);
          await carriedOut(rig, await rig.phone(caller, host), number, expected);
        }
      } finally {
        await rig.stop();
      }
    }),
    { numRuns: 25 },
  );
});

/** Calls the number, and looks at both ends of the PBX. */
async function carriedOut(
  rig: Rig,
  phone: TestPhone,
  number: string,
  expected: { readonly attempt: TrunkAttempt } | { readonly status: number; readonly asked?: boolean },
): Promise<void> {
  const before = rig.farEnd.calls().length;
  const { invite, final } = await phone.call(number);
  // Four empty entries, none of which is a PIN.
  if ("asked" in expected && expected.asked) await phone.keys(invite, await phone.early(), "####");
  const response = await final;
  const reached = rig.farEnd.calls().slice(before);
  if ("status" in expected) {
    expect(reached).toEqual([]);
    expect(response.status).toBe(expected.status);
    // An announcement lasts for seconds: the caller does not stay for its end.
    if (response.status === 200) await hangUp(phone, invite, response);
    return;
  }
  const { attempt } = expected;
  expect(response.status).toBe(200);
  expect(reached).toMatchObject([
    {
      trunk: attempt.trunk,
      number: attempt.number,
      callerId: attempt.callerId.number,
      farEnd: rig.setup.current.trunks[attempt.trunk]?.farEnd,
    },
  ]);
  await hangUp(phone, invite, response);
}

async function hangUp(phone: TestPhone, invite: SipRequest, response: SipResponse): Promise<void> {
  const bye = phone.inDialog("BYE", invite, response);
  phone.send(bye);
  expect((await phone.finalTo(bye)).status).toBe(200);
}

/** No phone is registered: an extension is unavailable. */
function statusOf(end: UncarriedEnd): number {
  switch (end.kind) {
    case "refuse":
      return end.status;
    case "announcement":
      return 200;
    case "extension":
      return 480;
  }
}
