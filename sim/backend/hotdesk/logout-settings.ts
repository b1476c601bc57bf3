import type { Setup } from "../../model/setup/setup.js";
import { effectiveHotdesk, userOfExtension } from "./effective-settings.js";

/** The fields of the Hotdesk tab that decide a logout, for one user and one phone model; absent: not set. */
export interface LogoutSettings {
  /** `full`, or the placeholder's number; absent counts as full. */
  readonly action?: string | undefined;
  readonly template?: string | undefined;
  readonly layout?: string | undefined;
}

/** What holds for the user of an extension now (PBX-115). @param model of the phone */
export function logoutSettingsNow(setup: Setup, extension: string, model: string): LogoutSettings {
  const settings = effectiveHotdesk(setup, extension);
  return {
    action: settings.logoutAction,
    template: settings.logoutTemplate,
    layout: settings.logoutModelLayout(model),
  };
}

/**
 * What counts at a logout: the settings of now, or those of the login (policy logout-settings-at, PBX-121). For a user
 * who was deleted meanwhile those of the login count too: else an admin's clean-up would cost the desk its 911.
 */
export function logoutSettingsFor(
  setup: Setup,
  { extension, model, atLogin }: { extension: string; model: string; atLogin: LogoutSettings | undefined },
): LogoutSettings {
  const remembered = setup.policies.logoutSettingsAt === "login" || !userOfExtension(setup, extension);
  return (remembered && atLogin) || logoutSettingsNow(setup, extension, model);
}
