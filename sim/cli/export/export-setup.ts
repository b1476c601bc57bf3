import { randomBytes } from "node:crypto";
import { isAbsolute, join, resolve } from "node:path";
import { asteriskConfig } from "../../backend/asterisk/export/asterisk-config.js";
import type { ExportOptions } from "../../backend/asterisk/export/export-options.js";
import { exportedTrunks } from "../../backend/asterisk/export/far-ends.js";
import { notExpressed } from "../../backend/asterisk/export/not-expressed.js";
import { controlSocket } from "../../backend/asterisk/export/platform.js";
import { loadProfiles, loadSetup } from "../../files/package-files.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Trunk } from "../../model/setup/setup.js";
import { printable } from "../../transcript/printable.js";
import { reachableAddress } from "../backend/reachable-address.js";
import { builtInPath } from "../files/built-in-names.js";
import { standInWarnings } from "../files/stand-in-warnings.js";
import { asJson } from "../view/as-json.js";
import type { ExportArguments } from "./arguments.js";
import { type DeadEnd, type Exported, exportText } from "./export-text.js";
import { refuseOptions } from "./refused-options.js";
import { certificateWarnings, serverNames } from "./server-certificate.js";
import { checkFolder, writeConfig } from "./write-config.js";

/**
 * Writes the configuration, and says what it is and what is missing in it.
 * @throws DeskfleetErrors where the file is not a setup; DeskfleetError DF_CLI_USAGE, DF_EXPORT_TARGET, DF_FILE_WRITE
 */
export async function exportSetup(args: ExportArguments): Promise<void> {
  const setup = loadSetup(builtInPath("setups", args.setup), loadProfiles(args.profiles));
  const target = resolve(args.to ?? "");
  const options: ExportOptions = {
    host: reachableAddress("--host", args.host, { listener: "PBX", peers: "phones" }),
    sipPort: args["sip-port"] ?? (setup.sipPort || 5060),
    sipTlsPort: args["sip-tls-port"] ?? (setup.sipTlsPort || 5061),
    amiPort: args["ami-port"],
    amiSecret: args["ami-secret"] ?? randomBytes(18).toString("hex"),
    folder: seenAs(args["seen-as"]) ?? target,
    psap: args.psap,
    carrier: args.carrier ?? args.psap,
  };
  refuseOptions(options);
  checkFolder(target, args.force);
  const files = asteriskConfig(setup, options);
  const server = { names: serverNames(setup, options.host), kind: setup.portSettings.certificate };
  await writeConfig(target, files, server);
  const exported: Exported = {
    folder: target,
    files: files.map(({ name }) => name),
    deadEnds: exportedTrunks(setup, options).flatMap(({ name, peer, settings }) =>
      peer === undefined ? [{ trunk: name, flag: farEndFlag(settings) }] : [],
    ),
    notExpressed: notExpressed(setup),
    warnings: [...warningsOf(options), ...certificateWarnings(target, server), ...standInWarnings(setup)],
    start: `asterisk -f -C ${join(options.folder, "asterisk.conf")}`,
    stop: `asterisk -C ${join(options.folder, "asterisk.conf")} -rx 'core stop now'`,
  };
  process.stdout.write(args.json ? asJson(exported) : printable(exportText(exported)));
}

/** `--carrier` is `--psap` too where it is not given; a trunk that takes emergency calls has no other. */
function farEndFlag({ farEnd }: Pick<Trunk, "farEnd">): DeadEnd["flag"] {
  return farEnd === "carrier" ? "--carrier" : "--psap";
}

function seenAs(path: string | undefined): string | undefined {
  if (path === undefined || isAbsolute(path)) return path;
  throw new DeskfleetError("DF_CLI_USAGE", `--seen-as ${path}: expected an absolute path`);
}

/** Linux takes no longer names for a socket (unix(7)). */
const longestSocketPath = 107;

function warningsOf({ folder }: Pick<ExportOptions, "folder">): string[] {
  const socket = join(folder, controlSocket);
  if (Buffer.byteLength(socket) <= longestSocketPath) return [];
  return [`${socket} is too long for a socket: \`asterisk -rx\` will not reach it; write to a shorter path`];
}
