import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sipReading } from "../../sim/backend/sip-reading.js";
import { header, type SipRequest } from "../../sim/sip/message/message.js";
import { parseMessage } from "../../sim/sip/message/parse.js";
import * as sip from "../arbitrary/sip-grammar.js";
import { authorization } from "../unit/backend/pbx/digest-request.js";
import { type Rig, startRig } from "../unit/backend/pbx/rig.js";
import { offer } from "../unit/backend/pbx/test-phone.js";
import { unlimited } from "../unit/backend/pbx/two-offices.js";

/** What our parser accepts is answered: nothing vanishes between switch, control protocol, PBX and far end. */

let rig: Rig;
let phone: Phone;

beforeEach(async () => {
  rig = await startRig(unlimited());
  phone = await Phone.open(rig.sip.port);
});

afterEach(async () => {
  phone.close();
  await rig.stop();
});

/** A run that waits longer waits for what will not come. */
const runs = { seed: 5031, numRuns: 200, timeout: 3000, endOnFailure: true };

/** A bare socket: answers are found by their text, for they repeat whatever oddity they answer. */
class Phone {
  readonly heard: string[] = [];
  readonly #socket: Socket;
  readonly #server: number;
  #wake: () => void = () => {};

  private constructor(socket: Socket, server: number) {
    this.#socket = socket;
    this.#server = server;
    socket.on("message", (data) => {
      this.heard.push(data.toString());
      this.#wake();
    });
  }

  static async open(server: number): Promise<Phone> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    return new Phone(socket, server);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  send(text: string): void {
    this.#socket.send(text, this.#server, "127.0.0.1");
  }

  close(): void {
    this.#socket.close();
  }

  /** The final answer to the request with that branch. */
  async final(branch: string): Promise<string> {
    const isIt = (text: string): boolean =>
      /^SIP\/2\.0 [2-6]/.test(text) && text.includes(`branch=${branch}`);
    for (;;) {
      const found = this.heard.find(isIt);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

type Branches = [string, string, string, string, string];

let count = 0;
const newBranch = (): string => `z9hG4bKproperty${++count}`;

interface Said {
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  readonly contact: string;
  readonly callId: string;
  readonly hops: readonly string[];
  readonly headers: readonly (readonly [string, string])[];
  readonly cseq: number;
  readonly body: string;
}

function written(said: Said, branch: string): string {
  const { method, uri, from, to, contact, callId, hops, headers, cseq, body } = said;
  const top = `SIP/2.0/UDP 127.0.0.1:${phone.port};rport;branch=${branch}`;
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: ${[top, ...hops].join(", ")}`,
    `From: ${from}`,
    `To: ${to}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    `Contact: ${contact}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(body === "" ? [] : ["Content-Type: application/sdp"]),
    `Content-Length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}

function accepted(text: string): SipRequest | undefined {
  const parsed = parseMessage(text, sipReading);
  return parsed.ok && parsed.message.kind === "request" ? parsed.message : undefined;
}

const parts = {
  hops: fc.array(sip.viaHop, { maxLength: 2 }),
  headers: fc.array(sip.extraHeader, { maxLength: 3 }),
  callId: sip.callId,
  contact: sip.address,
};

const anything = fc.record({
  ...parts,
  method: fc.constantFrom(
    ...["REGISTER", "INVITE", "OPTIONS", "NOTIFY", "SUBSCRIBE", "MESSAGE", "PUBLISH", "REFER"],
    ...["INFO", "BYE", "CANCEL", "UPDATE", "PRACK", "FOO", "ACK"],
  ),
  uri: fc.oneof(
    fc.constantFrom("sip:911@127.0.0.1", "tel:911", "urn:service:sos", "sip:1002@pbx_1", "sip:127.0.0.1"),
    sip.host.map((host) => `sip:1001@${host}`),
  ),
  from: fc.oneof(sip.taggedAddress, sip.address),
  to: fc.oneof(sip.taggedAddress, sip.address),
  cseq: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  body: fc.constantFrom("", offer),
});

test("each request is answered, an ACK is not, and the backend serves on", async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (said) => {
      const branch = newBranch();
      const text = written(said, branch);
      fc.pre(accepted(text) !== undefined);
      phone.heard.length = 0;
      phone.send(text);
      if (said.method !== "ACK") {
        await phone.final(branch);
        return;
      }
      const next = newBranch();
      phone.send(written({ ...said, ...plain, method: "OPTIONS", cseq: 1 }, next));
      await phone.final(next);
      expect(phone.heard.filter((each) => each.includes(`branch=${branch}`))).toEqual([]);
    }),
    runs,
  );
});

const plain = {
  uri: "sip:127.0.0.1",
  from: "<sip:1001@127.0.0.1>;tag=plain",
  to: "<sip:127.0.0.1>",
  contact: "<sip:1001@127.0.0.1>",
  headers: [],
  hops: [],
  body: "",
} as const;

const emergency = fc.record({
  ...parts,
  uri: fc.oneof(
    fc.constantFrom(
      "sip:911@127.0.0.1",
      "sip:911@127.0.0.1;user=phone",
      "tel:911",
      "urn:service:sos",
      "sip:%3911@a",
    ),
    sip.host.map((host) => `sip:911@${host}`),
  ),
  name: sip.displayName.map((name) => name.replaceAll(/["\\]/g, "")),
  host: sip.host,
  tag: sip.token,
  to: sip.address,
  cseq: fc.integer({ min: 0, max: 2 ** 31 - 10 }),
  meanwhile: fc.constantFrom(
    ...["INFO", "UPDATE", "MESSAGE", "OPTIONS", "INVITE", "REFER", "NOTIFY", "SUBSCRIBE", "PRACK", "FOO"],
  ),
  meanwhileBody: fc.constantFrom("", offer, "Signal=1\r\n"),
  meanwhileHeaders: fc.array(sip.extraHeader, { maxLength: 3 }),
});

test("a call to 911 with whatever is legal beside it reaches the PSAP; what is asked during it is answered", async () => {
  await fc.assert(
    fc.asyncProperty(emergency, async (call) => {
      const { name, host, tag, meanwhile, meanwhileBody, meanwhileHeaders, ...odd } = call;
      const from = `"${name}" <sip:1001@${host}>;tag=${tag}`;
      const said: Said = { ...odd, method: "INVITE", from, body: offer };
      const [first, second, third, during, last] = Array.from({ length: 5 }, newBranch) as Branches;
      const asked = accepted(written(said, first));
      fc.pre(asked !== undefined);
      if (!asked) return;
      phone.heard.length = 0;
      const reached = rig.farEnd.calls().length;
      phone.send(written(said, first));
      const challenge = /^WWW-Authenticate: (.*)\r$/m.exec(await phone.final(first))?.[1] ?? "";
      const account = { user: "1001", password: rig.setup.current.extensions["1001"]?.secret ?? "" };
      const line = authorization(asked, challenge, account, { cnonce: first });
      const cseq = said.cseq + 1;
      phone.send(written({ ...said, method: "ACK", body: "" }, first));
      const credentials = ["Authorization", line.replace("Authorization: ", "")] as const;
      phone.send(written({ ...said, cseq, headers: [...said.headers, credentials] }, second));
      const answer = await phone.final(second);
      expect(answer).toMatch(/^SIP\/2\.0 200 /);
      expect(rig.farEnd.calls().slice(reached)).toMatchObject([{ number: "911", state: "answered" }]);
      const to = header(asParsed(answer), "To") ?? "";
      const dialog = { ...said, uri: "sip:127.0.0.1", to, headers: [], body: "" };
      phone.send(written({ ...dialog, method: "ACK", cseq }, third));
      const headers = meanwhileHeaders;
      const question = { ...dialog, method: meanwhile, headers, cseq: cseq + 1, body: meanwhileBody };
      if (accepted(written(question, during))) {
        phone.send(written(question, during));
        const answered = await phone.final(during);
        if (meanwhile === "INVITE") phone.send(written({ ...dialog, method: "ACK", cseq: cseq + 1 }, during));
        expect(answered).toMatch(/^SIP\/2\.0 [24-6]/);
        if (!/^SIP\/2\.0 2/.test(answered)) expect(rig.notes.join("\n")).toMatch(`${meanwhile} `);
      }
      phone.send(written({ ...dialog, method: "BYE", cseq: cseq + 2 }, last));
      expect(await phone.final(last)).toMatch(/^SIP\/2\.0 200 /);
      await expect.poll(() => rig.farEnd.calls()[reached]?.state).toBe("ended");
    }),
    { ...runs, numRuns: 100 },
  );
});

function asParsed(text: string) {
  const parsed = parseMessage(text);
  if (!parsed.ok) throw new Error(`the backend answered with garbage: ${parsed.reason}\n${text}`);
  return parsed.message;
}
