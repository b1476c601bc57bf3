import type { Mac } from "../../model/mac.js";
import type { FaultName } from "../../model/rules/faults.js";
import type { Setup } from "../../model/setup/setup.js";
import type { Choice } from "../hotdesk/login-choice.js";
import { inUse } from "../hotdesk/mapping.js";
import type { Refusal } from "../hotdesk/refusal.js";
import type { LoginSubject, Seams } from "../hotdesk/seams.js";

type Has = (name: FaultName) => boolean;

/** Checks that pass although they should not. */
const accepted: Readonly<Partial<Record<Refusal["reason"], FaultName>>> = {
  "wrong-pin": "wrong-pin-accepted",
  "blank-pin": "blank-pin-accepted",
  "no-mailbox": "no-mailbox-accepted",
  "hotdesk-disabled": "disabled-group-accepted",
};

/** Faults in the checks of a login and in what is asked. */
export function loginFaults(
  has: Has,
  setup: () => Setup,
): Pick<Seams, "refusal" | "choice" | "login" | "refused"> {
  const firstUsers = new Map<Mac, string>();
  return {
    refusal: (refusal, subject) => {
      if (refusal) {
        const fault = accepted[refusal.reason];
        return fault !== undefined && has(fault) ? undefined : refusal;
      }
      const first = firstUsers.get(subject.mac);
      if (has("desk-belongs-to-first-user") && first !== undefined && first !== subject.extension) {
        return { reason: "other-user-here", extension: first };
      }
      const onPlaceholder = inUse(subject.device)?.role === "placeholder";
      return has("login-on-placeholder-refused") && onPlaceholder
        ? { reason: "hotdesk-disabled" }
        : undefined;
    },
    choice: (asked, choice, everything) =>
      asked === "template"
        ? templateChoice(has, choice, everything)
        : layoutChoice(has, choice, everything, setup()),
    login: (outcome, { mac, extension, device }) => {
      if (has("desk-belongs-to-first-user") && !firstUsers.has(mac)) firstUsers.set(mac, extension);
      if (has("login-always-reboots")) return { ...outcome, reboot: true };
      if (has("first-login-reboot-missing") && !device?.mapping) return { ...outcome, reboot: false };
      if (!has("old-phone-keeps-user")) return outcome;
      return { ...outcome, changes: outcome.changes.filter((change) => change.mac === mac), moved: [] };
    },
    refused: (changes, subject) =>
      has("refused-login-writes") ? [...changes, unwantedMapping(subject)] : changes,
  };
}

function templateChoice(has: Has, choice: Choice, everything: readonly string[]): Choice {
  if (has("all-templates-offered")) return { kind: "ask", names: everything };
  return silently(choice, has("templates-not-asked"), has("single-template-asked"));
}

function layoutChoice(has: Has, choice: Choice, everything: readonly string[], setup: Setup): Choice {
  if (has("layouts-not-asked")) return silently(choice, true, false);
  if (choice.kind === "refuse") return choice;
  const offered = choice.kind === "ask" ? choice.names : [choice.name ?? ""];
  const modelOf = (name: string): string | undefined => setup.modelLayouts[name]?.model;
  const model = modelOf(offered[0] ?? "");
  if (has("all-layouts-offered")) {
    return { kind: "ask", names: everything.filter((name) => modelOf(name) === model) };
  }
  if (!has("other-models-layouts-offered")) return choice;
  return {
    kind: "ask",
    names: everything.filter((name) => offered.includes(name) || modelOf(name) !== model),
  };
}

/** Takes the first of several without asking, or asks although there is only one. */
function silently(choice: Choice, take: boolean, ask: boolean): Choice {
  if (choice.kind === "ask" && take) return { kind: "take", name: choice.names[0] };
  if (choice.kind === "take" && ask && choice.name !== undefined)
    return { kind: "ask", names: [choice.name] };
  return choice;
}

function unwantedMapping({ mac, extension, device }: LoginSubject) {
  const mapping = { extension, role: "user", template: undefined, layout: undefined } as const;
  return { kind: "assign", mac, model: device?.model ?? "", mapping } as const;
}
