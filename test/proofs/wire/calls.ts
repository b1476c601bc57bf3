import { expect } from "vitest";
import { offer } from "../../unit/backend/pbx/test-phone.js";
import { absent, heardBy, inTime, registered, type WireProof } from "./wire-proof.js";

/** What becomes of a call that rings more than one phone. */
export const calls: readonly WireProof[] = [
  {
    name: "late-answer",
    rules: ["F-69"],
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
];
