import { expect, test } from "vitest";
import { keepContacts } from "../../../../sim/cli/backend/keep-contacts.js";

type Contacts = Parameters<Parameters<typeof keepContacts>[1]["save"]>[0];

function contactOf(extension: string): Contacts[number] {
  const source = { host: "127.0.0.1", port: 5060, protocol: "udp" };
  const times = { registeredAt: 0, expiresAt: 1, rewritten: true };
  return { extension, uri: "sip:a@b", shownUri: "sip:a@b", source, userAgent: "", callId: "", ...times };
}

/** A keeper over a disk whose saves are let go one by one. */
function rig() {
  const said: string[] = [];
  const waiting: { readonly contacts: Contacts; end(error?: Error): void }[] = [];
  let onSave = (): void => {};
  let contacts: Contacts = [contactOf("1001")];
  const store = {
    save: (saved: Contacts) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ contacts: saved, end: (error) => (error ? reject(error) : resolve()) });
        onSave();
      }),
  };
  const log = { warn: (text: string) => said.push(`warn ${text}`), info: (text: string) => said.push(text) };
  const keeper = keepContacts({ contacts: () => contacts }, store, { ...log, intervalMs: 1 });
  return {
    said,
    waiting,
    keeper,
    register: (extension: string) => {
      contacts = [...contacts, contactOf(extension)];
    },
    /** The save that is under way, or the next one. */
    saving: () =>
      new Promise<(typeof waiting)[number]>((resolve) => {
        onSave = () => {
          const next = waiting.shift();
          if (next) resolve(next);
        };
        onSave();
      }),
  };
}

test("the log hears once that contacts cannot be saved, and once that they can again", async () => {
  const { said, saving, keeper } = rig();
  for (let times = 0; times < 3; times++) (await saving()).end(new Error("disk full"));
  (await saving()).end();
  await keeper.stop();
  expect(said).toEqual([
    expect.stringMatching(/^warn contacts cannot be saved.*disk full/),
    "contacts are saved again",
  ]);
});

test("saves never overlap, and the last one has what is registered at the end", async () => {
  const { waiting, register, saving, keeper } = rig();
  const first = await saving();
  register("1002");
  const stopped = keeper.stop();
  await new Promise(setImmediate);
  expect(waiting).toEqual([]);
  first.end();
  const last = await saving();
  expect(last.contacts.map(({ extension }) => extension)).toEqual(["1001", "1002"]);
  last.end();
  await stopped;
});
