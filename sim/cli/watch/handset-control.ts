import type { HandsetControl } from "../../../reports/tui/fleet-source.js";
import type { Desk } from "../../fleet/desk.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Handset } from "../../phone/handset.js";

/** The finger of the fleet view on real handsets, by their name. */
export function handsetControl(desks: ReadonlyMap<string, Desk>): HandsetControl {
  const handset = (name: string): Handset => {
    const desk = desks.get(name);
    if (!desk) throw new DeskfleetError("DF_DESK_UNABLE", `there is no desk ${name}`);
    return desk.handset;
  };
  let dialled = 0;
  return {
    power: async ({ name }, on) => (on ? handset(name).powerOn() : handset(name).powerOff()),
    press: async ({ name }, what) => {
      if ("key" in what) return handset(name).pressKey(what.key);
      return "softkey" in what ? handset(name).softkey(what.softkey) : handset(name).pick(what.item);
    },
    type: async ({ name }, text) => handset(name).type(text),
    dial: async ({ name }, number) => handset(name).dial(number, `call-${++dialled}`),
    hook: async ({ name }, hook) => (hook === "answer" ? handset(name).answer() : handset(name).hangUp()),
    panic: async ({ name }) => handset(name).panic(`call-${++dialled}`),
  };
}
