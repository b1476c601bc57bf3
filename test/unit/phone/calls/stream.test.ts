import { createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { header, type SipMessage, type SipRequest } from "../../../../sim/sip/message/message.js";
import { parseMessage } from "../../../../sim/sip/message/parse.js";
import { responseTo, serializeMessage } from "../../../../sim/sip/message/serialize.js";
import { Rig } from "./rig.js";
import { requestText, sdpOf } from "./scripted-peer.js";

/** A PBX on TCP that puts several messages into one chunk. */
class StreamPeer {
  readonly heard: SipMessage[] = [];
  socket: Socket | undefined;
  #wake: () => void = () => undefined;

  constructor(readonly server: Server) {
    server.on("connection", (socket) => {
      this.socket = socket;
      socket.on("error", () => undefined);
      socket.on("data", (data) => {
        for (const text of data.toString().split(/(?=^(?:SIP\/2\.0 \d|[A-Z]+ sip:\S+ SIP\/2\.0\r))/m)) {
          const parsed = parseMessage(text, { stream: true });
          if (parsed.ok) this.heard.push(parsed.message);
        }
        this.#wake();
      });
    });
  }

  async next(matches: (message: SipMessage) => boolean): Promise<SipMessage> {
    for (;;) {
      const found = this.heard.find(matches);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async request(method: string): Promise<SipRequest> {
    const message = await this.next((each) => each.kind === "request" && each.method === method);
    if (message.kind !== "request") throw new Error("unreachable");
    return message;
  }

  answer(cseq: string, status: number): Promise<SipMessage> {
    return this.next(
      (each) => each.kind === "response" && each.status === status && header(each, "CSeq") === cseq,
    );
  }
}

let peer: StreamPeer;
let rig: Rig;

beforeEach(async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  peer = new StreamPeer(server);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("unreachable");
  rig = await Rig.open({ host: "127.0.0.1", port: address.port }, { protocol: "tcp" });
  rig.calls.place("911", "help");
  await peer.request("INVITE");
});

afterEach(async () => {
  await rig.close();
  peer.socket?.destroy();
  await new Promise((resolve) => peer.server.close(resolve));
});

const contact = { name: "Contact", value: "<sip:pbx@127.0.0.1;transport=tcp>" };

function ok(invite: SipRequest): string {
  const headers = [contact, { name: "Content-Type", value: "application/sdp" }];
  return serializeMessage(responseTo(invite, 200, undefined, { toTag: "peer", headers, body: sdpOf(4000) }));
}

function inDialog(method: string, invite: SipRequest, cseq: number, body = ""): string {
  return requestText({
    method,
    uri: "sip:1001@127.0.0.1",
    via: `127.0.0.1;branch=z9hG4bK${method}${cseq}`,
    callId: header(invite, "Call-ID") ?? "",
    cseq,
    from: `${header(invite, "To")};tag=peer`,
    to: header(invite, "From") ?? "",
    headers: [`Contact: ${contact.value}`, ...(body === "" ? [] : ["Content-Type: application/sdp"])],
    body,
  }).replace("SIP/2.0/UDP", "SIP/2.0/TCP");
}

test("the 200 and a BYE in one chunk: acknowledged, answered, ended", async () => {
  const invite = await peer.request("INVITE");
  expect(header(invite, "Contact")).toContain(";transport=tcp");
  peer.socket?.write(ok(invite) + inDialog("BYE", invite, 1));
  await peer.request("ACK");
  await peer.answer("1 BYE", 200);
  await rig.call("help", "ended");
  expect(rig.states("help")).toEqual(["dialling", "answered", "ended"]);
});

test("the 200, a re-INVITE and its ACK in one chunk", async () => {
  const invite = await peer.request("INVITE");
  const hold = sdpOf(4000, ["a=sendonly"]);
  peer.socket?.write(ok(invite) + inDialog("INVITE", invite, 1, hold) + inDialog("ACK", invite, 1));
  expect((await peer.answer("1 INVITE", 200)).body).toContain("a=recvonly");
  peer.socket?.write(inDialog("INVITE", invite, 2, sdpOf(4000)) + inDialog("BYE", invite, 3));
  await peer.answer("2 INVITE", 200);
  await peer.answer("3 BYE", 200);
  await rig.call("help", "ended");
});

test("nothing is repeated on TCP", async () => {
  await rig.call("help", "failed");
  expect(peer.heard.filter((each) => each.kind === "request" && each.method === "INVITE")).toHaveLength(1);
});

test("the connection breaks while it rings: the call fails at once", async () => {
  const invite = await peer.request("INVITE");
  peer.socket?.write(
    serializeMessage(responseTo(invite, 180, undefined, { toTag: "peer", headers: [contact] })),
  );
  await rig.call("help", "ringing");
  peer.socket?.destroy();
  expect(await rig.call("help", "failed")).toMatchObject({ status: 0, reason: "connection lost" });
  await rig.until(() => rig.idle === 1);
  // No response came, so nothing is acknowledged.
  expect(rig.events).not.toContainEqual(
    expect.objectContaining({ type: "sip", startLine: expect.stringMatching(/^ACK/) }),
  );
});

test("the connection breaks in a call: the call goes on over a new one", async () => {
  const invite = await peer.request("INVITE");
  peer.socket?.write(ok(invite));
  await rig.call("help", "answered");
  peer.socket?.destroy();
  await rig.until(() => rig.lost === 1);
  rig.calls.hangUp();
  await peer.request("BYE");
});
