import { describe, expect, it } from "vitest";
import { ContactTable } from "../../../../sim/backend/pbx/contact-table.js";
import { DigestServer } from "../../../../sim/backend/pbx/digest-server.js";
import { Registrar } from "../../../../sim/backend/pbx/registrar.js";
import { intact } from "../../../../sim/backend/pbx/seams.js";
import { createSetupStore } from "../../../../sim/backend/setup-store.js";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { createRandom } from "../../../../sim/model/random.js";
import { authorization, requestOf } from "./digest-request.js";
import { twoOffices } from "./two-offices.js";

const uri = "sip:pbx";

function registrar(seed = 1, strict = true) {
  const clock = new ManualClock();
  const setup = createSetupStore(twoOffices());
  const contacts = new ContactTable();
  const notes: string[] = [];
  const taken: string[] = [];
  const heard: unknown[] = [];
  const silent = new Set<string>();
  const subject = new Registrar({
    setup,
    observer: {
      registered: (...told) => heard.push(["registered", ...told]),
      refused: (...told) => heard.push(["refused", ...told]),
      callStarted: () => {},
      callEnded: () => {},
    },
    digest: new DigestServer(clock),
    contacts,
    qualify: { isReachable: (contact) => !silent.has(contact) },
    seams: intact,
    accepted: () => {},
    security: { tell: () => {} },
    clock,
    random: createRandom(seed),
    strict,
    taken: (_request, _source, what) => taken.push(what),
    note: (text) => notes.push(text),
  });
  let count = 0;
  /** A REGISTER with its challenge answered, from that port. */
  const register = (port: number, headers: string[], user = "9000", to = user) => {
    const source = { host: "10.0.0.1", port, protocol: "udp" };
    const lines = [`To: <sip:${to}@pbx>`, ...headers];
    const ask = (more: string[]) =>
      subject.answerTo(requestOf(`REGISTER ${uri} SIP/2.0`, [...lines, ...more], user), source);
    const challenged = ask([]);
    expect(challenged.status).toBe(401);
    const password = setup.current.extensions[user]?.secret ?? "none";
    const cnonce = `c${count++}`;
    const line = authorization(
      { method: "REGISTER", uri },
      challenged.headers["WWW-Authenticate"] ?? "",
      { user, password },
      { cnonce },
    );
    return ask([line]);
  };
  const phone = (port: number, more: string[] = []) =>
    register(port, [`Contact: <sip:9000@10.0.0.1:${port}>`, ...more]);
  return { subject, clock, setup, contacts, heard, notes, taken, silent, register, phone };
}

describe("REGISTER", () => {
  it("PBX-32: is answered with the contact, Date, and Expires where it was asked", () => {
    const { phone } = registrar();
    expect(phone(4000, ["Expires: 300"])).toEqual({
      status: 200,
      headers: {
        Server: expect.stringMatching(/^deskfleet-/),
        Date: "Sun, 22 Nov 2026 07:09:03 GMT",
        Contact: "<sip:9000@10.0.0.1:4000>;expires=299",
        Expires: "300",
      },
    });
    expect(phone(4000).headers).not.toHaveProperty("Expires");
  });

  it("PBX-32: names every binding on a line of its own", () => {
    const { phone } = registrar();
    phone(4000);
    const lines = phone(4001).headers["Contact"]?.split("\r\nContact: ").sort();
    expect(lines).toEqual(["<sip:9000@10.0.0.1:4000>;expires=3599", "<sip:9000@10.0.0.1:4001>;expires=3599"]);
  });

  it("PBX-38: in an order drawn from the seed", () => {
    const orders = (seed: number) => {
      const { phone } = registrar(seed);
      return Array.from({ length: 8 }, (_each, index) => phone(4000 + index).headers["Contact"]);
    };
    expect(orders(1)).toEqual(orders(1));
    expect(orders(1)).not.toEqual(orders(2));
  });

  it("PBX-33: a query changes nothing and has no Expires header", () => {
    const { register, phone, contacts, clock } = registrar();
    phone(4000);
    const before = contacts.views(clock.now());
    const answered = register(4000, ["Expires: 60"]);
    expect(answered.status).toBe(200);
    expect(answered.headers["Contact"]).toContain("sip:9000@10.0.0.1:4000");
    expect(answered.headers).not.toHaveProperty("Expires");
    expect(contacts.views(clock.now())).toEqual(before);
  });

  it("leaves the Contact out when the last one was removed", () => {
    const { phone } = registrar();
    phone(4000);
    const answered = phone(4000, ["Expires: 0"]);
    expect(answered).toMatchObject({ status: 200, headers: { Expires: "0" } });
    expect(answered.headers).not.toHaveProperty("Contact");
  });

  it("PBX-25, PBX-39: 15 phones on a placeholder of 10: ten in, five 403 and noted", () => {
    const { phone, contacts, clock, notes } = registrar();
    const statuses = Array.from({ length: 15 }, (_each, index) => phone(4000 + index).status);
    expect(statuses.filter((each) => each === 200)).toHaveLength(10);
    expect(statuses.slice(10)).toEqual([403, 403, 403, 403, 403]);
    expect(contacts.views(clock.now(), "9000")).toHaveLength(10);
    expect(notes).toEqual([]);
  });

  it("tells which phone bound a contact and which was refused, by the MAC of its User-Agent", () => {
    const { phone, setup, heard } = registrar();
    setup.patchExtension("9000", { maxContacts: 2 });
    const named = (mac: string) => `User-Agent: ClearlyIP CIP270 2.42.6.3.36 ${mac}`;
    phone(4000, [named("00:1f:c1:00:00:01")]);
    phone(4001);
    phone(4002, [named("00:1f:c1:00:00:03")]);
    phone(4003);
    phone(4000, [named("00:1f:c1:00:00:01"), "Expires: 60"]);
    phone(4000, [named("00:1f:c1:00:00:01"), "Expires: 0"]);
    expect(heard).toEqual([
      ["registered", "001fc1000001", "9000", "10.0.0.1"],
      ["refused", "001fc1000003", "9000", 403],
      ["registered", "001fc1000001", "9000", "10.0.0.1"],
    ]);
  });

  it("tells nothing of a query, of wrong credentials, of another's address of record", () => {
    const { register, heard } = registrar();
    const named = "User-Agent: ClearlyIP CIP270 2.42.6.3.36 00:1f:c1:00:00:01";
    register(4000, [named]);
    register(4000, [named, "Contact: <sip:4711@10.0.0.1>"], "4711");
    register(4000, [named, "Contact: <sip:x@10.0.0.1>"], "1001", "9000");
    expect(heard).toEqual([]);
  });

  it("follows a limit that the admin changes while it runs", () => {
    const { phone, setup } = registrar();
    setup.patchExtension("9000", { maxContacts: 2 });
    expect([4000, 4001, 4002].map((port) => phone(port).status)).toEqual([200, 200, 403]);
  });

  it("PBX-27: notes who was dropped for whom", () => {
    const { register, notes } = registrar();
    const user = (port: number) => register(port, [`Contact: <sip:1001@10.0.0.1:${port}>`], "1001");
    user(4000);
    expect(user(4001).headers["Contact"]).toBe("<sip:1001@10.0.0.1:4001>;expires=3599");
    expect(notes).toEqual([
      "extension 1001: contact sip:1001@10.0.0.1:4000 dropped for 10.0.0.1:4001 (Remove Existing)",
    ]);
  });

  it("PBX-29: notes that who was dropped does not answer, under Remove Existing as well", () => {
    const { register, notes, silent, setup } = registrar();
    setup.submit({
      extensions: { "1001": { override: { "remove-unavailable": true } } },
    });
    const user = (port: number) => register(port, [`Contact: <sip:1001@10.0.0.1:${port}>`], "1001");
    user(4000);
    silent.add("sip:1001@10.0.0.1:4000");
    user(4001);
    expect(notes).toEqual([
      "extension 1001: contact sip:1001@10.0.0.1:4000 dropped for 10.0.0.1:4001 (it does not answer)",
    ]);
  });

  it("PBX-20: another address of record than the endpoint's is 404, after authentication", () => {
    const { register } = registrar();
    expect(register(4000, ["Contact: <sip:x@10.0.0.1>"], "1001", "9000").status).toBe(404);
  });

  it("PBX-53: an unknown user gets 401 and 401", () => {
    expect(registrar().register(4000, [], "4711").status).toBe(401);
    expect(registrar().register(4000, [], "constructor").status).toBe(401);
  });

  it.each([
    ["Contact: <sip:9000@10.0.0.1>;expires=soon", 400],
    ["Contact: *", 400],
    ["Contact: <sip:9000@10.0.0.1>\r\nExpires: abc", 400],
    ["Contact: tel:+12125550100", 416],
    ["Contact: <sips:9000@10.0.0.1>", 400],
    ["Require: gruu", 420],
  ])("PBX-58: %s is answered with %i", (line, status) => {
    expect(registrar().register(4000, [line]).status).toBe(status);
  });
});

describe("what Asterisk takes against RFC 3261 (PBX-58)", () => {
  const contact = "Contact: <sip:9000@10.0.0.1:4000>";
  it.each<[headers: string[], status: number, seconds: number | undefined, what: string]>([
    [[contact, "Require: foo"], 420, 3600, "Require: foo"],
    [["Contact: <sips:9000@10.0.0.1:4000>"], 400, 3600, "sips Contact without TLS"],
    [[`${contact};expires=abc`], 400, undefined, "Contact;expires is not a number of seconds"],
    [[`${contact};expires=-1`], 400, undefined, "Contact;expires is not a number of seconds"],
    [[`${contact};expires="60"`], 400, undefined, "Contact;expires is not a number of seconds"],
    [[`${contact};expires=100.5`], 400, 100, "Contact;expires is not a number of seconds"],
  ])("%s", (headers, status, seconds, what) => {
    expect(registrar(1, true).register(4000, headers).status).toBe(status);
    const lenient = registrar(1, false);
    expect(lenient.register(4000, headers).status).toBe(200);
    expect(lenient.taken).toEqual([what]);
    const bound = lenient.contacts.views(lenient.clock.now()).map(({ expiresInSeconds }) => expiresInSeconds);
    expect(bound).toEqual(seconds === undefined ? [] : [seconds - 1]);
  });

  it("Expires beyond its grammar is a very long time, strict or not", () => {
    expect(registrar(1, true).phone(4000, ["Expires: 99999999999"]).headers["Expires"]).toBe("7200");
  });
});
