import type { BackendStatus } from "../../model/control/control-api.js";
import { type Evidence, evidenceNames } from "../../model/control/evidence.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Admin } from "./admin.js";
import type { LabControl } from "./lab-control.js";
import type { Probe } from "./probe.js";

type Actions<Port> = Readonly<Record<keyof Port & string, string>>;

const reading = {
  contacts: evidenceNames.contacts,
  mapping: evidenceNames.mapping,
  findings: evidenceNames.findings,
  notices: evidenceNames.notices,
  cdr: evidenceNames.cdr,
} satisfies Actions<Omit<Probe, "lacks">>;

const administering: Actions<Admin> = {
  deleteMapping: "deleting a mapping",
  putMappings: "assigning phones",
  resync: "a check-sync",
  logout: "logging a phone out",
  change: "a change of users and extensions",
  submit: "a Submit",
};

const experimenting: Actions<LabControl> = {
  setFault: "breaking a rule on purpose",
  moveClock: "moving its clock",
  setWebFault: "a fault of its web server",
  setTrunk: "a state of a trunk",
  callBack: "a call from the PSAP",
  down: "an outage",
  up: "the end of an outage",
};

/** A backend that phones can use, and that nothing else can be asked of. @param reason why, for a reader */
export function unsupported(reason: string): {
  readonly probe: Probe;
  readonly admin: Admin;
  readonly lab: LabControl;
} {
  return {
    probe: { ...refusing(reading, reason), lacks: () => reason },
    admin: refusing(administering, reason),
    lab: refusing(experimenting, reason),
  };
}

/** The probe without some of its evidence. @param reason why, for a reader */
export function probeWithout(probe: Probe, lacking: readonly Evidence[], reason: string): Probe {
  const left = { ...probe };
  for (const evidence of lacking) {
    if (isRead(evidence)) left[evidence] = refusal(reading[evidence], reason);
  }
  return { ...left, lacks: (evidence) => (lacking.includes(evidence) ? reason : probe.lacks(evidence)) };
}

/** The probe of a backend that says by itself what it cannot show. */
export function withoutLacking(probe: Probe, { lacks = {} }: Pick<BackendStatus, "lacks">): Probe {
  return Object.entries(lacks).reduce(
    (left, [evidence, reason]) => probeWithout(left, [evidence as Evidence], reason),
    probe,
  );
}

/** Without what a laboratory does to the PBX. @param reason why, for a reader */
export function labWithoutPbx(lab: LabControl, reason: string): LabControl {
  return {
    ...lab,
    setTrunk: refusal(experimenting.setTrunk, reason),
    callBack: refusal(experimenting.callBack, reason),
  };
}

function isRead(evidence: Evidence): evidence is keyof typeof reading {
  return evidence in reading;
}

type Refusing<Names extends string> = Record<Names, () => Promise<never>>;

function refusing<Names extends string>(
  actions: Readonly<Record<Names, string>>,
  reason: string,
): Refusing<Names>;
// Names go in and come out: the language has no type for the way between.
function refusing(actions: Readonly<Record<string, string>>, reason: string): Refusing<string> {
  return Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, refusal(action, reason)]));
}

function refusal(action: string, reason: string): () => Promise<never> {
  return async () => {
    throw new DeskfleetError("DF_CAPABILITY", `this backend cannot be asked for ${action}: ${reason}`);
  };
}
