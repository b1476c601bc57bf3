import { expect } from "vitest";
import type { TortureMessage } from "./corpus.js";
import { type Heard, statusOf } from "./heard.js";

/** A socket of a test, with what comes back. */
interface Exchange {
  readonly heard: Heard;
  send(data: Buffer | string): void;
}

/** What a server may answer, by the name of the message, where parsing alone does not decide; none: nothing. */
export type Answers = Readonly<Record<string, readonly number[]>>;

/** What is another matter on a stream than in a datagram. */
interface OnStream {
  /** Its body is shorter than it says: the rest may still come. */
  readonly waits?: true;
  /** Nobody knows where the next message begins, so there is none. */
  readonly ends?: true;
  /** An answer that is allowed besides. */
  readonly also?: readonly number[];
}

const onStream: Readonly<Record<string, OnStream>> = {
  clerr: { waits: true },
  multi01: { waits: true },
  ncl: { ends: true },
  mcl01: { ends: true },
  inv2543: { ends: true },
  // The INVITE is a message of its own, without Contact; what follows it ends the connection, if need be before the
  // answer to the REGISTER is made.
  dblreq: { ends: true, also: [400] },
};

export function streamRules({ name }: TortureMessage): OnStream {
  return onStream[name] ?? {};
}

export function allowedAnswers({ name, outcome }: TortureMessage, toValid: Answers): readonly number[] {
  switch (outcome.kind) {
    case "valid": {
      const answers = toValid[name];
      if (answers === undefined) throw new Error(`the test does not say what ${name} may be answered with`);
      return answers;
    }
    case "answer":
      return outcome.statuses;
    case "drop":
      return [];
  }
}

const ordinaryCallId = "ordinary-options";

/** Waits for the answer where there must be one. */
export async function expectAnswer({ heard }: Exchange, allowed: readonly number[]): Promise<void> {
  if (allowed.length > 0) await heard.until((text) => statusOf(text) > 100);
}

/** Nothing else was answered, apart from the OPTIONS of `expectService`. */
export function expectOnly({ heard }: Pick<Exchange, "heard">, allowed: readonly number[]): void {
  for (const text of heard.texts.filter((each) => !isOrdinary(each))) {
    if (statusOf(text) !== 100) expect(allowed, text).toContain(statusOf(text));
  }
}

/** An ordinary OPTIONS is still answered. */
export async function expectService({ heard, send }: Exchange, transport: "UDP" | "TCP"): Promise<void> {
  send(ordinaryOptions(transport));
  expect(statusOf(await heard.until(isOrdinary))).toBe(200);
}

function isOrdinary(text: string): boolean {
  return text.includes(`\r\nCall-ID: ${ordinaryCallId}\r\n`);
}

/** Of an extension that the PBX knows, so that it need not prove who it is. */
function ordinaryOptions(transport: "UDP" | "TCP"): string {
  return [
    "OPTIONS sip:user@127.0.0.1 SIP/2.0",
    `Via: SIP/2.0/${transport} 127.0.0.1:5060;rport;branch=z9hG4bK-${ordinaryCallId}`,
    "Max-Forwards: 70",
    "From: <sip:1001@127.0.0.1>;tag=ordinary",
    "To: <sip:user@127.0.0.1>",
    `Call-ID: ${ordinaryCallId}`,
    "CSeq: 1 OPTIONS",
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}
