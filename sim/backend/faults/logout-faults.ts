import type { FaultName } from "../../model/rules/faults.js";
import type { Setup } from "../../model/setup/setup.js";
import type { LogoutOutcome } from "../hotdesk/logout-outcome.js";
import type { Device } from "../hotdesk/mapping.js";
import { defaultTemplate } from "../hotdesk/template.js";

/** Faults in how a user is logged out. */
export function logoutFaults(has: (name: FaultName) => boolean, setup: () => Setup) {
  return (outcome: LogoutOutcome, device: Device): LogoutOutcome => {
    if (outcome.kind !== "logged-out") return outcome;
    const { change } = outcome;
    const assigns = change.kind === "assign";
    if (has("deleted-mapping-reboot-missing")) return { ...outcome, reboot: false };
    if (has("logout-always-full") && assigns) {
      return { ...outcome, change: { kind: "deactivate", mac: change.mac } };
    }
    if (has("full-logout-ignored") && !assigns) {
      return { ...outcome, change: toSomePlaceholder(setup(), device) };
    }
    if (has("logout-template-required") && assigns && change.mapping.template === defaultTemplate) {
      return { kind: "refused", refusal: { reason: "no-template" } };
    }
    return outcome;
  };
}

function toSomePlaceholder({ extensions }: Setup, { mac, model }: Device) {
  const extension = Object.entries(extensions).find(([, { role }]) => role === "placeholder")?.[0] ?? "";
  const mapping = { extension, role: "placeholder", template: defaultTemplate, layout: undefined } as const;
  return { kind: "assign", mac, model, mapping } as const;
}
