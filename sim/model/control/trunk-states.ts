import { z } from "zod";

/** What an INVITE comes to by a trunk that fails: the status, and the Reason that is beside it. */
export const trunkFailures = {
  busy: { status: 486, reason: undefined },
  full: { status: 503, reason: "Q.850;cause=34" },
  /** Nobody answers: it is the sender that makes this of it. */
  silent: { status: 408, reason: undefined },
} as const;

/** What may be wrong with a trunk, and what an INVITE by it comes to. */
const trunkStateTexts = {
  up: "calls are answered",
  deaf: "calls are answered, but nothing that callers say gets there",
  mute: "calls are answered, but callers hear nothing of it",
  down: "nothing is there, and the PBX knows: no INVITE leaves",
  busy: `each INVITE is answered ${trunkFailures.busy.status}`,
  full: `each INVITE is answered ${trunkFailures.full.status} with cause 34: the carrier has no channel free`,
  silent: `no INVITE is answered, nor does it get there: ${trunkFailures.silent.status} after 64 times T1, which is 32 s`,
} as const;

type NamedState = keyof typeof trunkStateTexts;

const names = Object.keys(trunkStateTexts) as [NamedState, ...NamedState[]];

/** A state by its name, or the final status that the far end answers each INVITE with. */
export const trunkState = z
  .union([z.enum(names), z.int().min(400).max(699)], {
    error: `expected ${names.join(", ")} or a status from 400 to 699`,
  })
  .describe(
    [
      ...Object.entries(trunkStateTexts).map(([name, text]) => `${name}: ${text}`),
      "a status: each INVITE is answered with it",
    ].join("; "),
  );

export type TrunkState = z.output<typeof trunkState>;
