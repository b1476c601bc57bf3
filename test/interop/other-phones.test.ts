import { beforeEach, describe, expect, test } from "vitest";
import { sampleInput } from "../unit/backend/sample-setup.js";
import { startBaresip } from "./baresip.js";
import { pbxKinds, startPbx } from "./either-pbx.js";
import { requirePeer } from "./peer.js";
import { type SipsakAsks, sipsak } from "./sipsak.js";

beforeEach((context) => {
  requirePeer(context, "sipsak");
  requirePeer(context, "baresip");
});

const secretOf = (extension: string): string => sampleInput().extensions[extension]?.secret ?? "";
const alice = { extension: "1001", password: secretOf("1001"), expiresSeconds: 120 };
const contact = "sip:1001@127.0.0.1:5999";
const challenged = "401 Unauthorized";

/** In this order, for what was registered stays. */
const asked: readonly (readonly [name: string, asks: SipsakAsks, heard: readonly string[]])[] = [
  ["register", { ...alice, contact }, [challenged, "200 OK", "exit code 0"]],
  ["wrong password", { ...alice, contact, password: "wrong" }, [challenged, challenged, "exit code 2"]],
  ["unknown user", { ...alice, contact, extension: "1099" }, [challenged, challenged, "exit code 2"]],
  ["query", { ...alice, contact: "empty" }, [challenged, "200 OK", "exit code 0"]],
  ["*", { ...alice, contact: "*", expiresSeconds: 0 }, [challenged, "200 OK", "exit code 0"]],
];

describe.each(pbxKinds)("on the %s PBX", (kind) => {
  test("sipsak registers, asks and leaves; a wrong password and an unknown user get another 401", async (context) => {
    const { sip } = await startPbx(kind, context, sampleInput());
    for (const [name, asks, expected] of asked) {
      const heard = await sipsak(sip, asks);
      // Asterisk sends its word of the mailbox before the 200 now and then, and sipsak gives up.
      const isOvertaken = kind === "asterisk" && heard.includes("NOTIFY");
      expect([name, ...heard]).toEqual([
        name,
        ...(isOvertaken ? [challenged, "NOTIFY", "exit code 1"] : expected),
      ]);
    }
  });

  test("baresip registers as a placeholder and calls 911; what it may not dial is refused; a wrong password too", async (context) => {
    const { sip: pbx, outside } = await startPbx(kind, context, sampleInput());
    const stranger = await startBaresip({ pbx, transport: "udp", extension: "1002", password: "wrong" });
    await stranger.line(/1002@.*401 Unauthorized/);
    stranger.command("quit");
    const baresip = await startBaresip({
      ...{ pbx, transport: "udp" },
      ...{ extension: "9000", password: secretOf("9000") },
    });
    await baresip.line(/9000@.* 200 OK/);
    baresip.command("dial", "2125550188");
    await baresip.line(/403 Forbidden/);
    baresip.command("dial", "911");
    await baresip.line(/Call established: sip:911@/);
    await expect.poll(outside).toEqual(["911 from 3125550100"]);
    baresip.command("hangup");
    baresip.command("quit");
    expect(await baresip.ended).toBe(0);
  });
});
