import { z } from "zod";
import { defineWord } from "../word.js";

export const backend = defineWord({
  schema: z.enum(["down", "up"]).describe("the whole backend stops, and comes back with what it has stored"),
  run: async (wanted, { backend: { lab }, recorderOf }) => {
    const down = wanted === "down";
    // Before it is down, and after it is up again: between the two nobody knows what it still answers.
    if (down) recorderOf().record({ type: "outage", of: "backend", on: true });
    await (down ? lab.down() : lab.up());
    if (!down) recorderOf().record({ type: "outage", of: "backend", on: false });
  },
});
