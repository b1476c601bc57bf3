import fc from "fast-check";
import { carriedBy } from "../../sim/dialplan/carried-by.js";
import type { OutboundCall, UncarriedEnd } from "../../sim/dialplan/decision.js";
import type { TrunkState } from "../../sim/model/control/trunk-states.js";
import { type Setup, type SetupInput, setupFileSchema } from "../../sim/model/setup/setup.js";
import { sampleInput } from "../unit/backend/sample-setup.js";

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
/**
 * Dial plans whose routes, patterns and caller ids get in one another's way, and calls for each.
 * @param state what may be wrong with a trunk
 */
export function callPlans(state: fc.Arbitrary<TrunkState>) {
  return fc.record({
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
}

export type CallPlan = ReturnType<typeof callPlans> extends fc.Arbitrary<infer Value> ? Value : never;

/** The setup file that a plan stands for. */
export function inputOf({ routes, ruled, settings: own, identity, rest, ...plan }: CallPlan): SetupInput {
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
  return input;
}

export function setupOf(plan: CallPlan): Setup {
  return setupFileSchema.parse(inputOf(plan));
}

/** Where an outbound call ends, by the rules alone: at a far end, with a status, or at no trunk. */
export function endAtTrunks(call: OutboundCall, setup: Setup, states: CallPlan["states"]) {
  const carried = carriedBy(call, setup, (name) => states[name as keyof typeof states] ?? "up");
  return "uncarried" in carried ? { status: statusOf(carried.uncarried) } : carried;
}

/** No phone is registered: an extension is unavailable. */
export function statusOf(end: UncarriedEnd): number {
  switch (end.kind) {
    case "refuse":
      return end.status;
    case "announcement":
      return 200;
    case "extension":
      return 480;
  }
}
