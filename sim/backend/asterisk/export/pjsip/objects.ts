import type { Setup } from "../../../../model/setup/setup.js";
import type { ConfFile } from "../conf-file.js";
import { confText, type Section } from "../conf-text.js";
import { denyAll } from "../dialplan/contexts-of.js";
import type { ExportOptions } from "../export-options.js";
import type { ExportedTrunk } from "../far-ends.js";
import { extensionObjects } from "./extensions.js";
import { notifyingEndpoint } from "./global.js";
import { trunkObjects } from "./trunks.js";

/** pjsip.endpoint.conf, pjsip.aor.conf, pjsip.auth.conf, pjsip.identify.conf. */
export function pjsipObjects(
  setup: Setup,
  trunks: readonly ExportedTrunk[],
  options: ExportOptions,
): ConfFile[] {
  const ofExtensions = extensionObjects(setup, options);
  const ofTrunks = trunkObjects(trunks, options);
  const file = (kind: string, sections: readonly Section[], secret = false): ConfFile => ({
    name: `pjsip.${kind}.conf`,
    text: confText([], sections),
    secret,
    ofSetup: true,
  });
  return [
    file("endpoint", [...ofExtensions.endpoints, ...ofTrunks.endpoints, notifier]),
    file("aor", [...ofExtensions.aors, ...ofTrunks.aors]),
    file("auth", ofExtensions.auths, true),
    file("identify", [...ofExtensions.identifies, ...ofTrunks.identifies]),
  ];
}

const notifier: Section = {
  name: notifyingEndpoint,
  about: "Sends a NOTIFY to the URI of a contact; nobody can be it.",
  settings: [
    ["type", "endpoint"],
    ["context", denyAll],
    ["identify_by", "ip"],
    ["disallow", "all"],
    ["allow", "ulaw"],
  ],
};
