import type { CallState } from "../../transcript/event.js";
import type { CallEvidence, PhoneEvidence, Sound } from "./evidence.js";

/**
 * A call has sound in these states alone: a prompt is heard while it still rings, and what was heard in a call that has
 * ended says nothing of now.
 */
const talking: ReadonlySet<CallState> = new Set<CallState>(["ringing", "answered"]);

/** Call, as a report names it → what is heard in it; undefined: nothing is known of that. */
export type Sounds = ReadonlyMap<string, Sound | undefined>;

/** In the calls that a phone is in. */
export function soundsOnPhone({ view }: Pick<PhoneEvidence, "view">): Sounds {
  const up = view.calls.filter(({ state }) => talking.has(state));
  return new Map(up.map(({ call, audio }) => [call, audio]));
}

/** On each phone that dialled the call, up or over. */
export function soundsOfCall({ name, last, audio }: CallEvidence): Sounds {
  return new Map(
    [...last].map(([phone, { state }]) =>
      talking.has(state)
        ? [`${name} on ${phone}`, audio.get(phone)]
        : [`${name} on ${phone}, which is ${state},`, undefined],
    ),
  );
}
