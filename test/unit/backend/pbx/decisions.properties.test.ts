import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../../../../sim/dialplan/decide.js";
import { noLoad, type TrunkAttempt } from "../../../../sim/dialplan/decision.js";
import type { SipRequest, SipResponse } from "../../../../sim/sip/message/message.js";
import { scaledTimers } from "../../../../sim/sip/timers.js";
import { callPlans, endAtTrunks, setupOf, statusOf } from "../../../arbitrary/call-plan.js";
import { type Rig, startRig } from "./rig.js";
import type { TestPhone } from "./test-phone.js";

const state = fc.oneof(
  { weight: 4, arbitrary: fc.constant("up" as const) },
  { weight: 5, arbitrary: fc.constantFrom("down" as const, "busy" as const, "full" as const, 404, 603) },
  // Takes 64 times T1 each time.
  { weight: 1, arbitrary: fc.constant("silent" as const) },
  { weight: 2, arbitrary: fc.integer({ min: 400, max: 699 }) },
);
test("whatever the dial plan and its trunks: what is decided about a number is what becomes of the call on the wire", async () => {
  await fc.assert(
    fc.asyncProperty(callPlans(state), async (random) => {
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
