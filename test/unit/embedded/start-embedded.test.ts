import { expect, onTestFinished, test } from "vitest";
import { startEmbedded } from "../../../sim/embedded/start-embedded.js";
import type { BackendEvent } from "../../../sim/model/control/backend-event.js";
import { profiles, sampleSetup } from "../backend/sample-setup.js";

const mac = "001fc1000001";
const timers = { t1: 50, t2: 400, t4: 500 };

test("a backend that was down comes back at its addresses with mappings, setup and faults", async () => {
  const events: BackendEvent[] = [];
  const start = { onEvent: (event: BackendEvent) => events.push(event), faults: ["beep-missing"] as const };
  const setup = sampleSetup((input) => {
    input["sip-transport"] = "tls";
    input["port-settings"].protocol = "https";
  });
  const backend = await startEmbedded(setup, start, { profiles, seed: 1, timers });
  onTestFinished(() => backend.stop());
  const { addresses, admin, probe, lab } = backend;
  expect(addresses.certificateAuthority).toContain("BEGIN CERTIFICATE");
  const mapping = { extension: "1001", model: "CIP270", template: "EST Default", layout: "user-270" };
  await admin.putMappings([{ mac, ...mapping }]);
  await admin.submit({ templates: { "PST Default": { "time-zone": "-8" } } });
  await lab.down();
  await lab.down();
  await expect(probe.mapping(mac)).rejects.toMatchObject({ code: "DF_BACKEND_CONTROL" });
  await lab.up();
  expect(await probe.mapping(mac)).toMatchObject({ ...mapping, active: true });
  const pacific = { ...mapping, template: "PST Default" };
  await admin.putMappings([{ mac, ...pacific }]);
  expect(await probe.mapping(mac)).toMatchObject(pacific);
  expect(events.filter(({ type }) => type === "fault")).toHaveLength(2);
  await lab.down();
  await backend.stop();
});
