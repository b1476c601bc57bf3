import { randomInt } from "node:crypto";

/** Files of this folder; they run one after the other and share the time. */
const parts = 4;

const totalSeconds = Number(process.env["DESKFLEET_FUZZ_SECONDS"] ?? 30);

/** Time of one part, milliseconds. */
export const partMs = (totalSeconds * 1000) / parts;

/** The same seed gives the same inputs in the same order. */
export const seed = Number(process.env["DESKFLEET_FUZZ_SEED"] ?? randomInt(2 ** 31));

/** A part may start late, look at a last input for long, and shrink a failure. */
export const testTimeoutMs = partMs + 120_000;
