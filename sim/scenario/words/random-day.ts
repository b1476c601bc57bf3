import { z } from "zod";
import { playRandomDay } from "../sampling/random-day.js";
import { defineWord } from "../word.js";

export const randomDay = defineWord({
  schema: z
    .strictObject({ calls: z.int().min(1).max(10_000) })
    .describe(
      "users log in and out, power fails, phones restart, all at random by the seed, until so many emergency calls were sampled",
    ),
  dials: true,
  run: ({ calls }, stage) => playRandomDay(stage, calls),
});
