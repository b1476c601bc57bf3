import { z } from "zod";
import { webFaultAreas, webFaultKinds } from "../../model/control/web-faults.js";
import { defineWord } from "../word.js";

const fault = z.discriminatedUnion("on", [
  z
    .strictObject({ on: z.enum(webFaultAreas), kind: z.enum(webFaultKinds) })
    .describe("how the server of files and apps fails"),
  z
    .strictObject({ on: z.literal("sip"), kind: z.literal("silent") })
    .describe("PBX and phones hear nothing of each other, and connections stand"),
]);

/** Server and PBX fail one beside the other; `none` ends both. A PBX falls silent on the phones' side of the wire. */
export const serverFault = defineWord({
  schema: z
    .union([z.literal("none"), fault], { error: "expected none, or a mapping with `on` and `kind`" })
    .describe("from now on; `none` ends them"),
  run: async (wanted, { backend, silence, recorderOf }) => {
    const silent = (on: boolean): void => {
      if (silence.on !== on) recorderOf().record({ type: "outage", of: "sip", on });
      silence.on = on;
    };
    if (wanted === "none") {
      silent(false);
      await backend.lab.setWebFault(undefined);
    } else if (wanted.on === "sip") {
      silent(true);
    } else {
      await backend.lab.setWebFault(wanted);
    }
  },
});
