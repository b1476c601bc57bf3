import { expect, onTestFinished, test } from "vitest";
import { memoryStateStore } from "../../../sim/backend/module/state-store.js";
import { RestartableBackend } from "../../../sim/embedded/restartable-backend.js";
import { ControlClient } from "../../../sim/fleet/backend/control-client.js";
import type { BackendEvent } from "../../../sim/model/control/backend-event.js";
import { operations } from "../../../sim/model/control/control-operations.js";
import { TestPhone } from "../backend/pbx/test-phone.js";
import { profiles, sampleSetup } from "../backend/sample-setup.js";

const secretOf = (extension: string): string => sampleSetup().extensions[extension]?.secret ?? "";

/** A backend with a client of its control API, and phones at it. */
async function started() {
  const events: BackendEvent[] = [];
  const backend = new RestartableBackend({
    ...{ setup: sampleSetup(), profiles, seed: 1, faultsEnabled: false, store: memoryStateStore() },
    onEvent: (event) => events.push(event),
  });
  const client = new ControlClient(await backend.up());
  onTestFinished(() => backend.down());
  onTestFinished(() => client.close());
  const { sip } = await client.ask(operations.getStatus, {});
  return {
    client,
    events,
    restart: async () => {
      await backend.down();
      await backend.up();
    },
    phone: async (user: string, password: string) => {
      const phone = await TestPhone.open({ host: sip.host, port: sip.udpPort }, { user, password });
      onTestFinished(() => phone.close());
      return phone;
    },
  };
}

test("what was switched by feature codes is switched after a restart, and told (PBX-146)", async () => {
  const { client, events, restart, phone } = await started();
  await client.ask(operations.submitSetup, { query: {}, body: { "feature-codes": ["do-not-disturb"] } });
  const desk = await phone("1001", secretOf("1001"));
  const code = await desk.call("*78");
  desk.send(desk.inDialog("BYE", code.invite, await code.final));
  const switched = { type: "features", extension: "1001", doNotDisturb: true };
  const told = () => events.filter(({ type }) => type === "features");
  expect(told()).toEqual([switched]);
  await restart();
  expect(told()).toEqual([switched, switched]);
  const other = await phone("1002", secretOf("1002"));
  expect((await (await other.call("1001")).final).status).toBe(486);
  await client.tell(operations.reset, {});
  expect(told().at(-1)).toEqual({ ...switched, doNotDisturb: false });
});

// proves: F-32
test("what waited for Apply Config goes on waiting after a restart, and the backend tells when it is applied", async () => {
  const { client, events, restart, phone } = await started();
  const made = { extensions: { "4711": { name: "New", secret: "s3cret-new" } } };
  await client.ask(operations.submitSetup, { query: { apply: "later" }, body: made });
  await restart();
  const desk = await phone("4711", "s3cret-new");
  expect((await desk.register()).status).toBe(401);
  expect(events).not.toContainEqual({ type: "applied" });
  await client.ask(operations.submitSetup, { query: {}, body: {} });
  expect(events).toContainEqual({ type: "applied" });
  expect((await desk.register()).status).toBe(200);
});
