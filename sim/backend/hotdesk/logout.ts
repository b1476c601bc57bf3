import type { Setup } from "../../model/setup.js";
import { type EffectiveHotdesk, effectiveHotdesk } from "./effective-settings.js";
import type { HasFault } from "./has-fault.js";
import { type Device, inUse, type Mapping, type MappingChange } from "./mapping.js";
import type { Refusal } from "./refusal.js";
import { defaultTemplate } from "./template.js";

/** How a logout ends. */
export type LogoutOutcome =
  /** No user is logged in on that phone. */
  | { readonly kind: "nobody" }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | { readonly kind: "logged-out"; readonly change: MappingChange; readonly reboot: boolean };

/**
 * Logs the user of a phone out by the Logout Action of the *user's* settings as they are now (HD-73, PBX-121):
 * fully, or to a placeholder with the template and the layout of the phone's model (HD-75 to HD-79).
 * @param model of the phone
 */
export function decideLogout(
  setup: Setup,
  device: Device | undefined,
  model: string,
  has: HasFault,
): LogoutOutcome {
  const used = inUse(device);
  if (!device || used?.role !== "user") return { kind: "nobody" };
  const orphaned = device.mapping === undefined;
  const reboot = orphaned && !has("deleted-mapping-reboot-missing"); // HD-8
  const settings = effectiveHotdesk(setup, used.extension);
  const placeholder = placeholderOf(setup, settings, orphaned, has);
  if (placeholder === undefined) return fullLogout(setup, device, reboot);
  const layout = logoutLayout(setup, settings, model, has);
  if (layout === undefined && setup.policies.noLogoutLayout !== "minimal") {
    return setup.policies.noLogoutLayout === "blank"
      ? fullLogout(setup, device, reboot)
      : { kind: "refused", refusal: { reason: "no-logout-layout", model } };
  }
  const mapping: Omit<Mapping, "active"> = {
    extension: placeholder,
    role: "placeholder",
    template: settings.logoutTemplate ?? defaultTemplate,
    layout,
  };
  return { kind: "logged-out", change: { kind: "assign", mac: device.mac, model, mapping }, reboot };
}

/** The extension to log out to; undefined: Full Logout. */
function placeholderOf(
  setup: Setup,
  settings: EffectiveHotdesk,
  orphaned: boolean,
  has: HasFault,
): string | undefined {
  if (has("logout-always-full")) return undefined;
  if (orphaned && setup.policies.logoutWithoutMapping === "blank") return undefined;
  return settings.logoutAction === "full" ? undefined : settings.logoutAction;
}

function logoutLayout(
  setup: Setup,
  settings: EffectiveHotdesk,
  model: string,
  has: HasFault,
): string | undefined {
  if (has("logout-layout-of-other-model")) {
    const other = Object.values(setup.modelLayouts)
      .map((layout) => layout.model)
      .find((name) => name !== model && settings.logoutModelLayout(name) !== undefined);
    if (other !== undefined) return settings.logoutModelLayout(other);
  }
  return settings.logoutModelLayout(model);
}

/** An orphan has no mapping that could be kept; its next login is a first one (HD-7). */
function fullLogout(setup: Setup, device: Device, reboot: boolean): LogoutOutcome {
  const kept = device.mapping !== undefined && setup.policies.mappingAfterFullLogout === "keep";
  return {
    kind: "logged-out",
    change: { kind: kept ? "deactivate" : "forget", mac: device.mac },
    reboot,
  };
}
