import { expect, test } from "vitest";
import { DeskMemory } from "../../../../sim/phone/provisioning/desk-memory.js";
import { parseConfig } from "../../../../sim/phone/provisioning/parse-config.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { secretPrint } from "../../../../sim/transcript/secret-print.js";
import { Transcript } from "../../../../sim/transcript/transcript.js";
import { accountOf, configFile } from "../support/config-file.js";
import { profileOf } from "../support/profile.js";

const profile = profileOf("CIP230");

test.each([
  ["full", secretPrint("wire-secret")],
  // A load run applies thousands of files, and nobody compares their passwords.
  ["outcomes", undefined],
] as const)("an applied file of a run with %s detail is recorded with the print %s", (detail, print) => {
  const transcript = new Transcript(systemClock, (text) => text);
  const memory = new DeskMemory(profile, transcript.scope({ phone: "lobby" }, detail));
  const parsed = parseConfig(configFile(accountOf(profile, { extension: "1001", server: "127.0.0.1:1" })));
  if (!parsed.ok) throw new Error(parsed.reason);
  memory.keep(memory.candidate({ ok: true, file: "cfg.xml", parameters: parsed.parameters }));
  expect(transcript.events).toMatchObject([{ type: "config", outcome: "applied", extension: "1001" }]);
  expect(transcript.events.map((event) => event.type === "config" && event.secretPrint)).toEqual([print]);
});
