import { auditedRules } from "../../model/rules/audited-rules.js";
import { ruleIds } from "../../model/rules/rules.js";
import { comesWithUser } from "../../model/setup/comes-with-user.js";
import { kindOfName } from "../../model/setup/kind-of-name.js";
import type { Setup } from "../../model/setup/setup.js";
import { callerIdFault, outsideNumberFault } from "./far-end-names.js";
import { keyLabelFault, keyValueFault } from "./key-names.js";
import { type KnownNames, namesIn } from "./known-names.js";
import { layoutDescriptionFault } from "./layout-descriptions.js";
import type { NameFault } from "./name-fault.js";
import type { NameKind } from "./named.js";

/** @returns what is wrong with a name; undefined: it is the name of something */
type NameRule = (name: string, known: KnownNames) => NameFault | undefined;

/** What the names of each kind are looked up in. Those of the setup are not, where it could not be read. */
export const nameRules: { readonly [Kind in NameKind]: NameRule } = {
  model: (name, { models }) => unless(models, name, `there is no profile for the model "${name}"`),
  phone: phoneFault,
  "new-call": (name, { calls }) =>
    calls.has(name) ? { message: `an earlier step already calls a call "${name}"`, known: [] } : undefined,
  call: callFault,
  "call-on-phone": (name, known) => (/^in-\d+$/.test(name) ? undefined : callFault(name, known)),
  extension: inSetup("extension", ({ extensions }) => extensions),
  caller: (name, known) =>
    known.setups.some(({ emergencyNumbers }) => emergencyNumbers.includes(name))
      ? undefined
      : inSetup("extension", ({ extensions }) => extensions)(name, known),
  user: userFault,
  group: inSetup("group", ({ groups }) => groups),
  template: inSetup("template", ({ templates }) => templates),
  layout: inSetup("layout", ({ modelLayouts }) => modelLayouts),
  "layout-description": (name, { setups }) => layoutDescriptionFault(name, setups),
  location: inSetup("location", ({ locations }) => locations),
  trunk: inSetup("trunk", ({ trunks }) => trunks),
  "caller-id": (name, { setups }) => callerIdFault(name, setups),
  "outside-number": (name, { setups }) => outsideNumberFault(name, setups),
  "key-label": (name, { setups }) => keyLabelFault(name, setups),
  "key-value": (name, { setups }) => keyValueFault(name, setups),
  "audited-rule": auditedRuleFault,
};

function unless(known: readonly string[], name: string, message: string): NameFault | undefined {
  return known.includes(name) ? undefined : { message, known };
}

/** What a step is done to is a phone, also where it is about a call. */
function phoneFault(
  name: string,
  { phones = new Set([name]), calls, laterCalls }: KnownNames,
): NameFault | undefined {
  const message = `there is no phone "${name}" under phones`;
  const isCall = !phones.has(name) && (calls.has(name) || laterCalls.has(name));
  if (!isCall) return unless([...phones], name, message);
  const [phone = "lobby"] = phones;
  return {
    message: `${message}: that is a call; a step names its phone, as in { phone: ${phone}, call: ${name} }`,
    known: [],
  };
}

function inSetup(kind: string, section: (setup: Setup) => object): NameRule {
  return (name, { setups, models }) => {
    const setup = setups.at(-1);
    const known = namesIn(setups, section);
    if (setup === undefined || known.includes(name)) return undefined;
    const found = kindOfName(name, setup, models);
    const message = `there is no ${kind} "${name}" in the setup`;
    return found === undefined ? { message, known } : { message: `${message}: that is ${found}`, known: [] };
  };
}

function callFault(name: string, { calls, laterCalls }: KnownNames): NameFault | undefined {
  if (calls.has(name)) return undefined;
  if (laterCalls.has(name)) {
    return { message: `the call "${name}" is dialled only by a later step`, known: [] };
  }
  return { message: `no dial step calls a call "${name}" (\`as: ${name}\`)`, known: [...calls] };
}

/** Every extension has a user of its name, unless it was made without one (PBX-120, PBX-121). */
function userFault(name: string, { setups }: KnownNames): NameFault | undefined {
  if (setups.length === 0) return undefined;
  const known = setups.flatMap(({ users, extensions }) => [
    ...Object.keys(users),
    ...Object.entries(extensions).flatMap(([number, settings]) => (comesWithUser(settings) ? [number] : [])),
  ]);
  if (known.includes(name)) return undefined;
  return namesIn(setups, ({ extensions }) => extensions).includes(name)
    ? { message: `the extension ${name} has no user: it says \`create-user: false\``, known: [] }
    : { message: `there is no user "${name}" in the setup`, known: [...new Set(known)] };
}

/** Nothing would ever break `no-findings` of a rule that the audit does not look at. */
function auditedRuleFault(name: string): NameFault | undefined {
  if ((auditedRules as readonly string[]).includes(name)) return undefined;
  if ((ruleIds as readonly string[]).includes(name)) {
    return { message: `the audit does not look at ${name}, only at ${auditedRules.join(", ")}`, known: [] };
  }
  return { message: `there is no rule ${name}`, known: kindred(name, [...ruleIds, ...auditedRules]) };
}

/** HD-107 means another HD rule, never a T: the nearest text alone could be either. */
export function kindred(rule: string, ids: readonly string[]): string[] {
  const prefix = /^[A-Z]+/.exec(rule.toUpperCase())?.[0] ?? "";
  return ids.filter((id) => id.replace(/-?\d+[a-z]?$/, "") === prefix);
}
