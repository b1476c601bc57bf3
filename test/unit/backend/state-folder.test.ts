import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { makeLabAuthority } from "../../../sim/backend/certificates.js";
import type { ModuleState } from "../../../sim/backend/module/module-state.js";
import { openStateFolder, type StateFolder } from "../../../sim/backend/state-folder.js";
import { storedSetup } from "../../../sim/backend/stored-setup.js";
import { setupFileSchema } from "../../../sim/model/setup/setup.js";
import { mac, sampleSetup } from "./sample-setup.js";

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "deskfleet-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "state");
}

async function opened(folder: string, notes: string[] = []): Promise<StateFolder> {
  return openStateFolder(folder, (text) => notes.push(text));
}

function stateWith(extension: string): ModuleState {
  const mapping = { extension, role: "user", active: true } as const;
  return {
    version: 1,
    devices: [{ mac: mac("001fc1000001"), model: "CIP270", mapping }],
    wrongPins: [],
    lastExtensions: {},
    afterCall: [],
  };
}

test("what was saved is loaded by the next one; of many saves at once the last", async () => {
  const folder = scratch();
  const store = await opened(folder);
  expect(await store.module.load()).toBe(undefined);
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => store.module.save(stateWith(String(1000 + index)))),
  );
  expect(JSON.parse(readFileSync(join(folder, "state.json"), "utf8"))).toEqual(stateWith("1049"));
  await store.close();
  const next = await opened(folder);
  expect(await next.module.load()).toEqual(stateWith("1049"));
  await next.close();
  expect(readdirSync(folder)).toEqual(["state.json"]);
});

test("close waits for what is being written", async () => {
  const folder = scratch();
  const store = await opened(folder);
  const saved = [store.module.save(stateWith("1001")), store.module.save(stateWith("1002"))];
  await store.close();
  expect(JSON.parse(readFileSync(join(folder, "state.json"), "utf8"))).toEqual(stateWith("1002"));
  await Promise.all(saved);
});

test.each([
  "",
  "{",
  "[]",
  '{"version":2}',
  JSON.stringify({ ...stateWith("1001"), devices: [{ mac: "x" }] }),
])("a broken state %j is set aside with a note, and the backend starts empty", async (text) => {
  const folder = scratch();
  await (await opened(folder)).close();
  writeFileSync(join(folder, "state.json"), text);
  const notes: string[] = [];
  const store = await opened(folder, notes);
  expect(await store.module.load()).toBe(undefined);
  expect(notes).toEqual([expect.stringMatching(/state\.json cannot be read .*broken-20/)]);
  const aside = readdirSync(folder).find((name) => name.includes(".broken-")) ?? "";
  expect(readFileSync(join(folder, aside), "utf8")).toBe(text);
  await store.close();
});

test("a folder serves one backend at a time, and is free again after it", async () => {
  const folder = scratch();
  const first = await opened(folder);
  await expect(opened(folder)).rejects.toMatchObject({
    code: "DF_STATE_FOLDER",
    message: expect.stringContaining(`process ${process.pid}`),
  });
  await first.close();
  const rivals = await Promise.allSettled(Array.from({ length: 8 }, () => opened(folder)));
  const won = rivals.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  expect(won).toHaveLength(1);
  await won[0]?.close();
});

test("the lock of a killed process counts for nothing", async () => {
  const folder = scratch();
  const store = await opened(folder);
  const lock = readFileSync(join(folder, "lock"), "utf8");
  await store.close();
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await once(child, "spawn");
  const start = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ")[19];
  const held = JSON.stringify({ pid: child.pid, started: start });
  expect(Object.keys(JSON.parse(lock))).toEqual(["pid", "started"]);
  writeFileSync(join(folder, "lock"), held);
  await expect(opened(folder)).rejects.toMatchObject({ code: "DF_STATE_FOLDER" });
  writeFileSync(join(folder, "lock"), JSON.stringify({ pid: child.pid, started: "1" }));
  await (await opened(folder)).close(); // another process that was given the same number
  writeFileSync(join(folder, "lock"), held);
  child.kill("SIGKILL");
  await once(child, "exit");
  const rivals = await Promise.allSettled(Array.from({ length: 8 }, () => opened(folder)));
  const won = rivals.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  expect(won).toHaveLength(1);
  await won[0]?.close();
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder that cannot be made is a clear error", async () => {
  const folder = scratch();
  writeFileSync(folder, "a file");
  await expect(opened(folder)).rejects.toMatchObject({ code: "DF_STATE_FOLDER" });
});

test("only its owner reads what is kept: it holds secrets and PINs", async () => {
  const folder = scratch();
  const store = await opened(folder);
  const content = z.encode(setupFileSchema, sampleSetup());
  await Promise.all([
    store.module.save(stateWith("1001")),
    store.contacts.save([]),
    store.features.save([{ extension: "9000", doNotDisturb: true }]),
    store.setup.save({ version: 1, fileHash: "x", content }),
    store.authority.save(await makeLabAuthority(new Date())),
  ]);
  const modes = ["", "setup.json", "state.json", "contacts.json", "features.json", "authority.json"].map(
    (name) => statSync(join(folder, name)).mode & 0o777,
  );
  expect(modes).toEqual([0o700, 0o600, 0o600, 0o600, 0o600, 0o600]);
  await store.close();
});

test("a kept setup that is none any more is set aside", async () => {
  const folder = scratch();
  const notes: string[] = [];
  const store = await opened(folder, notes);
  await store.setup.save({ version: 1, fileHash: "x", content: { setup: "half" } });
  expect(await store.setup.load()).toBe(undefined);
  expect(notes).toEqual([expect.stringMatching(/setup\.json cannot be read \(content: is not a setup\)/)]);
  await store.close();
});

test("ports of the command line are not kept with the setup", () => {
  const file = sampleSetup();
  const running = { ...file, portSettings: { ...file.portSettings, port: 81 }, sipPort: 82, sipTlsPort: 83 };
  const states = { written: running, applied: running };
  const content = z.encode(setupFileSchema, file);
  expect(storedSetup(states, file, "x")).toEqual({ version: 1, fileHash: "x", content });
  const waiting = storedSetup({ ...states, applied: { ...running, setup: "before" } }, file, "x");
  expect(waiting.applied).toEqual({ ...content, setup: "before" });
});

test("only the last level of a folder is made; where nothing can be made, that is reported at once", async () => {
  const folder = join(scratch(), "deeper");
  for (const missing of [folder, "/proc/no-such-process"]) {
    await expect(opened(missing)).rejects.toMatchObject({
      code: "DF_STATE_FOLDER",
      message: expect.stringContaining(`cannot create ${missing}: `),
    });
  }
});

test("an authority without its key is set aside", async () => {
  const folder = scratch();
  const notes: string[] = [];
  const store = await opened(folder, notes);
  const [one, other] = await Promise.all([makeLabAuthority(new Date()), makeLabAuthority(new Date())]);
  await store.authority.save({ certificate: one.certificate, key: other.key });
  expect(await store.authority.load()).toBe(undefined);
  expect(notes).toEqual([expect.stringMatching(/authority\.json cannot be read .*do not belong together/)]);
  await store.close();
});
