import { expect, test } from "vitest";
import { createRandom } from "../../../../sim/model/random.js";
import { createSipShared } from "../../../../sim/phone/sip-shared.js";
import { digestHex } from "../../../../sim/sip/digest/hash.js";
import { systemClock } from "../../../../sim/sip/system-clock.js";
import { lossModel } from "../../../../sim/sip/transport/loss.js";
import { type Heard, ScriptedRegistrar } from "./scripted-registrar.js";
import { openDesk } from "./test-desk.js";

/** A registrar that takes each nonce and nc once, as strict ones do. */
function strictRegistrar() {
  const used = new Set<string>();
  const bindings = new Set<string>();
  const problems: string[] = [];
  const script = (request: Heard): string => {
    const nonce = request.credential("nonce");
    if (nonce === undefined) return request.challenge(`realm="r",nonce="${request.branch}",qop="auth"`);
    const use = `${nonce} ${request.credential("nc")}`;
    if (used.has(use)) problems.push(`nc used twice: ${use}`);
    used.add(use);
    const ha1 = digestHex("MD5", "1001:r:wire-secret");
    const ha2 = digestHex("MD5", `REGISTER:${request.credential("uri")}`);
    const expected = `${ha1}:${nonce}:${request.credential("nc")}:${request.credential("cnonce")}:auth:${ha2}`;
    if (request.credential("response") !== digestHex("MD5", expected)) problems.push("wrong response");
    bindings.add(request.contact);
    return request.accept();
  };
  return {
    bindings,
    problems,
    script,
  };
}

test("40 % loss both ways: every phone registers, no request is counted twice", async () => {
  const { script, bindings, problems } = strictRegistrar();
  const registrar = await ScriptedRegistrar.udp(script);
  // T1 long enough for a loaded machine, short enough for a test.
  const timers = { t1: 20, t2: 80, t4: 200 };
  const shared = createSipShared(systemClock, timers);
  const phones = 40;
  const desks = await Promise.all(
    Array.from({ length: phones }, (_, index) => {
      const random = createRandom(index);
      const sip = { random, lose: lossModel(random.fork("loss"), 0.4), timers, shared };
      return openDesk({ server: registrar.address, sip });
    }),
  );
  for (const desk of desks) desk.registration.register();
  await Promise.all(desks.map((desk) => desk.until("registered")));
  expect(bindings.size).toBe(phones);
  expect(problems).toEqual([]);
  expect(shared.counters.retransmits).toBeGreaterThan(phones / 2);
  for (const desk of desks) expect(desk.registration.state).toBe("registered");
  // What was lost stands in the record of each phone.
  expect(desks.flatMap((desk) => desk.all("lost")).length).toBeGreaterThan(phones / 2);
});
