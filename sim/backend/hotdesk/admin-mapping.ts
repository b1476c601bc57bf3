import type { MappingView, PutMapping } from "../../model/control/control-api.js";
import type { Mac } from "../../model/mac.js";
import { extensionOf } from "../../model/setup/extension-of.js";
import type { Setup } from "../../model/setup/setup.js";
import { logoutSettingsNow } from "./logout-settings.js";
import type { AssignMapping, Device } from "./mapping.js";
import type { Mappings } from "./mapping-store.js";
import { layoutNamed } from "./model-layout.js";

/** A mapping that an admin enters, checked against the setup. */
export type AdminMapping =
  | { readonly kind: "change"; readonly change: AssignMapping }
  | { readonly kind: "refused"; readonly error: string; readonly conflict: boolean };

/** The phone itself notices nothing until it fetches its file again. */
export function adminMapping(setup: Setup, mappings: Mappings, mac: Mac, put: PutMapping): AdminMapping {
  const refused = (error: string, conflict = false): AdminMapping => ({ kind: "refused", error, conflict });
  const { extension, model, template, layout } = put;
  const settings = extensionOf(setup, extension);
  if (settings === undefined) return refused(`there is no extension "${extension}"`);
  // On an emergency device nobody is logged in, as on a placeholder.
  const role = settings.role === "user" ? "user" : "placeholder";
  if (!Object.hasOwn(setup.templates, template)) return refused(`there is no template "${template}"`);
  const chosen = layoutNamed(setup, layout);
  if (!chosen) return refused(`there is no model layout "${layout}"`);
  if (chosen.model !== model) return refused(`model layout "${layout}" is for ${chosen.model}, not ${model}`);
  const elsewhere = mappings.holdersOf(extension).find((device) => device.mac !== mac);
  if (role === "user" && elsewhere && setup.policies.secondLogin !== "both") {
    return refused(`extension ${extension} is logged in on ${elsewhere.mac}`, true);
  }
  const atLogin = role === "user" ? logoutSettingsNow(setup, extension, model) : undefined;
  return {
    kind: "change",
    change: { kind: "assign", mac, model, mapping: { extension, role, template, layout, atLogin } },
  };
}

/** A phone's mapping as the admin sees it. */
export function mappingView({ mac, model, mapping }: Device): MappingView {
  return {
    mac,
    model,
    extension: mapping?.extension,
    role: mapping?.role,
    template: mapping?.template,
    layout: mapping?.layout,
    active: mapping?.active ?? false,
  };
}
