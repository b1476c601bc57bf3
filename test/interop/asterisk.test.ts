import fc from "fast-check";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { decide } from "../../sim/dialplan/decide.js";
import { noLoad } from "../../sim/dialplan/decision.js";
import { type Setup, type SetupInput, setupFileSchema } from "../../sim/model/setup/setup.js";
import { type FarEnd, startFarEnd } from "../../sim/psap/far-end.js";
import type { SipRequest, SipResponse } from "../../sim/sip/message/message.js";
import { callPlans, endAtTrunks, inputOf, statusOf } from "../arbitrary/call-plan.js";
import { TestPhone } from "../unit/backend/pbx/test-phone.js";
import { sampleInput } from "../unit/backend/sample-setup.js";
import { type RunningAsterisk, requireAsterisk, startAsterisk } from "./asterisk.js";

beforeEach(requireAsterisk);

/** A PSAP and carrier of ours, and Asterisk with trunks to them. */
async function laboratory(
  input: SetupInput,
): Promise<{ pbx: RunningAsterisk; farEnd: FarEnd; use(input: SetupInput): Promise<Setup> }> {
  let setup = setupFileSchema.parse(input);
  const farEnd = await startFarEnd({ host: "127.0.0.1", setup: () => setup, onCall: () => {} });
  onTestFinished(() => farEnd.stop());
  const { host, port } = farEnd.peer;
  const pbx = await startAsterisk(input, { flags: ["--psap", `${host}:${port}`] });
  return {
    pbx,
    farEnd,
    use: async (changed) => {
      await pbx.reload(changed);
      setup = setupFileSchema.parse(changed);
      return setup;
    },
  };
}

async function phoneOf(
  pbx: RunningAsterisk,
  setup: Setup,
  extension: string,
  host: string,
): Promise<TestPhone> {
  const password = setup.extensions[extension]?.secret ?? "";
  const phone = await TestPhone.open(pbx.sip, { user: extension, password }, host);
  onTestFinished(() => phone.close());
  return phone;
}

async function hangUp(phone: TestPhone, invite: SipRequest, response: SipResponse): Promise<void> {
  const bye = phone.inDialog("BYE", invite, response);
  phone.send(bye);
  expect((await phone.finalTo(bye)).status).toBe(200);
}

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
  const { pbx, farEnd, use } = await laboratory(sampleInput());
  await fc.assert(
    fc.asyncProperty(callPlans(trunkState), async (plan) => {
      const setup = await use(inputOf(plan));
      for (const [name, is] of Object.entries(plan.states)) farEnd.trunks.set(name, is);
      for (const { caller, host, number } of plan.calls) {
        const request = { setup, caller, address: host, number, epochMs: Date.now(), load: noLoad };
        const { end } = decide(request);
        const phone = await phoneOf(pbx, setup, caller, host);
        const before = farEnd.calls().length;
        const { invite, final } = await phone.call(number);
        if (end.kind === "outbound" && end.call.gates.length > 0) {
          // It asks for a PIN before it answers; there is no one here to enter it.
          await phone.early();
          phone.cancel(invite);
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
        if (response.status === 200) await hangUp(phone, invite, response);
      }
    }),
    { numRuns: 10 },
  );
  expect(pbx.complaints()).toEqual([]);
});
