import { z } from "zod";
import { defineWord } from "../word.js";

export const backend = defineWord({
  schema: z.enum(["down", "up"]).describe("the whole backend stops, and comes back with what it has stored"),
  run: (wanted, stage) => (wanted === "down" ? stage.backend.lab.down() : stage.backend.lab.up()),
});
