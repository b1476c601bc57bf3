import type { Conf } from "../read/conf.js";
import type { Fault, Read } from "../read/fault.js";

export interface PjsipFile {
  /** Without its folder, as in `pjsip.aor_custom_post.conf`. */
  readonly name: string;
  readonly shown: string;
  readonly conf: Conf;
}

/** A section as Asterisk has it after all additions: key → its values, in order. */
export interface PjsipObject {
  readonly name: string;
  readonly settings: ReadonlyMap<string, readonly string[]>;
}

type Growing = PjsipObject & { readonly settings: Map<string, string[]> };

/** The order in which `pjsip.conf` includes them (FI-1). */
const order = [
  "pjsip_custom",
  ...["endpoint", "aor", "auth", "identify"].flatMap((part) =>
    ["_custom", "", "_custom_post"].map((suffix) => `pjsip.${part}${suffix}`),
  ),
  "pjsip_custom_post",
].map((name) => `${name}.conf`);

/** Settings that only an AOR has: in an endpoint they make it fail to load. */
const aorSettings = [
  "max_contacts",
  "remove_existing",
  "contact",
  "minimum_expiration",
  "maximum_expiration",
];

/**
 * Puts the files of PJSIP together as Asterisk does (FI-5): `(+)` adds to the first section of that name, or the first that
 * the filter behind it fits; a template gives its settings first.
 */
export function pjsipObjects(files: readonly PjsipFile[]): Read<readonly PjsipObject[]> {
  const faults: Fault[] = [];
  const objects: Growing[] = [];
  const byName = new Map<string, Growing[]>();
  const templates = new Map<string, Growing>();
  const sorted = files.toSorted((left, right) => order.indexOf(left.name) - order.indexOf(right.name));
  for (const { shown: file, conf } of sorted) {
    for (const { name, line, options, entries } of conf.sections) {
      // It holds includes alone (FI-2).
      if (name === "0") continue;
      const tell = (message: string) => faults.push({ file, line, message });
      const addition = options.find((option) => option.startsWith("+"));
      const own =
        addition === undefined
          ? begin(name, options, templates)
          : firstOf(byName.get(name), addition.slice(1));
      if (own === undefined) {
        tell(`[${name}](${addition}) adds to a section that is not there: Asterisk does not load this file`);
        continue;
      }
      if (addition === "+" && isEndpoint(own) && entries.some(({ key }) => aorSettings.includes(key))) {
        tell(
          `[${name}](+) changes the endpoint, not the AOR: the endpoint is missing after the next start; write (+type=aor)`,
        );
        continue;
      }
      for (const { key, value } of entries) own.settings.set(key, [...(own.settings.get(key) ?? []), value]);
      if (options.includes("!")) templates.set(name, own);
      else if (addition === undefined) {
        objects.push(own);
        byName.set(name, [...(byName.get(name) ?? []), own]);
      }
    }
  }
  return { content: objects, faults };
}

function begin(name: string, options: readonly string[], templates: ReadonlyMap<string, Growing>): Growing {
  const inherited = options.flatMap((option) => [...(templates.get(option)?.settings ?? [])]);
  return { name, settings: new Map(inherited.map(([key, values]) => [key, [...values]])) };
}

function firstOf(sections: readonly Growing[] = [], filter: string): Growing | undefined {
  const [key = "", value = ""] = filter.split("=");
  return sections.find(({ settings }) => filter === "" || settings.get(key)?.includes(value) === true);
}

function isEndpoint({ settings }: PjsipObject): boolean {
  return settings.get("type")?.includes("endpoint") === true;
}
