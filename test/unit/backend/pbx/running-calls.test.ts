import fc from "fast-check";
import { expect, it } from "vitest";
import { type CallProgress, nowhere, RunningCalls } from "../../../../sim/backend/pbx/running-calls.js";
import { type Mac, parseMac } from "../../../../sim/model/mac.js";
import type { Route } from "../../../../sim/model/setup/setup.js";

const macs = Array.from({ length: 4 }, (_each, index) => parseMac(`001fc100000${index}`)).filter(
  (mac) => mac !== undefined,
);

const phone = fc.option(fc.constantFrom(...macs), { nil: undefined });
const action = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), caller: phone }),
  fc.record({
    kind: fc.constant("moves" as const),
    call: fc.nat(2),
    trunk: fc.option(fc.constantFrom("main", "spare"), { nil: undefined }),
    called: fc.array(phone, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constantFrom("leg ended" as const, "answered" as const, "held" as const, "ended" as const),
    call: fc.nat(2),
    leg: fc.nat(3),
  }),
  fc.record({ kind: fc.constant("hang up" as const), mac: fc.constantFrom(...macs) }),
);

it("tells of each phone as often that it entered a call as it is in one or is known to have left one", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
      const inCalls = new Map<Mac, number>();
      const count = (mac: Mac, by: number): void => void inCalls.set(mac, (inCalls.get(mac) ?? 0) + by);
      const calls = new RunningCalls({
        callStarted: (mac) => count(mac, 1),
        callEnded: (mac) => count(mac, -1),
      });
      const added: CallProgress[] = [];
      for (const each of actions) {
        if (each.kind === "hang up") {
          calls.hangUp(each.mac);
          expect(calls.callOf(each.mac)).toBe("none");
        } else if (each.kind === "add") {
          const call = { extension: "1001", number: "9000", outbound: undefined, caller: each.caller };
          const progress: CallProgress = calls.add(call, {
            hangUp: () => progress.ended(),
            dropLeg: (leg) => progress.legEnded(leg),
          });
          added.push(progress);
        } else {
          const progress = added[each.call];
          if (each.kind === "moves") progress?.movesTo({ ...nowhere, ...each });
          else if (each.kind === "leg ended") progress?.legEnded(each.leg);
          else if (each.kind === "answered") progress?.answered(each.leg);
          else if (each.kind === "held") progress?.held(true);
          else progress?.ended();
        }
        for (const trunk of ["main", "spare"]) {
          expect(calls.channels(trunk)).toBe(calls.views().filter((each) => each.trunk === trunk).length);
        }
        for (const mac of macs) {
          const views = calls.views().filter(({ caller, called }) => caller === mac || called.includes(mac));
          expect(inCalls.get(mac) ?? 0).toBe(views.length);
          expect(calls.callOf(mac)).toBe(views.length === 0 ? "none" : "call");
        }
      }
    }),
    { numRuns: 1000 },
  );
});

it("tells the calls of an extension and of the trunks, as they begin, change their trunk and end (PBX-81)", () => {
  const told: object[] = [];
  const nobody = { callStarted: () => undefined, callEnded: () => undefined };
  const calls = new RunningCalls(nobody, undefined, (each) => told.push(each));
  const outbound = { route: { name: "Emergency", type: "emergency" } as Route, charged: "9000" };
  const call = { extension: "9000", number: "911", caller: undefined };
  const lever = { hangUp: () => undefined, dropLeg: () => undefined };
  const on = (trunk: string) => ({ ...nowhere, trunk, called: [undefined] });
  const first = calls.add({ ...call, outbound }, lever);
  first.movesTo(nowhere);
  first.movesTo(on("main"));
  first.movesTo({ ...on("main"), called: [] });
  const second = calls.add({ ...call, outbound }, lever);
  second.movesTo(on("main"));
  second.movesTo(on("spare"));
  calls.add({ ...call, number: "2000", outbound: undefined }, lever);
  first.ended();
  first.ended();
  second.ended();
  expect(told).toEqual(
    [
      { running: 1, channels: {} },
      { running: 1, channels: { main: 1 } },
      { running: 2, channels: { main: 1 } },
      { running: 2, channels: { main: 2 } },
      { running: 2, channels: { main: 1, spare: 1 } },
      { running: 1, channels: { spare: 1 } },
      { running: 0, channels: {} },
    ].map((each) => ({ extension: "9000", ...each })),
  );
});
