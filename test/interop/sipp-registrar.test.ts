import { beforeEach, describe, expect, test } from "vitest";
import { fastTimers, openDesk, type TestDesk } from "../unit/phone/registration/test-desk.js";
import { requirePeer } from "./peer.js";
import { type SippRegistrar, type SippRegistrarOptions, startSippRegistrar } from "./sipp-registrar.js";

beforeEach((context) => requirePeer(context, "sipp"));

/** 5 s at the standard T1, by the clock of these phones. */
const fiveSecondsMs = (5_000 * fastTimers.t1) / 500;

interface Meeting {
  readonly desk: TestDesk;
  readonly registrar: SippRegistrar;
}

/** A phone, 25 times faster than a real one, that registers at SIPp. */
async function meet(options: SippRegistrarOptions): Promise<Meeting> {
  const registrar = await startSippRegistrar(options);
  const desk = await openDesk({ server: registrar.address, protocol: options.transport ?? "udp" });
  desk.registration.register();
  return { desk, registrar };
}

const bound = { status: "200 OK", headers: ["[last_Contact:];expires=300"] };
const headersOf = ({ registrar }: Meeting, name: string) =>
  registrar.requests().map(({ request }) => request.header(name));

describe("what a phone makes of an odd answer", () => {
  test("the granted time stands in Expires alone", async () => {
    const { desk } = await meet({
      always: { status: "200 OK", headers: ["[last_Contact:]", "Expires: 120"] },
    });
    expect(await desk.until("registered")).toMatchObject({ expiresSeconds: 120, contacts: 1 });
  });

  test("423 with Min-Expires is followed", async () => {
    const meeting = await meet({
      first: [{ status: "423 Interval Too Brief", headers: ["Min-Expires: 600"] }],
      always: { status: "200 OK", headers: ["[last_Contact:];expires=600"] },
    });
    expect(await meeting.desk.until("registered")).toMatchObject({ expiresSeconds: 600 });
    expect(headersOf(meeting, "Expires")).toEqual(["300", "600"]);
  });

  test("503 with Retry-After is left alone for so long, by the registrar's time", async () => {
    const { desk, registrar } = await meet({
      first: [{ status: "503 Service Unavailable", headers: ["Retry-After: 1 (restarting)"] }],
      always: bound,
    });
    await desk.until("registered");
    const [first, second] = registrar.requests();
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  test("302 to another port of the same host is followed", async () => {
    const other = await startSippRegistrar({ always: bound });
    const { desk, registrar } = await meet({
      always: {
        status: "302 Moved Temporarily",
        headers: [`Contact: <sip:${other.address.host}:${other.address.port}>`],
      },
    });
    await desk.until("registered");
    await expect.poll(() => [registrar.requests().length, other.requests().length]).toEqual([1, 1]);
  });

  test("a 200 of 10 kB is read, and the own contact found among 200", async () => {
    const contacts = Array.from(
      { length: 199 },
      (_, index) => `Contact: <sip:1001@127.10.0.${index}:5060>;expires=299`,
    );
    const { desk } = await meet({
      always: { status: "200 OK", headers: [...contacts, "[last_Contact:];expires=123"] },
    });
    expect(await desk.until("registered")).toMatchObject({ expiresSeconds: 123, contacts: 200 });
  });

  test.each(["udp", "tcp"] as const)(
    "over %s a length that is said twice is that length",
    async (transport) => {
      const { desk } = await meet({
        transport,
        always: { ...bound, headers: [...bound.headers, "Content-Length: 0", "Content-Length: 0"] },
      });
      await desk.until("registered");
    },
  );

  test("of SHA-256 and then MD5 it answers SHA-256, of MD5 and then SHA-256 MD5", async () => {
    const md5 = 'WWW-Authenticate: Digest realm="r",nonce="m",algorithm=MD5,qop="auth"';
    const sha = 'WWW-Authenticate: Digest realm="r",nonce="s",algorithm=SHA-256,qop="auth"';
    for (const [headers, algorithm] of [
      [[sha, md5], "SHA-256"],
      [[md5, sha], "MD5"],
    ] as const) {
      const { desk, registrar } = await meet({
        first: [{ status: "401 Unauthorized", headers }],
        always: bound,
      });
      await desk.until("registered");
      await expect
        .poll(() => registrar.requests().map(({ request }) => request.credential("algorithm")))
        .toEqual([undefined, algorithm]);
    }
  });
});

test("from an answered SHA-256 it does not go down to MD5: rejected after two requests", async () => {
  const ask = (algorithm: string) => ({
    status: "401 Unauthorized",
    headers: [`WWW-Authenticate: Digest realm="r",nonce="${algorithm}",algorithm=${algorithm},qop="auth"`],
  });
  const { desk, registrar } = await meet({ first: [ask("SHA-256")], always: ask("MD5") });
  expect(await desk.until("rejected")).toMatchObject({ status: 401 });
  await expect.poll(() => registrar.requests().length).toBe(2);
});

const challenge = (more: string) =>
  `WWW-Authenticate: Digest realm="r",nonce="n-[call_number]",qop="auth"${more}`;

describe("no retry storm: once it has failed, a phone sends no more than one REGISTER in 5 s", () => {
  const odd: readonly (readonly [string, SippRegistrarOptions, Readonly<Record<string, unknown>>])[] = [
    ["a 200 without a Contact", { always: { status: "200 OK" } }, { status: 200, contacts: 0 }],
    [
      "423 for ever, asking for more each time",
      {
        first: [600, 700, 800, 900, 1000].map((least) => ({
          status: "423 Interval Too Brief",
          headers: [`Min-Expires: ${least}`],
        })),
        always: { status: "423 Interval Too Brief", headers: ["Min-Expires: 1100"] },
      },
      { status: 423 },
    ],
    [
      "302 to another host",
      { always: { status: "302 Moved Temporarily", headers: ["Contact: <sip:127.0.0.77:5060>"] } },
      { status: 302, reason: expect.stringContaining("no new registrar on the same host") },
    ],
    ["503", { always: { status: "503 Service Unavailable" } }, { status: 503 }],
    [
      "503 after the challenge",
      {
        first: Array.from({ length: 20 }, (_, index) =>
          index % 2 === 0
            ? { status: "401 Unauthorized", headers: [challenge(",stale=true")] }
            : { status: "503 Service Unavailable" },
        ),
        always: { status: "503 Service Unavailable" },
      },
      { status: 503 },
    ],
    [
      "each nonce stale at once",
      { always: { status: "401 Unauthorized", headers: [challenge(",stale=true")] } },
      { status: 401, reason: expect.stringContaining("every nonce is stale") },
    ],
    [
      "two lengths over TCP",
      {
        transport: "tcp",
        always: { ...bound, headers: [...bound.headers, "Content-Length: 0", "Content-Length: 4"] },
      },
      { status: 0, reason: "unreadable stream: malformed Content-Length" },
    ],
  ];
  test.each(odd)("%s", async (_, options, failure) => {
    const { desk, registrar } = await meet(options);
    expect(await desk.until("failing")).toMatchObject(failure);
    const { sent: atFirst } = desk.counters;
    const failures = () => desk.all("registration").filter(({ state }) => state === "failing").length;
    await expect.poll(failures, { timeout: 30_000 }).toBe(4);
    const all = registrar.requests();
    const failedAtMs = all[atFirst - 1]?.atMs ?? 0;
    const more = all.slice(atFirst);
    // SIPp takes a second connection in place of a lost one, and no third.
    expect(more.length).toBeGreaterThanOrEqual(options.transport === "tcp" ? 1 : 3);
    for (const [index, { atMs }] of more.entries()) {
      const paid = (atMs - failedAtMs) / fiveSecondsMs;
      expect({ sent: index + 1, paid }).toSatisfy(
        (both: { sent: number; paid: number }) => both.sent <= both.paid,
      );
    }
  });
});
