import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { decide } from "../../sim/dialplan/decide.js";
import { noLoad } from "../../sim/dialplan/decision.js";
import { callPlans, endAtTrunks, inputOf, statusOf } from "../arbitrary/call-plan.js";
import { sampleInput } from "../unit/backend/sample-setup.js";
import { requireAsterisk, startAsterisk } from "./asterisk.js";
import { hangUp, laboratory } from "./asterisk-laboratory.js";

beforeEach(requireAsterisk);

test("the built-in setup starts without a complaint", async () => {
  const pbx = await startAsterisk("two-offices");
  expect(pbx.complaints()).toEqual([]);
  const objects = await pbx.console("pjsip show aors");
  expect(objects).toMatch(/Aor: +9000 +10\n/);
  expect(objects).toMatch(/Aor: +1001 +1\n/);
});

/** What a trunk may answer, of what is known to become of it (asterisk-wire.md §5.3). */
const trunkState = fc.oneof(
  fc.constant("up" as const),
  fc.constantFrom("busy" as const, "full" as const, 403, 404, 480, 484, 500, 503, 603),
);

test("whatever the dial plan and its trunks: what is decided about a number is what becomes of the call on Asterisk", async () => {
  const { pbx, farEnd, use, phone } = await laboratory(sampleInput());
  await fc.assert(
    fc.asyncProperty(callPlans(trunkState), async (plan) => {
      const setup = await use(inputOf(plan));
      for (const [name, is] of Object.entries(plan.states)) farEnd.trunks.set(name, is);
      for (const { caller, host, number } of plan.calls) {
        const request = { setup, caller, address: host, number, epochMs: Date.now(), load: noLoad };
        const { end } = decide(request);
        const desk = await phone(caller, host);
        const before = farEnd.calls().length;
        const { invite, final } = await desk.call(number);
        if (end.kind === "outbound" && end.call.gates.length > 0) {
          // It asks for a PIN before it answers; there is no one here to enter it.
          await desk.early();
          desk.cancel(invite);
          expect((await final).status).toBe(487);
          expect(farEnd.calls().length).toBe(before);
          continue;
        }
        const expected =
          end.kind === "outbound" ? endAtTrunks(end.call, setup, plan.states) : { status: statusOf(end) };
        const response = await final;
        if ("status" in expected) {
          expect(response.status).toBe(expected.status);
          expect(farEnd.calls().length).toBe(before);
        } else {
          const { trunk, number: sent, callerId } = expected.attempt;
          expect(response.status).toBe(200);
          // The far end tells a call when its own ACK has come.
          await expect
            .poll(() => farEnd.calls().slice(before))
            .toMatchObject([{ trunk, number: sent, callerId: callerId.number }]);
        }
        if (response.status === 200) await hangUp(desk, invite, response);
      }
    }),
    // A smaller counterexample would take longer than the test has.
    { numRuns: 10, endOnFailure: true },
  );
  expect(pbx.complaints()).toEqual([]);
});
