import { beforeEach, expect, test } from "vitest";
import { labCertificates, startTlsBackend, TlsDesk } from "../unit/backend/tls-rig.js";
import { startBaresip } from "./baresip.js";
import { requirePeer } from "./peer.js";

const bob = { extension: "1002", password: "s3cret-bob-9a2e" };

beforeEach((context) => requirePeer(context, "baresip"));

test("baresip registers over TLS, calls a simulated phone and is called back", async () => {
  const lab = await labCertificates("good");
  const { pbx, tls } = await startTlsBackend(lab);
  const desk = new TlsDesk(1, lab);
  await desk.register("1001", tls);
  await desk.state("registered");
  const baresip = await startBaresip({ pbx: tls, transport: "tls", authority: lab.authority, ...bob });
  await baresip.line(/1002@.* 200 OK/);
  expect(pbx.contacts("1002")).toMatchObject([{ source: expect.stringMatching(/^tls:/) }]);

  baresip.command("dial", "1001");
  await desk.call("ringing");
  desk.sip.calls.answer();
  await baresip.line(/Call established: sip:1001@/);
  desk.sip.calls.hangUp();
  await desk.call("ended");

  desk.events.length = 0;
  desk.sip.calls.place("1002", "back");
  await desk.call("ringing");
  baresip.command("accept");
  await desk.call("answered");
  baresip.command("hangup");
  await desk.call("ended");

  baresip.command("quit");
  expect(await baresip.ended).toBe(0);
});
