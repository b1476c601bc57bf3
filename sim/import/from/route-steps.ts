import type { ConfEntry } from "../read/conf.js";

/** A line of a route that means something. */
export interface Step {
  readonly kind: (typeof forms)[number][0];
  /** What the form takes out of the line. */
  readonly args: readonly string[];
}

/** Every form of line that FreePBX 17 writes into a route; those of the kind `known` change nothing that we judge. */
const forms = [
  // A `;` in the name has cut the bracket off, and the rest of the name (FI-8).
  ["name", /^Set\(_ROUTENAME=(.*?)\)?$/],
  ["emergency", /^Set\(EMERGENCYROUTE=YES\)$/],
  ["intra-company", /^Set\(INTRACOMPANYROUTE=YES\)$/],
  ["pin-set", /^Gosub\(macro-pinsets,s,1\((\d+),\d\)\)$/],
  ["trunk", /^Gosub\(macro-dialout-trunk,s,1\((\d+),([^,]*),([^,]*),(\w*)\)\)$/],
  [
    "caller-id",
    /^ExecIf\(\$\["\$\{KEEPCID\}"!="TRUE" & \$\{LEN\(\$\{TRUNKCIDOVERRIDE\}\)\}=0\]\?Set\(TRUNKCIDOVERRIDE=(.*)\)\)$/,
  ],
  [
    "caller-id-if-none",
    /^ExecIf\(\$\["\$\{KEEPCID\}"!="TRUE" & .*outboundcid.*\]\?Set\(TRUNKCIDOVERRIDE=(.*)\)\)$/,
  ],
  ["notice", /^Set\(_EMAILNOTIFICATION=(TRUE|FALSE)\)$/],
  ["notice-per-pattern", /^Gosub\(sub-send-obroute-email,/],
  ["goto", /^Goto\((.*)\)$/],
  ["known", /^Gosub\((?:macro-user-callerid|sub-record-check|macro-outisbusy),/],
  [
    "known",
    /^Set\((?:_ROUTEID|MOHCLASS|_CALLERIDN(?:AME|UM)INTERNAL|_NODEST|ROUTE_CIDSAVE|_KEEPCID|CALLERID\(all\))=/,
  ],
  ["known", /^ExecIf\(\$\[\$\{LEN\(\$\{ATTENDEDTRANSFER\}\)\}!=0\]\?Set\(KEEPCID=\)\)$/],
] as const satisfies readonly (readonly [string, RegExp])[];

export interface RouteSteps {
  /** Pattern, as in `_9NXXXXXX/9000` → its steps. */
  readonly patterns: readonly (readonly [string, readonly Step[]])[];
  readonly unknown: readonly ConfEntry[];
}

/**
 * The steps of each pattern of a route. A pattern of one step is the stub beside one that is bound to a caller (FI-12),
 * and no pattern of its own.
 */
export function stepsByPattern(entries: readonly ConfEntry[]): RouteSteps {
  const patterns = new Map<string, Step[]>();
  const unknown: ConfEntry[] = [];
  for (const entry of entries) {
    const [, exten = "", , action = ""] = /^([^,]+),(\w+(?:\([^)]*\))?),(.*)$/.exec(entry.value) ?? [];
    if (entry.key !== "exten") {
      if (!/^outrt-\d+-custom$/.test(entry.value)) unknown.push(entry);
      continue;
    }
    const step = stepOf(action);
    if (step === undefined) unknown.push(entry);
    else patterns.set(exten, [...(patterns.get(exten) ?? []), step]);
  }
  return { patterns: [...patterns].filter(([, steps]) => steps.length > 1), unknown };
}

function stepOf(action: string): Step | undefined {
  for (const [kind, form] of forms) {
    const found = form.exec(action);
    if (found !== null) return { kind, args: found.slice(1) };
  }
  return undefined;
}

/** A pattern in its parts: `_9[2-3]X/9000` → `9`, `[2-3]`, `X`, for the caller `9000`. */
export function extenOf(exten: string): { readonly elements: readonly string[]; readonly caller: string } {
  const [pattern = "", caller = ""] = exten.split("/");
  return { elements: pattern.replace(/^_/, "").match(/\[[^\]]*\]|./g) ?? [], caller };
}
