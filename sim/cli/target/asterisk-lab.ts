import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AsteriskLab, LabTrunks } from "../../backend/assembly/asterisk-stack.js";
import { asteriskConfig } from "../../backend/asterisk/export/asterisk-config.js";
import type { ExportOptions } from "../../backend/asterisk/export/export-options.js";
import { exportedTrunks } from "../../backend/asterisk/export/far-ends.js";
import { type NotExpressed, notExpressed } from "../../backend/asterisk/export/not-expressed.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Setup } from "../../model/setup/setup.js";
import { writeWholeFile } from "../files/whole-file.js";

/** What a setup changes. The rest was made by `deskfleet export`, and is read by a start of Asterisk alone. */
const ofSetup: ReadonlySet<string> = new Set([
  "pjsip.endpoint.conf",
  "pjsip.aor.conf",
  "pjsip.auth.conf",
  "pjsip.identify.conf",
  "extensions.conf",
  "voicemail.conf",
]);

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
      const [lacking] = notExpressed(setup).filter((each) => !isElsewhere(each));
      if (lacking !== undefined)
        throw new DeskfleetError("DF_CAPABILITY", `Asterisk cannot be as this setup: ${lacking.why}`);
      for (const { name, text, secret } of asteriskConfig(setup, optionsFor(folder, host, trunks))) {
        if (ofSetup.has(name)) writeWholeFile(join(folder, name), text, secret);
      }
    },
    trunkOf,
  };
}

/**
 * What Asterisk's files do not say and the verdicts do not suffer from: the module has it (hot desking, files and apps, the
 * PIN that people log in with, the transport that phones are told), the phones have it (names), the embedded PBX does the
 * same (nobody registers where nobody knows how many may), or it is told as lacking (notices, call records).
 */
const elsewhere: readonly (readonly [first: string, last?: string])[] = [
  ...[["groups"] as const, ["port-settings"] as const, ["sip-transport"] as const, ["names"] as const],
  ...[["extensions", "pin"] as const, ["extensions", "max-contacts"] as const],
  ...[["routes", "notify"] as const, ["pin-sets", "record-in-cdr"] as const],
];

function isElsewhere({ path }: NotExpressed): boolean {
  return elsewhere.some(([first, last]) => path[0] === first && (last === undefined || path.at(-1) === last));
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
