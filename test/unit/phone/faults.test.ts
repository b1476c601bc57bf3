import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { systemClock } from "../../../sim/sip/system-clock.js";
import { Transcript } from "../../../sim/transcript/transcript.js";
import { handsetOptions } from "./support/desk.js";

test("no part of a phone knows the planted defects, but for those that are one (ADR 6)", () => {
  const knowing = readdirSync("sim/phone", { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      file.endsWith(".ts") && readFileSync(join("sim/phone", file), "utf8").includes("rules/faults.js"),
  );
  expect(knowing).toEqual(["faults/phone-faults.ts"]);
});

test.each([
  ["whose calls have sound", { sound: { keyTimestamps: "own" } }, { keyTimestamps: "equal" }],
  ["whose calls are silent", {}, undefined],
] as const)("keys-share-a-timestamp concerns the keys alone, on a phone %s", (_what, phone, sound) => {
  const recorder = new Transcript(systemClock, (text) => text).scope({ phone: "lobby" });
  const faults = ["keys-share-a-timestamp"] as const;
  expect(handsetOptions(recorder, { configServer: undefined, ...phone, faults }).sound).toEqual(sound);
});
