import { beforeEach, describe, expect, test } from "vitest";
import { requirePeer } from "./peer.js";
import { type RunningBackend, runBackend } from "./running-backend.js";
import { playPhone } from "./simulated-phone.js";
import { newYorkDesk, type SippRun, sipp } from "./sipp.js";

const alice = { extension: "1001", password: "s3cret-alice-4f1c" };
const bob = { extension: "1002", password: "s3cret-bob-9a2e" };
const placeholder = { extension: "9000", password: "s3cret-placeholder-aa55" };

beforeEach((context) => requirePeer(context, "sipp"));

describe.each(["udp", "tcp"] as const)("SIPp over %s", (transport) => {
  const player =
    ({ sip }: RunningBackend) =>
    (run: Omit<SippRun, "pbx" | "transport">) =>
      sipp({ ...run, pbx: sip, transport });

  test("registers with digest and completes a 911 call, which the PSAP can place", async () => {
    const backend = await runBackend();
    const play = player(backend);
    const registered = play({ scenario: "register", ...alice, stayMs: 3000 });
    await expect
      .poll(() => backend.contacts("1001"), { timeout: 10_000 })
      .toMatchObject([{ source: expect.stringMatching(`^${transport}:${newYorkDesk}:`), userAgent: "SIPp" }]);

    expect(await play({ scenario: "call", ...alice, dialled: "911" })).toBe("");
    const call = {
      farEnd: "psap",
      trunk: "emergency",
      number: "911",
      callerId: "2125550100",
      location: "new-york",
      callId: expect.any(String),
    };
    for (const state of ["answered", "ended"]) {
      expect(await backend.event({ type: "psap", state })).toEqual({ type: "psap", ...call, state });
    }
    expect(await backend.farEndCalls()).toEqual([{ ...call, state: "ended" }]);

    expect(await registered).toBe("");
    // PBX-61: a contact over TCP goes with its connection, one over UDP stays until it expires.
    const left = transport === "tcp" ? 0 : 1;
    await expect.poll(() => backend.contacts("1001"), { timeout: 10_000 }).toHaveLength(left);
  });

  test.each(["911", "933"])("K6: %s with the location beside the offer is answered", async (dialled) => {
    const backend = await runBackend();
    expect(await player(backend)({ scenario: "call-with-location", ...alice, dialled })).toBe("");
    await backend.event({ type: "psap", number: dialled, location: "new-york", state: "ended" });
  });

  test("K6: a simulated phone is called with a location beside the offer, and answers", async () => {
    const backend = await runBackend();
    const phone = playPhone("answers-a-call", backend);
    await phone.event({ type: "registration", state: "registered", extension: "1008" });
    expect(await player(backend)({ scenario: "call-with-location", ...bob, dialled: "1008" })).toBe("");
    expect(await phone.ended).toMatchObject({ code: 0, stdout: expect.stringContaining("1 passed") });
  });

  test("gets another 401 for a wrong password, and no contact", async () => {
    const backend = await runBackend();
    const play = player(backend);
    expect(await play({ scenario: "register-wrong-password", ...alice, password: "s3cret-alice" })).toBe("");
    expect(await backend.contacts("1001")).toEqual([]);
  });

  test("is refused with 403 where the placeholder has its Max Contacts", async () => {
    const backend = await runBackend();
    const play = player(backend);
    const registered = play({ scenario: "register", ...placeholder, calls: 10, stayMs: 3000 });
    await expect.poll(() => backend.contacts("9000"), { timeout: 10_000 }).toHaveLength(10);
    expect(await play({ scenario: "register-full", ...placeholder })).toBe("");
    expect(await backend.contacts("9000")).toHaveLength(10);
    expect(await registered).toBe("");
  });

  test("registers as its manual writes it: taken with one warning, as by Asterisk", async () => {
    const backend = await runBackend();
    const play = player(backend);
    expect(await play({ scenario: "register-as-documented", ...alice, calls: 3 })).toBe("");
    const warning = await backend.event({ type: "backend-note", level: "warn", text: /digest uri/ });
    expect(warning["text"]).toMatch(
      /^served 127\.10\.0\.9:.*: REGISTER, in spite of: digest uri is not the Request-URI \(.*--strict/,
    );
  });

  test("registers as its manual writes it: refused with --strict, and the log says why", async () => {
    const backend = await runBackend(["--strict"]);
    const play = player(backend);
    expect(await play({ scenario: "register-as-documented", ...alice })).toContain("400");
    await backend.event({ type: "backend-note", text: /^refused .*: 400 digest uri is not the Request-URI/ });
    expect(await backend.contacts("1001")).toEqual([]);
  });
});
