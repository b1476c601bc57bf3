import type { Setup } from "../../../model/setup/setup.js";
import type { ConfFile } from "./conf-file.js";
import { extensionsConf } from "./dialplan/extensions-conf.js";
import type { ExportOptions } from "./export-options.js";
import { exportedTrunks } from "./far-ends.js";
import { managerConf } from "./manager.js";
import { notifyConf } from "./notify.js";
import { pjsipConf } from "./pjsip/global.js";
import { pjsipObjects } from "./pjsip/objects.js";
import { transportsConf } from "./pjsip/transports.js";
import { platformConfs } from "./platform.js";
import { voicemailConf } from "./voicemail.js";

/** A setup as a complete configuration of Asterisk 22, in the shape that FreePBX gives it. */
export function asteriskConfig(setup: Setup, options: ExportOptions): ConfFile[] {
  const trunks = exportedTrunks(setup, options);
  return [
    ...platformConfs(options),
    pjsipConf(),
    transportsConf(options),
    ...pjsipObjects(setup, trunks, options),
    notifyConf(),
    extensionsConf(setup, trunks),
    voicemailConf(setup),
    managerConf(options),
  ];
}
