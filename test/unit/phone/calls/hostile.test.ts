import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseMessage } from "../../../../sim/sip/message/parse.js";
import { Caller } from "./caller.js";
import { Rig } from "./rig.js";
import { ScriptedPeer, sdpOf } from "./scripted-peer.js";

let peer: ScriptedPeer;
let rig: Rig;
let caller: Caller;
let to: string;
const strays: unknown[] = [];
const note = (error: unknown) => strays.push(error);

beforeEach(async () => {
  process.on("unhandledRejection", note);
  process.on("uncaughtException", note);
  peer = await ScriptedPeer.open();
  rig = await Rig.open(peer.address);
  caller = new Caller(peer, rig);
  to = await caller.answered("a", sdpOf(4000));
  rig.calls.place("1002", "out");
  peer.reply(await peer.request("INVITE"), 180);
  await rig.call("out", "ringing");
});

afterEach(async () => {
  await rig.close();
  peer.close();
  process.off("unhandledRejection", note);
  process.off("uncaughtException", note);
});

const methods = ["INVITE", "ACK", "BYE", "CANCEL", "REFER", "MESSAGE", "INFO"] as const;

const headers = fc.constantFrom(
  "Contact: <sip:x@y>",
  "Contact: *",
  "Contact: <tel:+1>",
  "Content-Type: multipart/mixed;boundary=x",
  "Content-Disposition: render",
  "Content-Disposition: ;;;",
  "Require: 100rel",
  "Supported: 100rel",
  "Replaces: 1;from-tag=2;to-tag=3",
  "P-Asserted-Identity: <tel:+12125550100>",
  "P-Asserted-Identity: nobody",
  "Record-Route: <sip:p;lr>",
  "Refer-To: <sip:911@x>",
  "Refer-To: garbage",
  "Event: refer",
  "Expires: 0",
  "RSeq: x",
  "Subject: \u{1F4DE}",
);

const request = fc.record({
  method: fc.constantFrom(...methods),
  callId: fc.constantFrom("a", "b", "c"),
  branch: fc.constantFrom("1", "2", "a-invite", "a-ack"),
  inDialog: fc.boolean(),
  cseq: fc.integer({ min: 0, max: 5 }),
  uri: fc.constantFrom("sip:1001@127.0.0.1", "sip:127.0.0.1", "tel:911", "sip:1001:x@127.0.0.1;a=b?c=d"),
  from: fc.constantFrom("<sip:1002@pbx>;tag=caller", "<sip:1002@pbx>", "<tel:+1>;tag=caller", "sip:a@b;tag="),
  contact: fc.constantFrom(null, "<sip:1002@127.0.0.1>", "<sip:127.0.0.1>", "<mailto:a@b>"),
  headers: fc.array(headers, { maxLength: 3 }),
  body: fc.constantFrom("", sdpOf(4000), sdpOf(0), "v=0", "Signal=1", "\u{1F4DE}"),
  contentType: fc.constantFrom(null, "application/sdp", "text/plain", "x"),
});

const finger = fc.constantFrom("answer", "reject", "hangUp", "none");

function press(action: "answer" | "reject" | "hangUp" | "none"): void {
  try {
    if (action !== "none") rig.calls[action](rig.callEvents.at(-1)?.call);
  } catch {
    // DF_DESK_UNABLE: there was nothing to press for.
  }
}

test("whatever comes, nothing is thrown, nothing is left unhandled, and the phone still calls", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(request, finger), { minLength: 1, maxLength: 8 }), async (script) => {
      for (const [{ inDialog, method, ...said }, action] of script) {
        const text = caller.text(method, inDialog ? { ...said, to } : said);
        const parsed = parseMessage(text);
        if (parsed.ok) {
          const arrival = {
            data: Buffer.from(text),
            protocol: "udp" as const,
            from: peer.address,
            to: rig.address,
          };
          rig.calls.onMessage(parsed.message, arrival);
        }
        press(action);
      }
      await caller.barrier();
    }),
    { numRuns: 60 },
  );
  expect(strays).toEqual([]);
  rig.calls.place("1003", "after");
  peer.reply(await peer.request("INVITE"), 486);
  expect(await rig.call("after", "failed")).toMatchObject({ status: 486 });
});

const statuses = [100, 180, 183, 199, 200, 202, 299, 302, 401, 407, 486, 500, 603];

test("whatever is answered, likewise", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          status: fc.constantFrom(...statuses),
          tag: fc.constantFrom("", "peer", "other"),
          body: fc.constantFrom(undefined, sdpOf(4000), "v=0"),
          contact: fc.boolean(),
          headers: fc.array(
            fc.constantFrom(
              { name: "WWW-Authenticate", value: 'Digest realm="r", nonce="n"' },
              { name: "WWW-Authenticate", value: "Basic x" },
              { name: "Require", value: "100rel" },
              { name: "RSeq", value: "1" },
              { name: "Record-Route", value: "<sip:p;lr>" },
              { name: "Contact", value: "*" },
            ),
            { maxLength: 2 },
          ),
        }),
        { minLength: 1, maxLength: 6 },
      ),
      async (answers) => {
        rig.calls.place("1002", "odd");
        const invite = await peer.request("INVITE");
        for (const { body, ...answer } of answers) {
          peer.reply(invite, answer.status, { ...answer, ...(body === undefined ? {} : { body }) });
        }
        await caller.barrier();
        rig.calls.stop();
        peer.heard.length = 0;
        peer.rewind();
      },
    ),
    { numRuns: 60 },
  );
  expect(strays).toEqual([]);
});
