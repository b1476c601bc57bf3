import type { CallState, TranscriptEvent } from "./event.js";

/** One call as its handset knows it. */
export interface CallView {
  readonly call: string;
  readonly direction: "outgoing" | "incoming";
  /** Dialled, or of the caller. */
  readonly number: string;
  readonly state: CallState;
  /** This phone keeps the other side on hold. */
  readonly held?: true;
  /** SIP status that decided it, and why it is over, where they were given. */
  readonly status?: number;
  readonly reason?: string;
  /** What took it at the end of a trunk, as the backend reported: `psap, from 2125550100 (new-york)`. */
  readonly farEnd?: string;
  /** That was the PSAP. */
  readonly reachedPsap?: true;
  /** What its phone heard last; absent: nothing is known of it yet, or any more. */
  readonly audio?: Pick<Told<"audio">, "way" | "hears">;
}

type Told<Type extends TranscriptEvent["type"]> = Extract<TranscriptEvent, { type: Type }>;

/** More than anybody looks back on; a watched phone may go on for days. */
const callsOver = 8;

const over: ReadonlySet<CallState> = new Set(["ended", "failed", "refused"]);

export const isOver = ({ state }: CallView): boolean => over.has(state);

/** The calls after one of them changed: the last few that are over stay in the list. */
export function withCall(calls: readonly CallView[], event: Told<"call">): readonly CallView[] {
  const { call, direction, number, state, status, reason } = event;
  const known = calls.find((each) => each.call === call && !isOver(each));
  const next: CallView = {
    ...(known?.farEnd === undefined ? {} : { farEnd: known.farEnd }),
    ...(known?.reachedPsap === undefined ? {} : { reachedPsap: known.reachedPsap }),
    ...(known?.audio === undefined ? {} : { audio: known.audio }),
    ...{ call, direction, number, state },
    ...(known?.held === undefined || over.has(state) ? {} : { held: known.held }),
    ...(status === undefined ? {} : { status }),
    ...(reason === undefined ? {} : { reason }),
  };
  return lastCalls([...calls.filter((each) => each.call !== call), next]);
}

/** The calls after one of them was put on hold, or was taken off. */
export function withHold(calls: readonly CallView[], { call, on }: Told<"hold">): readonly CallView[] {
  return calls.map((each) => {
    if (each.call !== call || isOver(each)) return each;
    const { held: _before, ...rest } = each;
    return on ? { ...rest, held: true } : rest;
  });
}

/** The calls after the sound of one of them changed. */
export function withAudio(
  calls: readonly CallView[],
  { call, way, hears }: Told<"audio">,
): readonly CallView[] {
  const audio = { way, ...(hears === undefined ? {} : { hears }) };
  return calls.map((each) => {
    if (each.call !== call || isOver(each)) return each;
    const { audio: _before, ...rest } = each;
    return way === "unknown" ? rest : { ...rest, audio };
  });
}

/** `heard both ways, prompt` */
export function audioText({ way, hears }: Pick<Told<"audio">, "way" | "hears">): string {
  if (way === "unknown") return "agrees anew: what it hears is not known yet";
  if (way === "none") return "hears nothing";
  const whom = hears === "other" ? "somebody" : hears;
  return way === "both-ways"
    ? `hears ${whom}, and is heard`
    : `hears ${whom}, and is not told that it is heard`;
}

/** `desk on hold` or `desk resumed`, by the name of the call */
export function holdText({ call, on }: Pick<Told<"hold">, "call" | "on">): string {
  return `${call} ${on ? "on hold" : "resumed"}`;
}

/** True where this handset has a call up that such a far end can have taken. */
export function mayHaveReached(calls: readonly CallView[], { number }: Told<"psap">): boolean {
  return calls.some((call) => call.farEnd === undefined && isDialled(call, number));
}

/** The calls after a far end took one of them. */
export function withFarEnd(calls: readonly CallView[], event: Told<"psap">): readonly CallView[] {
  const farEnd = `${event.farEnd}, from ${event.callerId} (${event.location ?? "location unknown"})`;
  const reached = event.farEnd === "psap" ? { farEnd, reachedPsap: true as const } : { farEnd };
  return calls.map((call) =>
    call.farEnd === undefined && isDialled(call, event.number) ? { ...call, ...reached } : call,
  );
}

/** `to 911 answered (200)` or `from 2000 failed (486 Busy Here)` */
export function callText({ direction, number, state, status, reason }: Omit<CallView, "call">): string {
  const why = [status ? String(status) : "", reason ?? ""].filter((part) => part !== "").join(" ");
  return `${direction === "incoming" ? "from" : "to"} ${number} ${state}${why === "" ? "" : ` (${why})`}`;
}

function isDialled(call: CallView, number: string): boolean {
  return call.direction === "outgoing" && call.number === number && !isOver(call);
}

function lastCalls(calls: readonly CallView[]): readonly CallView[] {
  const dropped = new Set(calls.filter(isOver).slice(0, -callsOver));
  return calls.filter((call) => !dropped.has(call));
}
