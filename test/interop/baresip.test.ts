import { beforeEach, expect, test } from "vitest";
import { startBaresip } from "./baresip.js";
import { requirePeer } from "./peer.js";
import { runBackend } from "./running-backend.js";
import { playPhone } from "./simulated-phone.js";

const bob = { extension: "1002", password: "s3cret-bob-9a2e" };

beforeEach((context) => requirePeer(context, "baresip"));

test.each(["udp", "tcp"] as const)(
  "baresip registers over %s and calls a simulated phone",
  async (transport) => {
    const backend = await runBackend();
    const baresip = await startBaresip({ pbx: backend.sip, transport, ...bob });
    await baresip.line(/1002@.* 200 OK/);
    expect(await backend.contacts("1002")).toMatchObject([
      { source: expect.stringMatching(`^${transport}:`), userAgent: expect.stringMatching(/^baresip/) },
    ]);

    const phone = playPhone("answers-a-call", backend);
    await phone.event({ type: "registration", state: "registered", extension: "1008" });
    baresip.command("dial", "1008");
    await baresip.line(/Call established: sip:1008@/);
    await phone.event({ type: "call", direction: "incoming", state: "answered", number: "1002" });
    baresip.command("hangup");
    expect(await phone.ended).toMatchObject({ code: 0, stdout: expect.stringContaining("1 passed") });

    baresip.command("quit");
    expect(await baresip.ended).toBe(0);
    expect(await backend.contacts("1002")).toEqual([]);
  },
);
