import { type Device, inUse, type Mapping } from "../backend/hotdesk/mapping.js";
import { layoutNamed } from "../backend/hotdesk/model-layout.js";
import type { Finding } from "../model/control/control-api.js";
import type { Setup } from "../model/setup/setup.js";

/** Mappings whose extension, template or layout is gone from the setup: their phones are served less than was meant. */
export function mappingsAstray(setup: Setup, devices: readonly Device[]): Finding[] {
  return devices.flatMap((device) => {
    const used = inUse(device);
    return used ? astray(setup, device, used) : [];
  });
}

function astray(setup: Setup, { mac }: Device, { role, extension, template, layout }: Mapping): Finding[] {
  const found: Finding[] = [];
  const hint = `Restore it, or give phone ${mac} another mapping.`;
  if (!Object.hasOwn(setup.extensions, extension)) {
    const message = `phone ${mac} is mapped to ${extension}, which no longer exists: it shows only Login and cannot call, not even 911`;
    const rule = role === "user" ? "HD-16" : "HD-23";
    found.push({ severity: "error", rule, path: ["extensions", extension], message, hint });
  }
  if (template !== undefined && !Object.hasOwn(setup.templates, template)) {
    const message = `phone ${mac} has template "${template}", which no longer exists: it gets Default instead`;
    found.push({ severity: "warning", rule: "HD-58", path: ["templates", template], message, hint });
  }
  if (layout !== undefined && !layoutNamed(setup, layout)) {
    const keys = role === "user" ? "one Line key" : "Line and Login";
    const message = `phone ${mac} has model layout "${layout}", which no longer exists: it gets ${keys} instead`;
    const rule = role === "user" ? "HD-86" : "HD-38";
    found.push({ severity: "warning", rule, path: ["model-layouts", layout], message, hint });
  }
  return found;
}
