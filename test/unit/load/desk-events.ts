import { DeskRecord } from "../../../sim/load/desk-record.js";
import type { EventBody, RegistrationState } from "../../../sim/transcript/event.js";

/** What a desk under load is remembered by, and the events that it is fed. */

export function newDesk(name = "desk-1", model = "CIP230"): DeskRecord {
  return new DeskRecord({ name, model, mac: "001fc1000001", extension: "9000" });
}

export const config: Extract<EventBody, { type: "config" }> = {
  type: "config",
  outcome: "applied",
  file: "cfg.xml",
  extension: "9000",
  accountLabel: undefined,
  keys: [],
  dropped: [],
  settings: {},
};

export function noConfig(message: string): EventBody {
  return { ...config, outcome: "kept", extension: undefined, message };
}

export function registration(state: RegistrationState, status: number, expiresSeconds?: number): EventBody {
  return {
    type: "registration",
    state,
    extension: "9000",
    status,
    ...(expiresSeconds === undefined ? {} : { expiresSeconds }),
  };
}
