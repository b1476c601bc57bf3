import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseCredentials } from "../../../../sim/sip/digest/credentials.js";
import { header, headersOf } from "../../../../sim/sip/message/message.js";
import { responseTo, serializeMessage } from "../../../../sim/sip/message/serialize.js";
import { Caller, toOf } from "./caller.js";
import { Rig } from "./rig.js";
import { ScriptedPeer, sdpOf } from "./scripted-peer.js";

/** Inputs of public bug reports, by their kind: answers to our INVITE. */

let peer: ScriptedPeer;
let rig: Rig;
let caller: Caller;

beforeEach(async () => {
  peer = await ScriptedPeer.open();
  rig = await Rig.open(peer.address);
  caller = new Caller(peer, rig);
});

afterEach(async () => {
  await rig.close();
  peer.close();
});

const oddities: [name: string, value: string][] = [
  ["Contact", "<sip:PBX#1@127.0.0.1>"],
  ["Contact", ""],
  ["Contact", "*"],
  ["Contact", "<sip:@>, nonsense"],
  ["Record-Route", "sip:edge;lr"],
  ["Record-Route", "nonsense"],
  ["Refer-To", "???"],
  ["Max-Forwards", "many"],
  ["Content-Type", "nothing"],
  ["WWW-Authenticate", "nothing"],
  ["Proxy-Authenticate", "="],
  ["Date", "yesterday"],
];

describe("K3: an answer with one odd header gets its ACK and its status", () => {
  test.each(
    oddities.flatMap(([name, value]) =>
      [180, 302, 404, 486, 603].map((status) => [status, name, value] as const),
    ),
  )("%i with %s: %s", async (status, name, value) => {
    rig.calls.place("911", "help");
    const invite = await peer.request("INVITE");
    peer.reply(invite, status, { contact: false, headers: [{ name, value }] });
    if (status === 180) {
      await rig.call("help", "ringing");
      return;
    }
    await peer.request("ACK");
    expect(await rig.call("help", "failed")).toMatchObject({ status });
  });

  test.each([...oddities, ["Contact", '<sip:pbx@127.0.0.1>;thinfo="VG8="']] as [string, string][])(
    "200 with %s: %s",
    async (name, value) => {
      rig.calls.place("911", "help");
      const invite = await peer.request("INVITE");
      const headers = [
        { name, value },
        ...(name === "Contact" ? [] : [{ name: "Contact", value: "<sip:b@c_d>" }]),
      ];
      const text = serializeMessage(
        responseTo(invite.message, 200, undefined, { toTag: "t", headers, body: sdpOf(4000) }),
      );
      peer.send(text, invite.from);
      await peer.request("ACK");
      await rig.call("help", "answered");
      rig.calls.hangUp();
      peer.reply(await peer.request("BYE"), 200);
      await rig.until(() => rig.idle === 1);
    },
  );

  test("what is passed over is a note", async () => {
    rig.calls.place("911", "help");
    const invite = await peer.request("INVITE");
    peer.reply(invite, 404, { contact: false, headers: [{ name: "Contact", value: "" }] });
    await rig.call("help", "failed");
    expect(rig.notes()).toEqual(['the 404 to INVITE has an odd Contact, passed over: ""']);
  });

  test("an answer without a To tag is acknowledged without one", async () => {
    rig.calls.place("911", "help");
    const invite = await peer.request("INVITE");
    peer.send(responseTo(invite.message, 200, undefined, { body: sdpOf(4000) }), invite.from);
    const ack = await peer.request("ACK");
    expect(header(ack.message, "To")).toBe(header(invite.message, "To"));
    await rig.call("help", "answered");
  });

  test("a reason phrase of any alphabet is told", async () => {
    rig.calls.place("911", "help");
    const invite = await peer.request("INVITE");
    peer.send(responseTo(invite.message, 486, "Занято: 50% \u{1F4DE}", { toTag: "t" }), invite.from);
    expect(await rig.call("help", "failed")).toMatchObject({ status: 486, reason: "Занято: 50% \u{1F4DE}" });
  });
});

describe("K4: one digest for all methods", () => {
  const hashes = { MD5: "md5", "MD5-sess": "md5", "SHA-256": "sha256", "SHA-256-sess": "sha256" } as const;
  const all = (Object.keys(hashes) as (keyof typeof hashes)[]).flatMap((algorithm) =>
    (["", "auth", "auth-int"] as const).flatMap((qop) =>
      ([401, 407] as const).map((status) => ({ algorithm, qop, status })),
    ),
  );

  test.each(all)(
    "$status with $algorithm and qop '$qop' to INVITE and BYE",
    async ({ algorithm, qop, status }) => {
      const [asks, gives] =
        status === 401
          ? ["WWW-Authenticate", "Authorization"]
          : ["Proxy-Authenticate", "Proxy-Authorization"];
      const value = `Digest realm="p,b \\"x\\"", nonce="n=1", algorithm=${algorithm}${qop === "" ? "" : `, qop="${qop}"`}`;
      const challenge = { headers: [{ name: asks, value }] };
      const expectCredentials = (message: Parameters<typeof header>[0] & { method: string; uri: string }) => {
        const given = parseCredentials(header(message, gives) ?? "");
        const hash = (text: string) => createHash(hashes[algorithm]).update(text).digest("hex");
        const base = hash('1001:p,b "x":open sesame');
        const ha1 = algorithm.endsWith("-sess") ? hash(`${base}:n=1:${given?.cnonce}`) : base;
        const body = qop === "auth-int" ? `:${hash(message.body)}` : "";
        const ha2 = hash(`${message.method}:${message.uri}${body}`);
        const middle = qop === "" ? "" : `:${given?.nc}:${given?.cnonce}:${qop}`;
        expect(given?.response).toBe(hash(`${ha1}:n=1${middle}:${ha2}`));
        return header(message, gives);
      };
      rig.calls.place("911", "help");
      peer.reply(await peer.request("INVITE"), status, challenge);
      const second = await peer.request("INVITE");
      const credentials = expectCredentials(second.message);
      peer.reply(second, 200, { body: sdpOf(4000) });
      await rig.call("help", "answered");
      const ack = await peer.request("ACK");
      // RFC 3261 §13.2.2.4: the credentials of the INVITE.
      expect(header(ack.message, gives)).toBe(credentials);
      rig.calls.hangUp();
      peer.reply(await peer.request("BYE"), status, challenge);
      const bye = await peer.request("BYE");
      expectCredentials(bye.message);
      peer.reply(bye, 200);
      await rig.until(() => rig.idle === 1);
    },
  );

  test("a proxy asks, then the server behind it: both get their credentials", async () => {
    const value = (nonce: string) => `Digest realm="pbx", nonce="${nonce}"`;
    rig.calls.place("911", "help");
    peer.reply(await peer.request("INVITE"), 407, {
      headers: [{ name: "Proxy-Authenticate", value: value("p") }],
    });
    peer.reply(await peer.request("INVITE"), 401, {
      headers: [{ name: "WWW-Authenticate", value: value("s") }],
    });
    const third = await peer.request("INVITE");
    expect(header(third.message, "Proxy-Authorization")).toContain('nonce="p"');
    expect(header(third.message, "Authorization")).toContain('nonce="s"');
    peer.reply(third, 486);
    expect(await rig.call("help", "failed")).toMatchObject({ status: 486 });
  });
});

test("K20: sip/2.0 in small letters behind line ends is an answer", async () => {
  rig.calls.place("911", "help");
  const invite = await peer.request("INVITE");
  const ok = serializeMessage(responseTo(invite.message, 486, undefined, { toTag: "t" }));
  peer.send(`\r\n\r\n${ok.replace("SIP/2.0 486", "sip/2.0 486")}`, invite.from);
  await peer.request("ACK");
  expect(await rig.call("help", "failed")).toMatchObject({ status: 486 });
});

describe("K22: the target and the routes are as they came", () => {
  const answered = async (headers: { name: string; value: string }[]) => {
    rig.calls.place("911", "help");
    const invite = await peer.request("INVITE");
    peer.reply(invite, 200, { body: sdpOf(4000), contact: false, headers });
    const ack = await peer.request("ACK");
    await rig.call("help", "answered");
    rig.calls.hangUp();
    const bye = await peer.request("BYE");
    peer.reply(bye, 200);
    await rig.until(() => rig.idle === 1);
    return [ack.message, bye.message];
  };

  test("a user with parameters stays unescaped", async () => {
    const uri = "sip:+358-555;postd=pp22@127.0.0.1;user=phone";
    for (const message of await answered([{ name: "Contact", value: `<${uri}>` }])) {
      expect(message.uri).toBe(uri);
    }
  });

  test("a strict router gets its own URI, the target goes last", async () => {
    const headers = [
      { name: "Contact", value: "<sip:far@c_1>" },
      { name: "Record-Route", value: "<sip:p2;lr>, <sip:p1:5070>" },
    ];
    for (const message of await answered(headers)) {
      expect(message.uri).toBe("sip:p1:5070");
      expect(headersOf(message, "Route")).toEqual(["<sip:p2;lr>", "<sip:far@c_1>"]);
    }
  });

  test("a re-INVITE moves the target, not the routes", async () => {
    caller.say("INVITE", {
      callId: "a",
      branch: "1",
      body: sdpOf(4000),
      headers: ["Record-Route: <sip:p_1;lr>"],
    });
    await rig.call("in-1", "ringing");
    rig.calls.answer();
    const to = toOf(await peer.response(200, "INVITE"));
    caller.say("ACK", { callId: "a", branch: "2", to });
    await rig.call("in-1", "answered");
    const again = { callId: "a", branch: "3", to, cseq: 2, body: sdpOf(4000), contact: "<sip:moved@d_1>" };
    caller.say("INVITE", { ...again, headers: ["Record-Route: <sip:other;lr>"] });
    await peer.response(200, "2 INVITE");
    caller.say("ACK", { callId: "a", branch: "4", to, cseq: 2 });
    await caller.barrier();
    rig.calls.hangUp();
    const bye = await peer.request("BYE");
    expect(bye.message.uri).toBe("sip:moved@d_1");
    expect(headersOf(bye.message, "Route")).toEqual(["<sip:p_1;lr>"]);
    peer.reply(bye, 200);
    await rig.until(() => rig.idle === 1);
  });
});
