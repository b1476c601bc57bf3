import type { Finding } from "../model/control/control-api.js";
import { contactLimit } from "../model/setup/contact-limit.js";
import type { ExtensionSettings, Setup } from "../model/setup/setup.js";
import { placeholders } from "./hotdesk-users.js";

/** The limit that FreePBX gives every new extension (PBX-10). */
const defaultConcurrency = 3;

/** Several phones register to a placeholder at once, and call from it at once (HD-24, HD-28, HD-29). */
export function placeholderContacts(setup: Setup): Finding[] {
  return placeholders(setup).flatMap((extension) => {
    const settings = setup.extensions[extension];
    if (!settings) return [];
    return [...contacts(extension, settings), ...calls(extension, settings)];
  });
}

function contacts(extension: string, settings: ExtensionSettings): Finding[] {
  const { maxContacts, removeExisting } = contactLimit(settings);
  const path = ["extensions", extension];
  // PBX-1, EH-3
  if (maxContacts === 1) {
    return [
      {
        severity: "error",
        rule: "HD-28",
        path: [...path, "max-contacts"],
        message: `placeholder ${extension} takes one phone: each logout evicts the previous phone`,
        hint: "Set Max Contacts to the number of phones that can be logged out at the same time.",
      },
    ];
  }
  const findings: Finding[] = [];
  // PBX-2
  if (settings.maxContacts > maxContacts) {
    findings.push({
      severity: "warning",
      rule: "HD-28",
      path: [...path, "max-contacts"],
      message: `Max Contacts of placeholder ${extension} is stored as ${maxContacts}, not ${settings.maxContacts}`,
      hint: `Share the phones among several placeholders of ${maxContacts} each.`,
    });
  }
  // EH-4
  if (removeExisting) {
    findings.push({
      severity: "warning",
      rule: "HD-28",
      path: [...path, "remove-existing"],
      message: `one phone too many on placeholder ${extension} silently evicts another`,
      hint: "Switch Remove Existing off for placeholders.",
    });
  }
  return findings;
}

function calls(extension: string, settings: ExtensionSettings): Finding[] {
  const path = ["extensions", extension];
  const findings: Finding[] = [];
  // PBX-70, PBX-71
  if (settings.matchPermit.length > 0) {
    findings.push({
      severity: "warning",
      rule: "HD-29",
      path: [...path, "match-permit"],
      message: `phones at ${settings.matchPermit.join(", ")} are treated as placeholder ${extension}, no matter which user is logged in`,
      hint: "Leave Match (Permit) empty: it holds addresses, not a number of calls. Use the Outbound Concurrency Limit.",
    });
  }
  // PBX-81, EH-7
  if (settings.outboundConcurrencyLimit === defaultConcurrency) {
    findings.push({
      severity: "advice",
      rule: "HD-29",
      path: [...path, "outbound-concurrency-limit"],
      message: `all phones on placeholder ${extension} share ${defaultConcurrency} outside calls`,
      hint: "Raise the Outbound Concurrency Limit to what the logged-out phones need; 0 is no limit.",
    });
  }
  return findings;
}
