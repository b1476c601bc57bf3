import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { deskPolicies } from "./policies/desk.js";
import { layoutPolicies } from "./policies/layout.js";
import { loginPolicies } from "./policies/login.js";
import { logoutPolicies } from "./policies/logout.js";
import { mappingPolicies } from "./policies/mapping.js";
import { phonePolicies } from "./policies/phone.js";
import { pinPolicies } from "./policies/pin.js";
import type { Policy } from "./policies/policy.js";

/**
 * Where the seed page is silent, the behaviour is a named policy with a default (hot-desking.md §4). Each stands in
 * one place under `policies/`, with its values, their texts and its default.
 */

const policies = {
  ...loginPolicies,
  ...pinPolicies,
  ...logoutPolicies,
  ...mappingPolicies,
  ...layoutPolicies,
  ...phonePolicies,
  ...deskPolicies,
} as const;

export type PolicyName = keyof typeof policies;
export const policyNames = Object.keys(policies) as PolicyName[];

type SchemasOf<Policies> = {
  [Name in keyof Policies]: Policies[Name] extends { readonly schema: infer Schema } ? Schema : never;
};

function schemasOf<Policies extends Readonly<Record<string, Policy>>>(given: Policies): SchemasOf<Policies> {
  const schemas = Object.entries(given).map(([name, { schema }]) => [name, schema]);
  return Object.fromEntries(schemas) as SchemasOf<Policies>;
}

export const policiesSchema = kebabObject(schemasOf(policies));
export type Policies = z.output<typeof policiesSchema>;

const phonePoliciesSchema = kebabObject(schemasOf(phonePolicies));
/** Policies that a phone carries out by itself; the harness gives them to its phones. */
export type PhoneBehaviour = z.output<typeof phonePoliciesSchema>;

// So that an editor shows the texts, and `deskfleet schema setup` prints them.
for (const { schema, decides, values } of Object.values<Policy>(policies)) {
  const each = Object.entries(values).map(([value, text]) => `${value}: ${text}`);
  z.globalRegistry.add(schema, { description: [decides, ...each].join("\n") });
}

/** What a policy decides, and what each of its values means. */
export function policyText(name: PolicyName): Pick<Policy, "decides" | "values"> {
  return policies[name];
}

/** Names of all values of a policy; a value with an argument goes by its kind. */
export function policyValues(name: PolicyName): readonly string[] {
  return Object.keys(policies[name].values);
}

/** The name of the value that a policy has. */
export function policyValueName(name: PolicyName, chosen: Policies): string {
  const key = name.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
  const value = (chosen as Readonly<Record<string, unknown>>)[key];
  if (typeof value === "number") return "seconds";
  if (typeof value === "object" && value !== null) {
    const { by, kind } = value as { by?: string; kind?: string };
    return by ?? kind ?? "";
  }
  return String(value);
}
