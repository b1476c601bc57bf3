import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { startEmbeddedBackend } from "../../../../sim/backend/embedded.js";
import { loadProfiles, loadSetup } from "../../../../sim/files/package-files.js";
import { connectBackend } from "../../../../sim/fleet/backend/controlled-backend.js";
import { requireEvidence } from "../../../../sim/fleet/backend/probe.js";
import { targetBackends } from "../../../../sim/fleet/backend/target-backend.js";
import type { BackendEvent } from "../../../../sim/model/control/backend-event.js";
import { parseTarget } from "../../../../sim/model/control/parse-target.js";

const profiles = loadProfiles();
const setup = loadSetup("scenarios/setups/two-offices.yaml", profiles);
const mac = "001fc1a1b2c3";
const mapping = { mac, model: "CIP270", extension: "1001", template: "EST Default", layout: "user-270" };

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function startBackend() {
  const backend = await startEmbeddedBackend({ setup, profiles, seed: 1, faultsEnabled: true });
  opened.push(() => backend.stop());
  return backend;
}

async function serve(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  opened.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a backend is read and changed through its control API, and its events come by the stream", async () => {
  const { controlUrl, status } = await startBackend();
  const events: BackendEvent[] = [];
  let wake: (() => void) | undefined;
  const onEvent = (event: BackendEvent): void => {
    events.push(event);
    wake?.();
  };
  const running = { controlUrl, tellsEvents: false, stop: async () => {} } as const;
  const backend = await connectBackend(running, { onEvent, faults: ["wrong-pin-accepted"] });
  opened.push(() => backend.stop());
  expect(backend.addresses.configServer).toBe(status.configServer);
  expect(await backend.probe.mapping(mac)).toBeUndefined();
  await backend.admin.putMappings([mapping]);
  expect(await backend.probe.mapping(mac)).toMatchObject({
    extension: "1001",
    layout: "user-270",
    active: true,
  });
  expect(await backend.probe.contacts("1001")).toEqual([]);
  await backend.admin.change({ extension: "9000", patch: { maxContacts: 3 } });
  await backend.admin.change({ user: "1001", patch: { groups: ["Cleaners"] } });
  await backend.admin.deleteMapping(mac);
  expect(await backend.probe.mapping(mac)).toBeUndefined();
  const wanted = (): boolean =>
    events.some((event) => event.type === "fault") &&
    events.some((event) => event.type === "mapping" && event.change === "deleted");
  while (!wanted()) await new Promise<void>((resolve) => (wake = resolve));
  expect(events.find(({ type }) => type === "fault")).toMatchObject({ fault: "wrong-pin-accepted" });
});

test("what the API refuses is an error with its reason", async () => {
  const { controlUrl } = await startBackend();
  const backend = await connectBackend(
    { controlUrl, tellsEvents: true, stop: async () => {} },
    { onEvent: () => {}, faults: [] },
  );
  opened.push(() => backend.stop());
  await expect(backend.admin.deleteMapping(mac)).rejects.toMatchObject({
    code: "DF_BACKEND_REFUSED",
    message: expect.stringContaining("this phone has no mapping"),
  });
});

test("a logout that waits for its call is told apart from one that is done", async () => {
  const answers = [{ status: 202, body: '{"outcome":"after-call"}' }, { status: 204 }];
  const controlUrl = await serve(
    createServer((request, response) => {
      const { status, body } = request.method === "POST" ? (answers.shift() ?? { status: 500 }) : status200;
      response.writeHead(status).end(body);
    }),
  );
  const running = { controlUrl, tellsEvents: true, stop: async () => {} } as const;
  const backend = await connectBackend(running, { onEvent: () => {}, faults: [] });
  opened.push(() => backend.stop());
  expect([await backend.admin.logout(mac), await backend.admin.logout(mac)]).toEqual([
    "after-call",
    "logged-out",
  ]);
});

const status200 = {
  status: 200,
  body: JSON.stringify({
    ...{ setup: "x", configServer: "http://127.0.0.1:1", faultsEnabled: false, faults: [] },
    sip: { host: "127.0.0.1", udpPort: 5060, tcpPort: 5060 },
  }),
};

test("a backend of another version is an error with path and place, and it is stopped", async () => {
  const { udpPort: _udpPort, ...sip } = JSON.parse(status200.body).sip;
  const other = { ...JSON.parse(status200.body), sip };
  const controlUrl = await serve(createServer((_request, response) => response.end(JSON.stringify(other))));
  let stopped = false;
  const stop = async (): Promise<void> => {
    stopped = true;
  };
  const running = { controlUrl, tellsEvents: true, stop } as const;
  await expect(connectBackend(running, { onEvent: () => {}, faults: [] })).rejects.toMatchObject({
    code: "DF_BACKEND_CONTROL",
    message: expect.stringMatching(/^GET \/status .*: sip\.udpPort/),
  });
  expect(stopped).toBe(true);
});

test("a backend that has no such path is not one without contacts or mappings", async () => {
  const controlUrl = await serve(
    createServer((request, response) => {
      if (request.url?.endsWith("/status")) response.end(status200.body);
      else response.writeHead(404).end('{"error":"no such path","hint":""}');
    }),
  );
  const running = { controlUrl, tellsEvents: true, stop: async () => {} } as const;
  const { probe, stop } = await connectBackend(running, { onEvent: () => {}, faults: [] });
  opened.push(stop);
  for (const asked of [probe.contacts("1001"), probe.mapping(mac), probe.findings()]) {
    await expect(asked).rejects.toMatchObject({ message: expect.stringContaining("404: no such path") });
  }
});

test("where events may have been missed the far end is not evidence any more", async () => {
  let end = (): void => {};
  const controlUrl = await serve(
    createServer((request, response) => {
      if (!request.url?.endsWith("/events")) {
        response.end(status200.body);
        return;
      }
      response.write('{"type":"backend-note","text":"connected"}\n');
      end = () => response.end();
    }),
  );
  const running = { controlUrl, tellsEvents: false, stop: async () => {} } as const;
  const broken = new Promise<void>((resolve) => {
    void connectBackend(running, {
      onEvent: (event) => {
        if (event.type === "backend-note" && event.text.includes("broke")) resolve();
      },
      faults: [],
    }).then(({ probe, stop }) => {
      opened.push(stop);
      expect(probe.lacks("far-end")).toBeUndefined();
      void broken.then(() =>
        expect(() => requireEvidence(probe, ["far-end"])).toThrow(/stream of the backend broke/),
      );
      end();
    });
  });
  await broken;
});

test("an API that does not answer is an error, and the backend behind it is stopped", async () => {
  let stopped = false;
  const stop = async (): Promise<void> => {
    stopped = true;
  };
  const running = { controlUrl: "http://127.0.0.1:1", tellsEvents: true, stop } as const;
  await expect(connectBackend(running, { onEvent: () => {}, faults: [] })).rejects.toMatchObject({
    code: "DF_BACKEND_CONTROL",
  });
  expect(stopped).toBe(true);
});

test("a target without control URL serves phones, and everything else is a missing capability", async () => {
  const text = "target: x\nconfig-server: http://192.0.2.10/\nsip: { host: 192.0.2.10 }\n";
  const target = parseTarget({ file: "t.yaml", text });
  const backend = await targetBackends(target)(setup, { onEvent: () => {}, faults: [] });
  expect(backend.addresses.configServer).toBe("http://192.0.2.10/");
  for (const ask of [
    backend.probe.contacts("1001"),
    backend.probe.mapping(mac),
    backend.admin.deleteMapping(mac),
    backend.admin.resync(mac, true),
  ]) {
    await expect(ask).rejects.toMatchObject({ code: "DF_CAPABILITY" });
  }
  await expect(
    targetBackends(target)(setup, { onEvent: () => {}, faults: ["wrong-pin-accepted"] }),
  ).rejects.toMatchObject({ code: "DF_CAPABILITY" });
});
