import { dirname, join } from "node:path";
import { generate } from "selfsigned";
import { expect, test } from "vitest";
import { startEmbeddedBackend } from "../../../sim/backend/embedded.js";
import { startSwitch } from "../../../sim/backend/switch/switch.js";
import { readSource } from "../../../sim/files/read-source.js";
import { connectBackend } from "../../../sim/fleet/backend/controlled-backend.js";
import { parseSetup } from "../../../sim/model/setup/parse-setup.js";
import { loadScenario } from "../../../sim/scenario/file/load-scenario.js";
import type { PlannedScenario } from "../../../sim/scenario/file/scenario-file.js";
import type { RunOptions } from "../../../sim/scenario/run-options.js";
import { profiles } from "../scenario/phone-events.js";
import { runAll } from "../scenario/scene.js";

const host = "127.0.0.1";
const secret = "shared-with-the-server";
const models = [...profiles.keys()];

/** A SIP server with a certificate of its own that the backend did not start, and that backend. */
const onAnotherServer: RunOptions["startBackend"] = async (setup, start) => {
  const { cert: certificate, private: key } = await selfSigned();
  const server = await startSwitch({
    host,
    udpPort: 0,
    tcpPort: 0,
    tls: { certificate, key, port: 0 },
    secret,
  });
  const { controlUrl, stop } = await startEmbeddedBackend({
    ...{ setup, profiles, seed: 1, faultsEnabled: false, onEvent: start.onEvent },
    drachtio: {
      ...{ host, port: server.admin.port, secret },
      ...{ sipHost: host, sipPort: server.udp.port, sipTlsPort: server.tls?.port, authority: certificate },
    },
  });
  const stopAll = async (): Promise<void> => {
    await stop();
    await server.stop();
  };
  return connectBackend({ controlUrl, tellsEvents: true, stop: stopAll }, start);
};

/** It is its own authority, and none of ours. */
const selfSigned = () =>
  generate([{ name: "commonName", value: "SIP server of another process" }], {
    ...{ keyType: "ec", curve: "P-256", algorithm: "sha256" },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: host }] }],
  });

function scenarioIn(file: string): PlannedScenario {
  const source = readSource(join("scenarios/suites", file));
  return loadScenario(source, models, (path) => {
    const setup = readSource(join("scenarios/suites", dirname(file), path));
    return { source: setup, setup: parseSetup(setup, models) };
  });
}

test.each([
  "network/name-that-resolves-on-both-sides.yaml",
  "network/server-address-of-the-default-template.yaml",
  "network/server-address-of-the-template.yaml",
  "network/sip-over-tls.yaml",
])("%s holds on a SIP server of another process", async (file) => {
  const { summary } = await runAll([scenarioIn(file)], { startBackend: onAnotherServer });
  expect(summary.scenarios.map(({ verdict, reason }) => reason ?? verdict)).toEqual(["passed"]);
});
