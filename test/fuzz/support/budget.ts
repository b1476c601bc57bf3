import { randomInt } from "node:crypto";

/** Files of this folder; they run one after the other and share the time. */
const parts = 4;

const totalSeconds = Number(process.env["DESKFLEET_FUZZ_SECONDS"] ?? 30);

/** Time of one part, milliseconds. */
export const partMs = (totalSeconds * 1000) / parts;

/**
 * Of SIP, for each of its two parts: a time, or a number of messages where `DESKFLEET_FUZZ_MESSAGES` gives one.
 */
export const sipBudget: { readonly ms: number } | { readonly inputs: number } = process.env[
  "DESKFLEET_FUZZ_MESSAGES"
]
  ? { inputs: Number(process.env["DESKFLEET_FUZZ_MESSAGES"]) }
  : { ms: (totalSeconds * 1000) / 2 };

export const sipTimeoutMs = "ms" in sipBudget ? sipBudget.ms + 120_000 : 7_200_000;

/** The same seed gives the same inputs in the same order. */
export const seed = Number(process.env["DESKFLEET_FUZZ_SEED"] ?? randomInt(2 ** 31));

/** A part may start late, look at a last input for long, and shrink a failure. */
export const testTimeoutMs = partMs + 120_000;
