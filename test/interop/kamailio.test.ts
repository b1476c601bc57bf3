import { beforeEach, expect, onTestFinished, test } from "vitest";
import { header, type SipResponse } from "../../sim/sip/message/message.js";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import { authorization, type DigestChanges } from "../unit/backend/pbx/digest-request.js";
import { TestPhone } from "../unit/backend/pbx/test-phone.js";
import { openDesk, type TestDesk } from "../unit/phone/registration/test-desk.js";
import { kamailioAccount, startKamailio } from "./kamailio.js";
import { requirePeer } from "./peer.js";
import { runBackend } from "./running-backend.js";

beforeEach((context) => requirePeer(context, "kamailio"));

/** Of what a phone sent, in order. */
function sent(desk: TestDesk, fits: RegExp): (string | undefined)[] {
  return desk
    .all("sip")
    .filter(({ direction, repeat }) => direction === "sent" && !repeat)
    .map(({ text }) => fits.exec(text ?? "")?.[1]);
}

test("a phone registers on Kamailio and refreshes by one nonce, whose uses it counts, and leaves", async () => {
  const server = await startKamailio({ maxContacts: 1 });
  const desk = await openDesk({ server, identity: { expiresSeconds: 2 } });
  desk.registration.register();
  await desk.until("registered", 3);
  expect(sent(desk, /nc=(\w+)/)).toEqual([undefined, "00000001", "00000002", "00000003"]);
  expect(new Set(sent(desk, /nonce="([^"]*)"/).slice(1)).size).toBe(1);
  await desk.registration.unregister("own-contact");
  expect(desk.all("registration").at(-1)).toMatchObject({ state: "unregistered", status: 200 });
});

test("at its limit Kamailio says 503 and why; the phone waits, and is in as soon as there is room", async () => {
  const server = await startKamailio({ maxContacts: 1 });
  const [first, second] = [await openDesk({ server }), await openDesk({ server })];
  first.registration.register();
  await first.until("registered");
  second.registration.register();
  expect(await second.until("failing")).toMatchObject({ status: 503, reason: "Service Unavailable" });
  expect(second.all("sip").at(-1)?.text).toContain("P-Registrar-Error: Too many registered contacts");
  await first.registration.unregister("own-contact");
  await second.until("registered");
});

test("with a wrong password it is rejected after two requests", async () => {
  const server = await startKamailio({ maxContacts: 1 });
  const desk = await openDesk({ server, identity: { password: "wrong" } });
  desk.registration.register();
  expect(await desk.until("rejected")).toMatchObject({ status: 401 });
  expect(desk.counters.sent).toBe(2);
});

interface Registrar {
  readonly server: SocketAddress;
  readonly account: { readonly user: string; readonly password: string };
}

/** Registers with credentials that are wrong in some way. @param again sends them once more, word by word */
async function registerWith(
  { server, account }: Registrar,
  changes: DigestChanges,
  again = false,
): Promise<SipResponse> {
  const phone = await TestPhone.open(server, account, "127.0.0.1");
  onTestFinished(() => phone.close());
  const line = { name: "Authorization", value: "" };
  const uri = `sip:${server.host}:${server.port}`;
  const callId = { name: "Call-ID", value: `${phone.address}@test` };
  const ask = async (more: readonly { name: string; value: string }[]): Promise<SipResponse> => {
    const request = phone.request("REGISTER", uri, [callId, ...more]);
    phone.send(request);
    return phone.finalTo(request);
  };
  const challenge = header(await ask([]), "WWW-Authenticate") ?? "";
  line.value = authorization({ method: "REGISTER", uri }, challenge, account, changes).replace(/^\w+: /, "");
  const answer = await ask([line]);
  return again ? ask([line]) : answer;
}

test("what is wrong with a digest is caught by Kamailio, by deskfleet's own strict PBX, or by both", async () => {
  const kamailio = { server: await startKamailio({ maxContacts: 5 }), account: kamailioAccount };
  const { sip: server } = await runBackend(["--strict"]);
  const own = { server, account: { user: "1002", password: "s3cret-bob-9a2e" } };
  const said = async (changes: DigestChanges, again?: boolean) => ({
    kamailio: (await registerWith(kamailio, changes, again)).status,
    own: (await registerWith(own, changes, again)).status,
  });
  expect({
    "nothing wrong": await said({}),
    "another digest-uri": await said({ uri: "sip:elsewhere" }),
    "nc used before": await said({}, true),
    "no opaque": await said({ opaque: undefined }),
  }).toEqual({
    "nothing wrong": { kamailio: 200, own: 200 },
    "another digest-uri": { kamailio: 200, own: 400 },
    "nc used before": { kamailio: 401, own: 401 },
    "no opaque": { kamailio: 200, own: 400 },
  });
});
