import { type CallBacks, callBacks } from "../../audit/call-back.js";
import { decideAt } from "../../dialplan/decide-at.js";
import { type DecisionEnd, type DecisionStep, noLoad, type OutboundCall } from "../../dialplan/decision.js";
import { DeskfleetError } from "../../model/errors.js";
import type { YamlFile } from "../../model/files/yaml-file.js";
import { addressListed } from "../../model/setup/desk-location.js";
import { farEndOf } from "../../model/setup/far-end-of.js";
import type { Location, Setup } from "../../model/setup/setup.js";
import { callBackText } from "./call-back-text.js";
import { type HelpReached, helpReached } from "./help-reached.js";

/** What shall be explained: a number, and who dials it where and when. */
export interface Question {
  readonly number: string;
  /** Extension; undefined: each of them. */
  readonly as: string | undefined;
  /** Location of the desk; undefined: not known. */
  readonly from: string | undefined;
  /** Wall clock, in ms since 1970. */
  readonly atMs: number;
}

/** What becomes of the call for extensions that fare alike, step by step. */
export interface Explanation {
  readonly number: string;
  readonly callers: readonly string[];
  readonly from?: string;
  readonly steps: readonly (DecisionStep & { readonly line: number; readonly column: number })[];
  readonly end: DecisionEnd;
  /** Where it ends, in a sentence. */
  readonly outcome: string;
  /** Of a call for help: does it reach the PSAP? Absent: it is another call. */
  readonly psap?: HelpReached;
}

/**
 * What the PBX does with a number, without a call: the decision that the embedded PBX takes, on an idle PBX.
 * @throws DeskfleetError DF_CLI_USAGE for an extension or a location that the setup does not have
 */
export function explain(setup: Setup, yaml: Pick<YamlFile, "position">, question: Question): Explanation[] {
  const { number, from, atMs } = question;
  const location = from === undefined ? undefined : locationNamed(setup, from);
  const callBackTo = callBacks(setup);
  const callers = callersOf(setup, question.as);
  const alike = new Map<string, Explanation & { callers: string[] }>();
  for (const caller of callers) {
    const desk = { setup, caller, location, place: from, number };
    const { steps, end } = decideAt({ ...desk, epochMs: atMs, load: noLoad });
    const psap = helpReached(desk, end, callBackTo);
    const key = JSON.stringify([steps, end, psap])
      .replaceAll(`"${caller}"`, '"caller"')
      .replaceAll(caller, "caller");
    const known = alike.get(key);
    if (known !== undefined) known.callers.push(caller);
    else {
      alike.set(key, {
        number,
        callers: [caller],
        ...(from === undefined ? {} : { from }),
        steps: steps.map((step) => ({ ...step, ...yaml.position(step.path) })),
        end,
        outcome: outcomeOf(end, { setup, callBackTo, psap }),
        ...(psap === undefined ? {} : { psap }),
      });
    }
  }
  return [...alike.values()];
}

/** @param file as the places in it are told */
export function explanationText(explanations: readonly Explanation[], file: string): string {
  return explanations
    .map(({ number, callers, from, steps, outcome, psap }) => {
      const where = from === undefined ? "" : ` in ${from}`;
      const lines = steps.map(
        ({ text, rule, line, column }) =>
          `  ${ofAll(text, callers)}\n      ${rule}, ${file}:${line}:${column}`,
      );
      const end = `→ ${ofAll(outcome, callers)}`;
      const wrong = wrongWith(psap).map((text) => ofAll(text, callers));
      return [`${number} from ${callers.join(", ")}${where}`, ...lines, end, ...wrong, ""].join("\n");
    })
    .join("\n");
}

function wrongWith(psap: HelpReached | undefined): string[] {
  if (psap === undefined) return [];
  if (!psap.reached) return [`✗ the PSAP is not reached: ${psap.missing}`];
  return psap.degraded === undefined ? [] : [`! the PSAP is reached, but ${psap.degraded}`];
}

/** What was worked out for the first of several callers, said of each of them. */
function ofAll(text: string, callers: readonly string[]): string {
  const [first = ""] = callers;
  return callers.length < 2 ? text : text.replaceAll(new RegExp(`\\b${first}\\b`, "g"), "the caller");
}

function callersOf({ extensions }: Setup, as: string | undefined): string[] {
  if (as === undefined) return Object.keys(extensions);
  if (!Object.hasOwn(extensions, as)) {
    throw new DeskfleetError("DF_CLI_USAGE", `--as ${as}: the setup has no such extension`);
  }
  return [as];
}

function locationNamed({ locations }: Setup, from: string): Location {
  const location = Object.hasOwn(locations, from) ? locations[from] : undefined;
  if (location === undefined) {
    const known = Object.keys(locations).join(", ");
    throw new DeskfleetError("DF_CLI_USAGE", `--from ${from}: the setup has no such location, only ${known}`);
  }
  return location;
}

/** What an outcome is told by. */
interface Told {
  readonly setup: Setup;
  readonly callBackTo: CallBacks;
  readonly psap: HelpReached | undefined;
}

function outcomeOf(end: DecisionEnd, told: Told): string {
  switch (end.kind) {
    case "extension":
      return `extension ${end.extension} rings`;
    case "announcement":
      return `an announcement answers and the call goes nowhere: ${end.why}`;
    case "refuse":
      return `refused with ${end.status}: ${end.why}`;
    case "outbound":
      return outboundOutcome(end.call, told);
  }
}

function outboundOutcome({ attempts, gates }: OutboundCall, told: Told): string {
  const [first] = attempts;
  if (first === undefined) return "no trunk takes it";
  const { trunk, number, callerId } = first;
  const farEnd = farEndOf(told.setup, trunk, number) === "psap" ? "the PSAP" : "a carrier";
  const asked = gates.length === 0 ? "" : ", once the caller has entered what is asked for";
  const shown = callerId.withheld ? "a withheld number" : `caller id ${callerId.number}`;
  const received = `${farEnd} receives ${number} with ${shown} by trunk ${trunk}${asked}`;
  if (callerId.withheld || farEnd !== "the PSAP") return received;
  return `${received}${addressOf(told.setup, callerId.number)}${callBackOf(callerId.number, told)}`;
}

/** Whom the PSAP rings by that number; nothing where the setup has no inbound routes. That it is nobody is said once. */
function callBackOf(number: string, { callBackTo, psap }: Told): string {
  const callBack = callBackTo(number);
  const text = callBackText(callBack);
  if (text === "") return "";
  if (callBack.rings !== "nobody") return `; a ${text}`;
  const isSaid = psap?.reached === true && psap.degraded === text;
  return isSaid ? "" : `; ${text}`;
}

/** What the PSAP's list says of the number. */
function addressOf(setup: Setup, number: string): string {
  const [, found] = addressListed(setup, number) ?? [];
  return found === undefined ? "; no location has that number" : `; its address is ${found.address}`;
}
