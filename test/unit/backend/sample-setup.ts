import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseMac } from "../../../sim/model/mac.js";
import { parseProfile } from "../../../sim/model/profile/parse-profile.js";
import type { Profile, Profiles } from "../../../sim/model/profile/profile.js";
import { type Setup, type SetupInput, setupFileSchema } from "../../../sim/model/setup/setup.js";

const file = parse(readFileSync("scenarios/setups/two-offices.yaml", "utf8")) as SetupInput;

/** What the file of the built-in setup says. */
export function sampleInput(): SetupInput {
  return structuredClone(file);
}

/** The built-in setup after a change of what its file says. */
export function sampleSetup(change: (input: SetupInput) => void = () => {}): Setup {
  const input = sampleInput();
  change(input);
  return setupFileSchema.parse(input);
}

/** The built-in setup under other policies. */
export function setupWith(policies: NonNullable<SetupInput["policies"]>): Setup {
  return sampleSetup((input) => {
    input.policies = policies;
  });
}

const family = "profiles/families/htek-500.yaml";
const families = new Map([["htek-500", { file: family, text: readFileSync(family, "utf8") }]]);

function read(file: string): Profile {
  return parseProfile({ file, text: readFileSync(file, "utf8") }, families);
}

export const profiles: Profiles = new Map(
  ["cip230", "cip250", "cip270"].map((name) => read(`profiles/${name}.yaml`)).map((p) => [p.model, p]),
);

export function profileOf(model: string): Profile {
  const profile = profiles.get(model);
  if (!profile) throw new Error(`no profile for ${model}`);
  return profile;
}

export function mac(text: string) {
  const parsed = parseMac(text);
  if (!parsed) throw new Error(`no MAC: ${text}`);
  return parsed;
}
