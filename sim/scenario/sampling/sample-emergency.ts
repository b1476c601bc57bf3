import type { WorkedOutPath } from "../../emergency/emergency-path.js";
import { DeskfleetError } from "../../model/errors.js";
import { hasPath } from "../../transcript/emergency-path-view.js";
import type { EmergencySample } from "../../transcript/emergency-sample.js";
import type { CallEvent } from "../evidence/evidence.js";
import { requireMayDial } from "../require-may-dial.js";
import type { Stage, StagePhone } from "../stage.js";
import { Interrupted } from "../step-failure.js";

/** A call that has come to nothing by then has not reached the PSAP (emergency.md §5: set-up within 3 s). */
const setUpLimitMs = 5000;
/** How long the word of the PSAP may be under way. */
const lastWordMs = 1000;
/** How long a call may take to end after it was hung up. */
const endLimitMs = 5000;

const over: ReadonlySet<CallEvent["state"]> = new Set(["ended", "failed", "refused"]);

/**
 * Places one emergency call and holds what becomes of it against the path of the desk. The phone is not waited for: a
 * desk that starts or changes its account is asked as it is. The call is hung up when it returns.
 * @param call name for it
 * @throws DeskfleetError DF_DIAL_REFUSED where the number may not be dialled on this backend
 */
export async function sampleEmergency(
  stage: Stage,
  { name, handset }: StagePhone,
  call: string,
): Promise<EmergencySample> {
  const { paths, setup, log } = stage;
  const number = setup.current.emergencyNumbers[0] ?? "911";
  const before = paths.pathOf(name);
  if (before === undefined) throw new DeskfleetError("DF_INTERNAL", `the path of ${name} was not worked out`);
  requireMayDial(stage, handset, number);
  // A step may sample many calls, and each is judged by what the far end received of it.
  log.markDial();
  const changes = paths.follow(name);
  await handset.dial(number, call);
  await outcome(stage, name, call);
  const seen = stage.log.call(call).last.get(name);
  const reached = seen?.state === "answered" && (await psapTookIt(stage));
  // Of its own call the desk knows that it has a path.
  const meanwhile = changes().filter(({ view }) => view.link !== "E7" && view.path !== "good");
  if (seen !== undefined && !over.has(seen.state)) await handset.hangUp(call);
  await ended(stage, name, call);
  return { number, expected: before.view, reached, ...judged(before, meanwhile, reached, seen) };
}

function judged(
  before: WorkedOutPath,
  meanwhile: readonly WorkedOutPath[],
  reached: boolean,
  seen: CallEvent | undefined,
): Pick<EmergencySample, "verdict" | "why"> {
  const { path, missing } = before.view;
  if (path === "unknown") return { verdict: "dropped", why: `its path is not known: ${missing}` };
  if (reaches(before) === reached) return { verdict: "agreed", why: "" };
  const changed = meanwhile.find((each) => reaches(each) !== reaches(before));
  if (changed !== undefined) {
    return { verdict: "dropped", why: `its path changed meanwhile: ${changed.view.missing}` };
  }
  if (before.byPhoneAlone) return { verdict: "dropped", why: `only the phone thinks so: ${missing}` };
  return { verdict: "disagreed", why: outcomeText(seen) };
}

function reaches({ view }: WorkedOutPath): boolean {
  return hasPath(view);
}

function outcomeText(seen: CallEvent | undefined): string {
  if (seen === undefined) return "no call was seen";
  const { state, status, reason } = seen;
  return [`the call was ${state}`, status, reason].filter((part) => part !== undefined).join(" ");
}

/**
 * Whether it was the PSAP that answered: the far end or the announcement says so, over a stream a moment after the phone.
 * Nobody else dials meanwhile.
 */
async function psapTookIt({ log, clock, signal }: Stage): Promise<boolean> {
  const tookIt = (): boolean => log.farEnds().some(({ farEnd }) => farEnd === "psap");
  const told = (): true | undefined => tookIt() || log.announcements().length > 0 || undefined;
  await log.until(["far-end", "announcements"], told, lastWordMs, clock, signal);
  return tookIt();
}

/** Until it is answered or over. */
async function outcome(stage: Stage, phone: string, call: string): Promise<void> {
  await until(stage, phone, call, setUpLimitMs, (state) => state === "answered" || over.has(state));
}

async function ended(stage: Stage, phone: string, call: string): Promise<void> {
  await until(stage, phone, call, endLimitMs, (state) => over.has(state));
}

async function until(
  { log, clock, signal }: Stage,
  phone: string,
  call: string,
  limitMs: number,
  holds: (state: CallEvent["state"]) => boolean,
): Promise<void> {
  const look = (): true | undefined => {
    const state = log.call(call).last.get(phone)?.state;
    // Power was cut, and with it went the call.
    const isDark = log.view(phone).state === "OFF";
    return isDark || (state !== undefined && holds(state)) || undefined;
  };
  const topics = [`call:${call}`, `phone:${phone}`] as const;
  const seen = await log.until(topics, look, limitMs, clock, signal);
  if (seen.end === "aborted") throw new Interrupted();
}
