/** What of a target file depends on each other. */
interface Described {
  readonly kind: "live" | "lab";
  readonly reset: boolean;
  readonly configServer?: unknown;
  readonly controlUrl?: unknown;
  readonly ami?: unknown;
  readonly asterisk?: unknown;
  readonly farEnd?: unknown;
  readonly sip: { readonly transport?: unknown; readonly authority?: unknown };
}

interface TargetFault {
  /** In the words of the file. */
  readonly path: readonly string[];
  readonly message: string;
}

/** What does not go together in a target file. Pure. */
export function targetFaults(target: Described): TargetFault[] {
  return [...doors(target), ...withAmi(target), ...destructive(target)];
}

function doors({ ami, configServer, controlUrl }: Described): TargetFault[] {
  if (ami === undefined) {
    return configServer === undefined
      ? [{ path: ["config-server"], message: "expected a URL, or `ami` of an Asterisk without hot desking" }]
      : [];
  }
  return Object.entries({ "config-server": configServer, "control-url": controlUrl }).flatMap(
    ([field, value]) =>
      value === undefined
        ? []
        : [
            {
              path: [field],
              message: "cannot be given with `ami`: there deskfleet starts the module itself",
            },
          ],
  );
}

function withAmi({ ami, asterisk, farEnd, sip }: Described): TargetFault[] {
  if (ami !== undefined) return [];
  const lonely = [
    ...(asterisk === undefined ? [] : [["asterisk"]]),
    ...(farEnd === undefined ? [] : [["far-end"]]),
    ...(sip.transport === undefined ? [] : [["sip", "transport"]]),
    ...(sip.authority === undefined ? [] : [["sip", "authority"]]),
  ];
  return lonely.map((path) => ({ path, message: "needs `ami`" }));
}

function destructive({ kind, reset, controlUrl, ami, asterisk }: Described): TargetFault[] {
  const lacking = [
    ...(kind === "lab" ? [] : ["kind: lab"]),
    ...(controlUrl === undefined && ami === undefined ? ["a control-url"] : []),
  ];
  const faults: TargetFault[] = [];
  if (reset && lacking.length > 0)
    faults.push({ path: ["reset"], message: `a reset needs ${lacking.join(" and ")}` });
  // Its files are overwritten, so the file has to say that nothing there is dear to anybody.
  if (asterisk !== undefined && !reset)
    faults.push({
      path: ["asterisk"],
      message: "needs `kind: lab` and `reset: true`: what is there is overwritten",
    });
  return faults;
}
