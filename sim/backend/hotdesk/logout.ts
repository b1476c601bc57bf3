import { fullLogoutChange } from "./full-logout-change.js";
import type { LogoutOutcome } from "./logout-outcome.js";
import { placeholderAt } from "./logout-placeholder.js";
import { type LogoutSettings, logoutSettingsFor } from "./logout-settings.js";
import { type Device, inUse, type Mapping } from "./mapping.js";
import type { RuleContext } from "./rule-context.js";
import { defaultTemplate } from "./template.js";

/**
 * Logs the user of a phone out by the Logout Action of the *user's* settings (HD-73): fully, or to a placeholder with
 * the template and the layout of the phone's model (HD-75 to HD-79). Does not ask whether the phone is in a call.
 * @param model of the phone
 */
export function decideLogout(device: Device | undefined, model: string, context: RuleContext): LogoutOutcome {
  const used = inUse(device);
  if (!device || used?.role !== "user") return { kind: "nobody" };
  return context.seams.logout(logoutFrom(device, used, model, context), device);
}

function logoutFrom(device: Device, used: Mapping, model: string, context: RuleContext): LogoutOutcome {
  const { setup } = context;
  const orphaned = device.mapping === undefined;
  const reboot = orphaned; // HD-8
  const settings = logoutSettingsFor(setup, { extension: used.extension, model, atLogin: used.atLogin });
  const blank = orphaned && setup.policies.logoutWithoutMapping === "blank";
  const placeholder = blank ? undefined : placeholderAt(device.mac, settings.action, context);
  if (placeholder === undefined) return fullLogout(device, context, reboot);
  if (settings.layout === undefined && setup.policies.noLogoutLayout !== "minimal") {
    return setup.policies.noLogoutLayout === "blank"
      ? fullLogout(device, context, reboot)
      : { kind: "refused", refusal: { reason: "no-logout-layout", model } };
  }
  const mapping: Omit<Mapping, "active"> = {
    extension: placeholder,
    role: "placeholder",
    template: logoutTemplate(settings, used, context),
    layout: settings.layout,
  };
  return { kind: "logged-out", change: { kind: "assign", mac: device.mac, model, mapping }, reboot };
}

/** HD-49: none is needed; policy no-logout-template. */
function logoutTemplate(settings: LogoutSettings, used: Mapping, { setup }: RuleContext): string | undefined {
  if (settings.template !== undefined) return settings.template;
  return setup.policies.noLogoutTemplate === "keep-user" ? used.template : defaultTemplate;
}

function fullLogout(device: Device, { setup }: RuleContext, reboot: boolean): LogoutOutcome {
  return { kind: "logged-out", change: fullLogoutChange(device, setup), reboot };
}
