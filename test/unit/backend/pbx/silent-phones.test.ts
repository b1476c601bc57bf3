import { expect, test } from "vitest";
import type { SipApp } from "../../../../sim/backend/drachtio/sip-app.js";
import { ContactTable } from "../../../../sim/backend/pbx/contact-table.js";
import { Qualify } from "../../../../sim/backend/pbx/qualify.js";
import type { Binding } from "../../../../sim/backend/pbx/registrar-rules.js";
import { intactContacts } from "../../../../sim/backend/pbx/registration-seams.js";
import { type Mac, parseMac } from "../../../../sim/model/mac.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import type { Setup } from "../../../../sim/model/setup/setup.js";
import { parseSipUri } from "../../../../sim/sip/message/uri.js";
import { twoOffices } from "./two-offices.js";

const host = "127.0.0.1";
const macOf = (phone: number) => parseMac(`001fc1${String(phone).padStart(6, "0")}`) as Mac;

function contact(phone: number, port: number): Binding {
  const text = `sip:9000@${host}:${port}`;
  const uri = parseSipUri(text);
  if (uri === undefined) throw new Error(text);
  return {
    ...{ uri, dialUri: text, shownUri: text, source: { host, port, protocol: "udp" }, rewritten: true },
    ...{ userAgent: "", mac: macOf(phone), callId: "", registeredAtMs: 0, expiresAtMs: 1e9 },
  };
}

class CountingTable extends ContactTable {
  reads = 0;
  override live(extension: string, nowMs: number): readonly Binding[] {
    this.reads += 1;
    return super.live(extension, nowMs);
  }
}

/** Extensions that are asked every minute. */
function rig(numbers: readonly string[]) {
  const clock = new ManualClock();
  const contacts = new CountingTable();
  const { extensions } = twoOffices();
  const settings = extensions["9000"];
  if (settings === undefined) throw new Error("9000 is not in the setup");
  const asked: Setup["extensions"] = Object.fromEntries(
    numbers.map((number) => [number, { ...settings, qualifySeconds: 60 }]),
  );
  const setup = twoOffices({ extensions: asked });
  /** By URI: answers 200. */
  const answers = new Map<string, () => void>();
  const app = {
    request: (uri: string, _options: object, sent: Parameters<SipApp["request"]>[2]) => {
      sent(undefined, {
        cancel: () => undefined,
        on: (_event, listener) => answers.set(uri, () => listener({ status: 200, raw: "", body: "" })),
      });
    },
  } as Pick<SipApp, "request"> as SipApp;
  const told: string[] = [];
  const qualify = new Qualify({
    ...{ app: () => app, setup: { current: setup, written: setup }, contacts, clock, seams: intactContacts },
    onChange: ({ extension, mac, reachable }) => told.push(`${extension} ${mac} ${reachable}`),
  });
  return { clock, contacts, answers, told, qualify };
}

test("PBX-46: a phone is out of reach when none of its contacts answers, and in reach by any of them", () => {
  const { clock, contacts, answers, told, qualify } = rig(["9000"]);
  contacts.replace("9000", [contact(1, 5071), contact(1, 5072), contact(2, 5073)]);
  qualify.start();
  answers.get(`sip:9000@${host}:5072`)?.();
  clock.advance(3000);
  expect(told).toEqual([`9000 ${macOf(2)} false`]);
  clock.advance(57_000);
  clock.advance(3000);
  expect(told.slice(1)).toEqual([`9000 ${macOf(1)} false`]);
  expect(qualify.lost()).toHaveLength(2);
  clock.advance(57_000);
  answers.get(`sip:9000@${host}:5071`)?.();
  expect(told.slice(2)).toEqual([`9000 ${macOf(1)} true`]);
  qualify.stop();
});

test("a power cut is told without a look at all the others for each phone", () => {
  const numbers = Array.from({ length: 300 }, (_each, index) => `${1000 + index}`);
  const { clock, contacts, told, qualify } = rig(numbers);
  for (const [index, number] of numbers.entries()) contacts.replace(number, [contact(index, 6000 + index)]);
  qualify.start();
  clock.advance(2500);
  contacts.reads = 0;
  clock.advance(500);
  expect(told).toHaveLength(300);
  expect(contacts.reads).toBeLessThanOrEqual(3 * 300);
  qualify.stop();
});
