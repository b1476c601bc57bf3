import { expect, test } from "vitest";
import { AmiMessage } from "../../../../../sim/backend/asterisk/ami/message.js";
import { type AsteriskContact, contactOf } from "../../../../../sim/backend/asterisk/pbx/contact-row.js";
import { ContactWatch } from "../../../../../sim/backend/asterisk/pbx/contact-watch.js";
import { parseMac } from "../../../../../sim/model/mac.js";
import { ManualClock } from "../../../../../sim/model/manual-clock.js";

const mac = "001fc1000001";

/** At which the clock of a test begins, since 1970. */
const startSeconds = Math.floor(new ManualClock().wall() / 1000);

function row(more: Readonly<Record<string, string>> = {}): AmiMessage {
  const fields = {
    Event: "ContactList",
    ObjectName: "9000;@3c6c3f9dc7d72b7e",
    Uri: "sip:9000@127.10.0.5:26001",
    Status: "NonQualified",
    ExpirationTime: `${startSeconds + 1000}`,
    UserAgent: "ClearlyIP CIP270 00:1f:c1:00:00:01",
    CallId: "a",
    ...more,
  };
  return new AmiMessage(Object.entries(fields));
}

function contact(more: Readonly<Record<string, string>> = {}): AsteriskContact {
  const found = contactOf(row(more));
  if (!found) throw new Error("no contact");
  return found;
}

/** @param lists what Asterisk answers, one look after the other; the last one again and again */
function rig(...lists: (readonly AsteriskContact[])[]) {
  const clock = new ManualClock();
  const told: string[] = [];
  const watch = new ContactWatch({
    look: async () => (lists.length > 1 ? (lists.shift() ?? []) : (lists[0] ?? [])),
    clock,
    observer: {
      registered: (phone, extension, address) => told.push(`${phone} ${extension} from ${address}`),
    },
    onBound: (extension, phone, bound) => told.push(`${phone} ${extension} ${bound ? "bound" : "gone"}`),
    onQualified: (extension, phone, reachable) =>
      told.push(`${phone} ${extension} ${reachable ? "answers" : "silent"}`),
    onFailed: (error) => told.push(String(error)),
  });
  return { clock, told, watch };
}

test("a row is a contact of a phone, known by the MAC in its User-Agent and by the address of its packets", () => {
  expect(contact()).toMatchObject({
    ...{
      extension: "9000",
      mac: parseMac(mac),
      unreachable: false,
      expiresAtWallMs: (startSeconds + 1000) * 1000,
    },
    source: { host: "127.10.0.5", port: 26001, protocol: "udp" },
  });
  expect(contact({ Uri: "sip:9000@10.0.0.5;transport=TLS" }).source).toEqual({
    ...{ host: "10.0.0.5", port: 5061, protocol: "tls" },
  });
  expect(contact({ Status: "Unreachable" }).unreachable).toBe(true);
});

test("what is no contact of a phone is left out: a trunk's, or nonsense", () => {
  expect(contactOf(row({ ObjectName: "trunk-1@@abc", ExpirationTime: "0" }))).toBeUndefined();
  expect(contactOf(row({ Uri: "mailto:x" }))).toBeUndefined();
  expect(contactOf(row({ ExpirationTime: "soon" }))).toBeUndefined();
  expect(contactOf(new AmiMessage([]))).toBeUndefined();
});

test("a new contact, a refresh and a contact that is gone are told once each", async () => {
  const later = contact({ ExpirationTime: `${startSeconds + 2000}` });
  const { told, watch } = rig([contact()], [contact()], [later], []);
  for (let look = 0; look < 4; look++) await watch.lookNow();
  expect(told).toEqual([
    `${mac} 9000 bound`,
    `${mac} 9000 from 127.10.0.5`,
    `${mac} 9000 from 127.10.0.5`,
    `${mac} 9000 gone`,
  ]);
  expect(watch.phoneAt({ host: "127.10.0.5", port: 26001 })).toBe(mac);
});

test("a contact that went and came back between two looks was registered anew", async () => {
  const { told, watch } = rig([contact()]);
  await watch.lookNow();
  watch.removed("9000", "sip:9000@127.10.0.5:26001");
  await watch.lookNow();
  expect(told.slice(2)).toEqual([`${mac} 9000 gone`, `${mac} 9000 bound`, `${mac} 9000 from 127.10.0.5`]);
});

test("a phone that answers OPTIONS no more is told, and again when it does", async () => {
  const { told, watch } = rig(
    [contact()],
    [contact({ Status: "Unreachable" })],
    [contact({ Status: "Reachable" })],
  );
  for (let look = 0; look < 3; look++) await watch.lookNow();
  expect(told.slice(2)).toEqual([`${mac} 9000 silent`, `${mac} 9000 answers`]);
});

test("a phone that answers by one of its contacts is not lost; one that is gone is lost no more", async () => {
  const ghost = contact({ ObjectName: "9000;@ghost", Status: "Unreachable" });
  const silent = contact({ Status: "Unreachable" });
  const { told, watch } = rig([contact()], [ghost, contact()], [ghost, silent], [], [contact()], [silent]);
  const qualified = () => told.filter((text) => /silent|answers/.test(text));
  for (let look = 0; look < 2; look++) await watch.lookNow();
  expect([qualified(), watch.lost()]).toEqual([[], []]);
  await watch.lookNow();
  expect([qualified(), watch.lost()]).toEqual([[`${mac} 9000 silent`], [{ extension: "9000", mac }]]);
  expect(watch.bound()).toEqual([{ extension: "9000", mac }]);
  // What is gone answers nobody, and is told as gone.
  for (let look = 0; look < 2; look++) await watch.lookNow();
  expect([qualified(), watch.lost()]).toEqual([[`${mac} 9000 silent`], []]);
  await watch.lookNow();
  expect(qualified()).toEqual([`${mac} 9000 silent`, `${mac} 9000 silent`]);
});

test.each([
  ["is said to be gone", (watch: ContactWatch) => watch.removed("9000", "sip:9000@127.10.0.5:26001")],
  ["is taken away", (watch: ContactWatch) => watch.forget(watch.live())],
])("a contact that %s while a look is under way is not brought back by that look", async (_how, end) => {
  const { told, watch } = rig([contact()], [contact()], []);
  await watch.lookNow();
  const look = watch.lookNow();
  end(watch);
  await look;
  await watch.lookNow();
  expect(told).toEqual([`${mac} 9000 bound`, `${mac} 9000 from 127.10.0.5`, `${mac} 9000 gone`]);
});

test("where a look takes long there is time between the looks, whatever happens meanwhile", async () => {
  const clock = new ManualClock();
  let looks = 0;
  const watch = new ContactWatch({
    ...{ clock, observer: { registered: () => undefined }, onBound: () => undefined },
    look: async () => {
      looks += 1;
      clock.advance(100);
      return [];
    },
    ...{ onQualified: () => undefined, onFailed: () => undefined },
  });
  await watch.lookNow();
  for (let happened = 0; happened < 39; happened++) {
    watch.lookSoon();
    clock.advance(10);
  }
  expect(looks).toBe(1);
  clock.advance(10);
  expect(looks).toBe(2);
});

test("a look that was under way at the end is no failure", async () => {
  const clock = new ManualClock();
  const told: string[] = [];
  let end: (error: Error) => void = () => undefined;
  const watch = new ContactWatch({
    ...{ clock, observer: { registered: () => undefined }, onBound: () => undefined },
    look: () =>
      new Promise((_resolve, reject) => {
        end = reject;
      }),
    onQualified: () => undefined,
    onFailed: (error) => told.push(String(error)),
  });
  watch.lookSoon();
  clock.advance(25);
  watch.stop();
  end(new Error("it was closed"));
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([]);
});

test("what has run out does not count, whatever the last look said", async () => {
  const { clock, watch } = rig([contact({ ExpirationTime: `${startSeconds + 10}` })]);
  await watch.lookNow();
  expect(watch.views("9000")).toMatchObject([{ extension: "9000", source: "udp:127.10.0.5:26001" }]);
  clock.advance(11_000);
  expect(watch.live("9000")).toEqual([]);
});

test("a look asked for during a look is a look of its own, and one for all who asked", async () => {
  let looks = 0;
  const clock = new ManualClock();
  const watch = new ContactWatch({
    look: async () => {
      looks += 1;
      return [];
    },
    ...{
      clock,
      observer: { registered: () => undefined },
      onBound: () => undefined,
      onQualified: () => undefined,
      onFailed: () => undefined,
    },
  });
  await Promise.all([watch.lookNow(), watch.lookNow(), watch.lookNow()]);
  expect(looks).toBe(2);
});
