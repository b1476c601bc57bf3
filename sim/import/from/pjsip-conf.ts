import type { EmergencyDeviceFacts, ExtensionFacts } from "../facts/facts.js";
import { matchList } from "./devices-sql.js";
import { wholeNumber } from "./json-shape.js";
import type { PjsipObject } from "./pjsip-objects.js";

export interface PjsipFacts {
  readonly extensions: ReadonlyMap<string, ExtensionFacts>;
  readonly emergencyDevices?: ReadonlyMap<string, EmergencyDeviceFacts>;
}

/**
 * The SIP side of each extension as Asterisk runs it (FI-3, FI-4). An endpoint whose caller id is a number alone is an
 * emergency device; trunks have names, not numbers.
 */
export function pjsipFacts(objects: readonly PjsipObject[]): PjsipFacts {
  const found = new Map<string, PjsipObject[]>();
  for (const object of objects) {
    const type = last(object, "type") ?? "";
    // An extension is identified by any number of sections, each with a name of its own.
    const key = `${type} ${type === "identify" ? last(object, "endpoint") : object.name}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [object]);
    else same.push(object);
  }
  const extensions = new Map<string, ExtensionFacts>();
  const emergencyDevices = new Map<string, EmergencyDeviceFacts>();
  for (const endpoint of objects.filter((each) => last(each, "type") === "endpoint")) {
    const { name: number } = endpoint;
    const callerId = last(endpoint, "callerid") ?? "";
    const aor = found.get(`aor ${number}`)?.[0];
    if (!/^\d+$/.test(number) || aor === undefined || last(aor, "contact") !== undefined) continue;
    if (/^\d+$/.test(callerId)) {
      const secret = last(found.get(`auth ${number}-auth`)?.[0], "password");
      const maxContacts = wholeNumber(last(aor, "max_contacts"));
      emergencyDevices.set(number, {
        emergencyCid: callerId,
        ...(secret === undefined ? {} : { secret }),
        ...(maxContacts === undefined ? {} : { maxContacts }),
      });
      continue;
    }
    const identifies = found.get(`identify ${number}`) ?? [];
    extensions.set(number, {
      technology: "pjsip",
      // A `;` in the name has cut the number off, and the rest of the name (FI-8).
      ...given("name", /^(.*) <\d+>$/.exec(callerId)?.[1]),
      ...given("secret", last(found.get(`auth ${number}-auth`)?.[0], "password")),
      ...given("context", last(endpoint, "context")),
      ...given("maxContacts", wholeNumber(last(aor, "max_contacts"))),
      ...given("removeExisting", yesOrNo(last(aor, "remove_existing"))),
      matchPermit: identifies.flatMap(({ settings }) => (settings.get("match") ?? []).flatMap(matchList)),
    });
  }
  return { extensions, ...(emergencyDevices.size === 0 ? {} : { emergencyDevices }) };
}

/** Of a setting that stands twice Asterisk takes the last. */
function last(object: PjsipObject | undefined, key: string): string | undefined {
  return object?.settings.get(key)?.at(-1);
}

function yesOrNo(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : /^(?:yes|true|y|t|1|on)$/i.test(text);
}

function given<Key extends keyof ExtensionFacts>(key: Key, value: ExtensionFacts[Key]): ExtensionFacts {
  return value === undefined ? {} : { [key]: value };
}
