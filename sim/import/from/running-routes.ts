import type {
  CustomFacts,
  DialRuleFacts,
  DidFacts,
  PatternFacts,
  RouteFacts,
  TrunkFacts,
} from "../facts/facts.js";
import type { Conf } from "../read/conf.js";
import type { Fault, Read } from "../read/fault.js";
import { dialRules } from "./dial-rules.js";
import { wholeNumber } from "./json-shape.js";
import { extenOf, type Step, stepsByPattern } from "./route-steps.js";
import { runningDids } from "./running-dids.js";

export interface RunningFacts {
  readonly runningRoutes: readonly RouteFacts[];
  readonly runningTrunks: readonly TrunkFacts[];
  readonly dids?: readonly DidFacts[];
}

/** `extensions_additional.conf`: routes and trunks as Asterisk runs them (FI-10 to FI-21). */
export function runningFacts(file: string, conf: Conf): Read<RunningFacts> {
  const faults: Fault[] = [];
  const entriesOf = (name: string) =>
    conf.sections.filter((each) => each.name === name).flatMap(({ entries }) => entries);
  const includes = entriesOf("outbound-allroutes")
    .filter(({ key, value }) => key === "include" && /^outrt-\d+(?:,|$)/.test(value))
    .map(({ value }) => value.split(",").map((part) => part.trim()));
  const ids = [...new Set(includes.map(([context = ""]) => context.slice("outrt-".length)))];
  const runningRoutes = ids.map((id) => {
    const times = includes.filter(([context, time]) => context === `outrt-${id}` && time !== undefined);
    const { patterns, unknown } = stepsByPattern(entriesOf(`outrt-${id}`));
    for (const { line } of unknown) {
      faults.push({
        file,
        line,
        message: `this line of route ${id} is not known: what the route does cannot be judged`,
      });
    }
    return routeFacts(id, patterns, times);
  });
  const globals = new Map(entriesOf("globals").map(({ key, value }) => [key, value]));
  const goingOn = conf.sections
    .filter(({ name }) => /^outrt-\d+$/.test(name))
    .flatMap(({ entries }) => stepsByPattern(entries).patterns.flatMap(([, steps]) => steps))
    .flatMap(({ kind, args }) => (kind === "trunk" && args[3] === "on" ? [args[0] ?? ""] : []));
  const dids = runningDids(conf);
  return {
    content: {
      ...(dids === undefined ? {} : { dids }),
      runningRoutes,
      runningTrunks: trunkFacts(globals, new Set(goingOn), (id) => dialRules(entriesOf(`sub-flp-${id}`))),
    },
    faults,
  };
}

function routeFacts(
  id: string,
  patterns: readonly (readonly [string, readonly Step[]])[],
  times: readonly (readonly string[])[],
): RouteFacts {
  const steps = patterns[0]?.[1] ?? [];
  const one = (kind: Step["kind"]): Step | undefined => steps.find((step) => step.kind === kind);
  const dialled = steps.filter(({ kind }) => kind === "trunk");
  const pinSet = one("pin-set")?.args[0];
  const ranges = times.map(([, ...parts]) => parts.slice(0, 4).join("|"));
  return {
    id,
    name: one("name")?.args[0] ?? "",
    emergency: one("emergency") !== undefined,
    intraCompany: one("intra-company") !== undefined,
    patterns: patterns.map(([exten, own]) => patternFacts(exten, own)),
    trunks: dialled.map(({ args }) => args[0] ?? ""),
    callerId: (one("caller-id") ?? one("caller-id-if-none"))?.args[0] ?? "",
    overridesExtension: one("caller-id") !== undefined,
    password: dialled[0]?.args[2] ?? "",
    ...(pinSet === undefined ? {} : { pinSet }),
    ...(ranges.length === 0 ? {} : { timeRanges: ranges }),
    timeZone: times[0]?.[5] ?? "",
    failureDestination: one("goto")?.args[0] ?? "",
    notify: one("notice")?.args[0] === "TRUE" ? "somebody" : "",
    notifyOn: one("notice-per-pattern") === undefined ? "call" : "pattern",
  };
}

/** Prefix and rest are glued; how much is the prefix, the digits taken away say (FI-11). */
function patternFacts(exten: string, steps: readonly Step[]): PatternFacts {
  const { elements, caller } = extenOf(exten);
  const sent = steps.find(({ kind }) => kind === "trunk")?.args[1] ?? "";
  const [, prepend = "", strip = "0"] = /^(.*?)\$\{EXTEN(?::(\d+))?\}$/.exec(sent) ?? [];
  return {
    prefix: elements.slice(0, Number(strip)).join(""),
    match: elements.slice(Number(strip)).join(""),
    prepend,
    caller,
  };
}

/** Whether a trunk goes on when busy stands where routes dial it (FI-18). */
function trunkFacts(
  globals: ReadonlyMap<string, string>,
  goingOn: ReadonlySet<string>,
  rulesOf: (id: string) => readonly DialRuleFacts[],
): TrunkFacts[] {
  const ids = [...globals.keys()].flatMap((key) => /^OUT_(\d+)$/.exec(key)?.[1] ?? []);
  return ids.map((id) => {
    const value = (key: string): string => globals.get(`${key}_${id}`) ?? "";
    const maxChannels = wholeNumber(value("OUTMAXCHANS"));
    return {
      id,
      name: value("OUT").endsWith("PJSIP")
        ? (globals.get(`OUT_${id}_SUFFIX`) ?? "").replace(/^@/, "")
        : value("OUT"),
      technology: value("OUT").toLowerCase(),
      callerId: value("OUTCID"),
      keepCid: value("OUTKEEPCID") || "off",
      ...(maxChannels === undefined ? {} : { maxChannels }),
      disabled: value("OUTDISABLE") === "on",
      continueIfBusy: goingOn.has(id),
      dialRules: rulesOf(id),
    };
  });
}

/** What stands before the routes by hand, outbound or inbound (FI-14): it is shown, and judged by nobody. */
export function customFacts(conf: Conf): readonly CustomFacts[] {
  return conf.sections
    .filter(({ name }) =>
      /^(?:from-internal-custom|outbound-allroutes-custom|outrt-\d+-custom|from-pstn-custom|ext-did(?:-\d+)?-custom)$/.test(
        name,
      ),
    )
    .flatMap(({ name, entries }) => entries.map(({ value }) => ({ context: name, line: value })));
}
