import { readFileSync } from "node:fs";
import { expect, onTestFinished } from "vitest";
import { parse } from "yaml";
import { type EmbeddedBackend, startEmbeddedBackend } from "../../../sim/backend/embedded.js";
import { loadProfiles, loadSetup } from "../../../sim/files/package-files.js";
import { parseMac } from "../../../sim/model/mac.js";
import { ask } from "./ask.js";
import { createFuzzedDesk, fuzzedProfile } from "./fuzzed-desk.js";

const file = "scenarios/setups/two-offices.yaml";
const original = parse(readFileSync(file, "utf8")) as Readonly<Record<string, unknown>>;

/** Passwords and PINs of the setup: no answer may hold one. */
export const secretsOfSetup: readonly string[] = Object.values(
  original["extensions"] as Record<string, { secret: string; voicemail?: { pin: string } }>,
)
  .flatMap(({ secret, voicemail }) => [secret, voicemail?.pin ?? ""])
  .filter((secret) => secret.length > 4);

export interface FuzzedBackend {
  readonly backend: EmbeddedBackend;
  /** What the backend reported as a fault of its own. */
  readonly bugs: readonly string[];
}

export async function startFuzzedBackend(): Promise<FuzzedBackend> {
  const bugs: string[] = [];
  const profiles = loadProfiles();
  const backend = await startEmbeddedBackend({
    setup: loadSetup(file, profiles),
    profiles,
    seed: 1,
    faultsEnabled: true,
    onEvent: (event) => {
      if (event.type === "backend-note" && /\bError\b.*\n\s+at /s.test(event.text)) bugs.push(event.text);
    },
  });
  onTestFinished(() => backend.stop());
  return { backend, bugs };
}

async function control(url: string, method: string, path: string, body?: unknown): Promise<string> {
  const { status, text } = await ask(url, {
    method,
    path: `${new URL(url).pathname}${path}`,
    headers: body === undefined ? {} : { "content-type": "application/json" },
    body: body === undefined ? undefined : Buffer.from(JSON.stringify(body)),
  });
  expect(status, `${method} ${path}: ${text}`).toBeLessThan(300);
  return text;
}

/** Takes back whatever was done to it. */
export async function restore({ controlUrl }: EmbeddedBackend): Promise<void> {
  await control(controlUrl, "POST", "/reset");
}

/** A phone that nobody has seen before logs a user in, from its first start to the user's keys. */
export async function provesLogin({ status }: EmbeddedBackend): Promise<void> {
  const { handset, until, bugs } = createFuzzedDesk({
    configServer: status.configServer,
    mac: parseMac("001fc1f0ffff") ?? fail(),
    profile: { ...fuzzedProfile, httpTimeoutSeconds: 8 },
  });
  await handset.powerOn();
  await until("a blank phone", ({ state }) => state === "BLANK");
  await handset.pressKey("Login");
  await handset.type("1008");
  await handset.type("94617208");
  await handset.softkey("Submit");
  await until(
    "the user's phone",
    ({ state, extension, registration }) =>
      state === "READY" && extension === "1008" && registration === "registered",
    10_000,
  );
  expect(bugs).toEqual([]);
}

function fail(): never {
  throw new Error("unreachable");
}
