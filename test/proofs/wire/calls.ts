import { expect } from "vitest";
import { headersOf } from "../../../sim/sip/message/message.js";
import { offer } from "../../unit/backend/pbx/test-phone.js";
import { absent, heardBy, inTime, registered, type WireProof } from "./wire-proof.js";

/** What becomes of a call that rings more than one phone. */
export const calls: readonly WireProof[] = [
  {
    name: "late-answer",
    rules: ["F-69", "PBX-141"],
    says: "a 200 that crossed the CANCEL gets ACK and BYE, and the call of the phone that won is not touched",
    run: async (start) => {
      const rig = await start();
      const caller = await rig.phone("1001");
      const [slow = absent(), quick = absent()] = await registered(rig, "9000", 2);
      const call = await caller.call("9000");
      const late = await slow.nextRequest("INVITE");
      slow.answer(late, 180);
      quick.answer(await quick.nextRequest("INVITE"), 200, offer);
      expect((await call.final).status).toBe(200);
      await quick.nextRequest("ACK");
      slow.answer(await slow.nextRequest("CANCEL"), 200);
      slow.answer(late, 200, offer);
      await slow.nextRequest("ACK");
      slow.answer(await inTime("BYE to the late phone", slow.nextRequest("BYE")), 200);
      expect(rig.pbx.calls(), "the call of the phone that won").toMatchObject([{ state: "talking" }]);
      expect(await heardBy(quick), "requests to the phone that won").toEqual([]);
    },
  },
  {
    name: "answered-elsewhere",
    rules: ["PBX-140", "PBX-141"],
    says: "a call rings each phone once, and those that did not answer are told that another one did",
    run: async (start) => {
      const rig = await start();
      const caller = await rig.phone("1001");
      const [answers = absent(), ...others] = await registered(rig, "9000", 3);
      const call = await caller.call("9000");
      for (const other of others) other.answer(await inTime("INVITE", other.nextRequest("INVITE")), 180);
      answers.answer(await inTime("INVITE", answers.nextRequest("INVITE")), 200, offer);
      expect((await call.final).status).toBe(200);
      for (const other of others) {
        const cancel = await inTime("CANCEL", other.nextRequest("CANCEL"));
        expect(headersOf(cancel, "Reason"), "why the others stop ringing").toContain(
          'SIP;cause=200;text="Call completed elsewhere"',
        );
      }
    },
  },
  {
    name: "refused-by-some",
    rules: ["PBX-142"],
    says: "a busy phone and one that declines let the others ring; busy is what the caller hears when all have refused",
    run: async (start) => {
      const rig = await start();
      const caller = await rig.phone("1001");
      const [busy = absent(), declines = absent(), last = absent()] = await registered(rig, "9000", 3);
      const answered = await caller.call("9000");
      busy.answer(await busy.nextRequest("INVITE"), 486);
      declines.answer(await declines.nextRequest("INVITE"), 603);
      last.answer(await last.nextRequest("INVITE"), 200, offer);
      expect((await answered.final).status, "answered by the last").toBe(200);
      const refused = await caller.call("9000");
      for (const phone of [busy, declines, last]) phone.answer(await phone.nextRequest("INVITE"), 486);
      expect((await refused.final).status, "refused by all").toBe(486);
    },
  },
];
