import { expect } from "vitest";
import type { Route, Setup } from "../../../sim/model/setup/setup.js";
import { twoOffices } from "../../unit/backend/pbx/two-offices.js";
import type { WireProof } from "./wire-proof.js";

/** What a route asks its callers for. */
export const gates: readonly WireProof[] = [
  {
    name: "leading-zeros",
    rules: ["PBX-106"],
    says: "a PIN without its leading zero is wrong, and so is one with a zero more",
    run: async (start) => {
      const rig = await start(asking({}));
      const phone = await rig.phone("1001");
      const after = async (keys: string) => {
        const { invite, final } = await phone.call("911");
        await phone.keys(invite, await phone.early(), keys);
        return (await final).status;
      };
      // Four entries are the last: the call ends.
      expect(await after("00471#0#047#471#"), "without the zero").toBe(603);
      expect(rig.farEnd.calls()).toEqual([]);
      expect(await after("0471#"), "as it is").toBe(200);
    },
  },
  {
    name: "pin-and-password",
    rules: ["PBX-110"],
    says: "who has entered the PIN is asked for the password, and the call leaves after both",
    run: async (start) => {
      const rig = await start(asking({ password: "8080" }));
      const phone = await rig.phone("1001");
      const { invite, final } = await phone.call("911");
      await phone.keys(invite, await phone.early(), "0471#");
      const answered = await final;
      expect(answered.status).toBe(200);
      expect(rig.farEnd.calls(), "calls that left after the PIN").toEqual([]);
      await phone.keys(invite, answered, "8080#");
      expect(await rig.farEndCalls(1)).toMatchObject([{ number: "911" }]);
    },
  },
];

/** The emergency route asks for the PIN 0471. @param more of that route */
function asking(more: Partial<Route>): Partial<Setup> {
  const routes = twoOffices().routes.filter(({ type }) => type === "emergency");
  return {
    pinSets: { Managers: { pins: ["0471"], recordInCdr: false } },
    routes: routes.map((route) => ({ ...route, pinSet: "Managers", ...more })),
  };
}
