import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AsteriskLab, LabTrunks } from "../../backend/assembly/asterisk-stack.js";
import { asteriskConfig } from "../../backend/asterisk/export/asterisk-config.js";
import type { ExportOptions } from "../../backend/asterisk/export/export-options.js";
import { exportedTrunks } from "../../backend/asterisk/export/far-ends.js";
import { notExpressed } from "../../backend/asterisk/export/not-expressed.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Setup } from "../../model/setup/setup.js";
import { writeWholeFile } from "../files/whole-file.js";

/**
 * A folder that `deskfleet export` has written and that a laboratory's Asterisk runs from.
 * @param host numeric address that it listens on
 * @throws DeskfleetError DF_FILE_REFERENCE where that folder was not written by `deskfleet export`
 */
export function asteriskLab(folder: string, host: string): AsteriskLab {
  const lacking = ["asterisk.conf", "pjsip.transports.conf"].find((name) => !existsSync(join(folder, name)));
  if (lacking !== undefined) {
    throw new DeskfleetError("DF_FILE_REFERENCE", `asterisk.config: there is no ${lacking} in ${folder}`, {
      hint: "Make the folder with `deskfleet export SETUP --to FOLDER`, and start Asterisk from it.",
    });
  }
  return {
    write: async (setup, trunks) => {
      const [lacking] = notExpressed(setup).filter(({ hadElsewhere }) => !hadElsewhere);
      if (lacking !== undefined)
        throw new DeskfleetError("DF_CAPABILITY", `Asterisk cannot be as this setup: ${lacking.why}`);
      for (const { name, text, secret, ofSetup } of asteriskConfig(setup, optionsFor(folder, host, trunks))) {
        if (ofSetup) writeWholeFile(join(folder, name), text, secret);
      }
    },
    trunkOf,
  };
}

/** Ports and secrets stand in files that are not written again. */
function optionsFor(folder: string, host: string, { farEnd, down }: LabTrunks): ExportOptions {
  const unread = { sipPort: 0, sipTlsPort: 0, amiPort: 0, amiSecret: "" };
  return { ...unread, host, folder, psap: farEnd, carrier: farEnd, unreachable: new Set(down) };
}

function trunkOf(setup: Setup, endpoint: string): string | undefined {
  const trunks = exportedTrunks(setup, { psap: undefined, carrier: undefined });
  return trunks.find(({ id }) => id === endpoint)?.name;
}
