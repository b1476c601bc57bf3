import { asteriskConfig } from "../../../../../sim/backend/asterisk/export/asterisk-config.js";
import type { ExportOptions } from "../../../../../sim/backend/asterisk/export/export-options.js";
import { type Conf, readConf } from "../../../../../sim/import/read/conf.js";
import type { SetupInput } from "../../../../../sim/model/setup/setup.js";
import { sampleSetup } from "../../sample-setup.js";

export const options: ExportOptions = {
  host: "127.0.0.1",
  sipPort: 5060,
  sipTlsPort: 5061,
  amiPort: 5038,
  amiSecret: "ami-secret",
  folder: "/etc/lab",
  psap: { host: "127.0.0.9", port: 5080 },
  carrier: { host: "127.0.0.9", port: 5080 },
};

/** The files of the built-in setup after a change, by name, each with what it says. */
export function exported(
  change: (input: SetupInput) => void = () => {},
  given: Partial<ExportOptions> = {},
): ReadonlyMap<string, { readonly text: string; readonly secret: boolean; readonly ofSetup: boolean }> {
  const files = asteriskConfig(sampleSetup(change), { ...options, ...given });
  return new Map(files.map(({ name, ...file }) => [name, file]));
}

/** As Asterisk reads it, by our own reader of such files. */
export function conf(text: string): Conf {
  const { content, faults } = readConf("a.conf", Buffer.from(text));
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join("\n"));
  return content;
}

/** Settings of a section in a file of the built-in setup after a change. */
export function section(
  file: string,
  name: string,
  change?: (input: SetupInput) => void,
  given?: Partial<ExportOptions>,
): Readonly<Record<string, string>> {
  const { sections } = conf(exported(change, given).get(file)?.text ?? "");
  const found = sections.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no [${name}] in ${file}`);
  return Object.fromEntries(found.entries.map(({ key, value }) => [key, value]));
}

/** Lines of a context of the dial plan, without what they are for. */
export function context(
  name: string,
  change?: (input: SetupInput) => void,
  given?: Partial<ExportOptions>,
): string[] {
  const text = exported(change, given).get("extensions.conf")?.text ?? "";
  const [, body] = text.split(`\n[${name}]\n`);
  if (body === undefined) throw new Error(`no [${name}]`);
  const [own = ""] = body.split(/\n\[/);
  return own
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith(";"));
}
