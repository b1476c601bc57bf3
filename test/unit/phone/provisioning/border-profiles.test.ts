import { expect, test } from "vitest";
import { loadProfiles } from "../../../../sim/files/package-files.js";
import type { Profile } from "../../../../sim/model/profile/profile.js";
import { knownParameters } from "../../../../sim/phone/provisioning/known-parameters.js";
import { mapConfig, surplusOf } from "../../../../sim/phone/provisioning/map-config.js";
import { parseConfig } from "../../../../sim/phone/provisioning/parse-config.js";
import { configFile, lineKey } from "../support/config-file.js";

/** Phones at the borders of the family's schema; no user meets them, so they lie with the tests. */
const profiles = loadProfiles("test/unit/phone/profiles");

function profileOf(model: string): Profile {
  const profile = profiles.get(model);
  if (!profile) throw new Error(`no profile ${model}`);
  return profile;
}

function parametersOf(profile: Profile, ...parts: Parameters<typeof configFile>) {
  const parsed = parseConfig(configFile(...parts));
  if (!parsed.ok) throw new Error(parsed.reason);
  return knownParameters(parsed.parameters, profile);
}

/** An account of that number, on SIP profile 1. */
function account(profile: Profile, number: number) {
  const numbers = profile.accountParameters[number - 1];
  const [server] = profile.sipProfileParameters;
  if (!numbers || !server) throw new Error(`no account ${number}`);
  return {
    [numbers.active]: "1",
    [numbers.profile]: "0",
    [numbers.user]: `10${number}`,
    [server.server]: "127.0.0.1:9",
  };
}

test("on the smallest phone Line and Login fit, and what does not fit is reported (HD-42, HD-43, HD-48)", () => {
  const profile = profileOf("TEST-MIN");
  const file = parametersOf(
    profile,
    lineKey(profile, 1, "line"),
    lineKey(profile, 4, "app-login"),
    lineKey(profile, 5, "park"),
    account(profile, 2),
  );
  expect(mapConfig(file, profile)).toMatchObject({
    account: undefined,
    keys: [
      { key: 1, type: "line" },
      { key: 4, type: "app-login" },
    ],
  });
  expect(surplusOf(file, profile)).toEqual([
    "account 2: the TEST-MIN has 1",
    "line key 5 (Park): the TEST-MIN has 4",
  ]);
});

test("on the largest phone every key of all three address blocks and account 16 work", () => {
  const profile = profileOf("TEST-MAX");
  const keys = Array.from({ length: 45 }, (_, index) =>
    lineKey(profile, index + 1, "speed-dial", `Key ${index + 1}`, String(1000 + index)),
  );
  const file = parametersOf(profile, ...keys, account(profile, 16));
  const config = mapConfig(file, profile);
  expect(config.keys.map(({ key, label, value }) => [key, label, value])).toEqual(
    Array.from({ length: 45 }, (_, index) => [index + 1, `Key ${index + 1}`, String(1000 + index)]),
  );
  expect(config.account).toMatchObject({ number: 16, extension: "1016" });
  expect(surplusOf(file, profile)).toEqual([]);
});

test("no two fields of a phone share a parameter", () => {
  const { lineKeyBlocks, accountParameters, sipProfileParameters, settingParameters, pagingParameters } =
    profileOf("TEST-MAX");
  const used = [...accountParameters, ...sipProfileParameters, settingParameters].flatMap((each): number[] =>
    Object.values(each),
  );
  for (let group = 0; group < pagingParameters.count; group++) {
    for (const { base, step } of [pagingParameters.address, pagingParameters.label]) {
      used.push(base + step * group);
    }
  }
  for (const { from, to, ...fields } of lineKeyBlocks) {
    for (let index = 0; index <= to - from; index++) {
      for (const { base, step } of Object.values(fields)) used.push(base + step * index);
    }
  }
  expect(used.filter((number, index) => used.indexOf(number) !== index)).toEqual([]);
});
