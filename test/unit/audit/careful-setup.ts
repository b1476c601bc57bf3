import type { SetupInput } from "../../../sim/model/setup/setup.js";
import { sampleInput } from "../backend/sample-setup.js";

export type Change = (input: SetupInput) => void;

/** Two offices in which no check finds anything: what is careless is shown by one change of it. */
export function carefulInput(): SetupInput {
  const input = sampleInput();
  careful(input);
  return input;
}

const careful: Change = (input) => {
  input["port-settings"].protocol = "https";
  extension("1004", { voicemail: { pin: "50318264" } })(input);
  extension("1005", { voicemail: { pin: "91746205" } })(input);
  extension("9000", { "outbound-concurrency-limit": 0 })(input);
  group("Cleaners", { "logout-action": "9000" })(input);
  input.groups = { "Logged out phones": { hotdesk: { enabled: false } }, ...input.groups };
  input.users = { ...input.users, "9000": { groups: ["Logged out phones"] } };
  for (const route of input.routes ?? []) route.notify = { to: ["desk@example.test"], on: "pattern" };
  location("new-york", { desks: { CIP270: 4, CIP230: 1 } })(input);
  location("chicago", { desks: { CIP250: 5 } })(input);
};

export const extension =
  (number: string, more: Partial<SetupInput["extensions"][string]>): Change =>
  (input) => {
    Object.assign(input.extensions[number] ?? {}, more);
  };

export const location =
  (name: string, more: Partial<SetupInput["locations"][string]>): Change =>
  (input) => {
    Object.assign(input.locations[name] ?? {}, more);
  };

type Hotdesk = NonNullable<NonNullable<SetupInput["groups"]>[string]["hotdesk"]>;

export const group =
  (name: string, hotdesk: Hotdesk): Change =>
  (input) => {
    Object.assign(input.groups?.[name]?.hotdesk ?? {}, hotdesk);
  };

export const policies =
  (chosen: NonNullable<SetupInput["policies"]>): Change =>
  (input) => {
    input.policies = { ...input.policies, ...chosen };
  };

export const layout =
  (name: string, ...keys: NonNullable<NonNullable<SetupInput["model-layouts"]>[string]["keys"]>): Change =>
  (input) => {
    Object.assign(input["model-layouts"]?.[name] ?? {}, { keys });
  };

export const template =
  (name: string, more: NonNullable<SetupInput["templates"]>[string]): Change =>
  (input) => {
    input.templates = { ...input.templates, [name]: { ...input.templates?.[name], ...more } };
  };

export const both =
  (...changes: readonly Change[]): Change =>
  (input) => {
    for (const change of changes) change(input);
  };
