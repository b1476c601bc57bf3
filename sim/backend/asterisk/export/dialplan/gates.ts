import { entriesAt, silenceMs } from "../../../../dialplan/keypad-entry.js";
import type { Setup } from "../../../../model/setup/setup.js";
import { askingTone } from "./announcements.js";
import type { Context, Step } from "./context-text.js";

/** What a route asks before it tries a trunk. */
interface Gate {
  readonly name: string;
  readonly entries: number;
  /** What opens it. */
  readonly secrets: readonly string[];
  /** A PIN set is asked before the call is answered (PBX-105), a password of a call that is (PBX-108). */
  readonly first: "Progress()" | "Answer()";
}

/** A jump to a subroutine that returns when the caller may go on. */
export function askPinSet(setup: Pick<Setup, "pinSets">, name: string): string {
  return `Gosub(${pinSetName(setup, name)},s,1)`;
}

export function askPassword(routeIndex: number): string {
  return `Gosub(${passwordName(routeIndex)},s,1)`;
}

export function gateContexts(setup: Pick<Setup, "pinSets" | "routes">): Context[] {
  const used = new Set(setup.routes.flatMap(({ pinSet }) => pinSet ?? []));
  const pinSets = Object.entries(setup.pinSets).filter(([name]) => used.has(name));
  return [
    ...pinSets.map(([name, { pins }]) =>
      gate({
        name: pinSetName(setup, name),
        entries: entriesAt["pin-set"],
        secrets: pins,
        first: "Progress()",
      }),
    ),
    ...setup.routes.flatMap(({ password }, index) =>
      password === undefined
        ? []
        : [
            gate({
              name: passwordName(index),
              entries: entriesAt.password,
              secrets: [password],
              first: "Answer()",
            }),
          ],
    ),
  ].flat();
}

function pinSetName({ pinSets }: Pick<Setup, "pinSets">, name: string): string {
  return `pin-set-${Object.keys(pinSets).indexOf(name) + 1}`;
}

function passwordName(routeIndex: number): string {
  return `route-${routeIndex + 1}-password`;
}

/**
 * An entry ends by `#` or by silence, and counts as it stands: leading zeros too (PBX-106). It is looked up as a number
 * of a context, so that nothing typed is ever read as anything else. What no keypad can enter opens nothing.
 */
function gate({ name, entries, secrets, first }: Gate): Context[] {
  const right = `${name}-right`;
  const steps: Step[] = [
    'GotoIf($["${PINLESS}" = "yes"]?open)',
    `Set(LEFT=${entries})`,
    first,
    { label: "ask", does: askingTone },
    `Read(ENTRY,,0,n,1,${silenceMs / 1000})`,
    "StopPlaytones()",
    'GotoIf($["${ENTRY}" = ""]?wrong)',
    `GotoIf($[\${DIALPLAN_EXISTS(${right},\${ENTRY},1)} = 1]?open)`,
    { label: "wrong", does: "Set(LEFT=$[${LEFT} - 1])" },
    "GotoIf($[${LEFT} > 0]?ask)",
    "Hangup(16)",
    { label: "open", does: "Set(ENTRY=)" },
    "Return()",
  ];
  const enterable = [...new Set(secrets)].filter((secret) => /^[\d*]+$/.test(secret));
  return [
    { name, extensions: [{ number: "s", steps }] },
    { name: right, extensions: enterable.map((number) => ({ number, steps: ["NoOp()"] })) },
  ];
}
