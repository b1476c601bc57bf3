import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import { scratchFolder } from "../e2e/scratch.js";
import { Heard } from "../unit/phone/registration/scripted-registrar.js";
import { freePorts } from "./asterisk.js";
import { untilBound } from "./bound-port.js";
import { startProgram } from "./program.js";

/** An answer of SIPp: the status line without its version, then headers; keywords of SIPp stand in brackets. */
interface SippAnswer {
  readonly status: string;
  readonly headers?: readonly string[];
}

/** A REGISTER that SIPp received. */
interface SippReceived {
  readonly atMs: number;
  readonly request: Heard;
}

/** SIPp as a registrar that does what a test wants of it, and nothing that a registrar should. */
export interface SippRegistrar {
  readonly address: SocketAddress;
  /** What it has received by now, without copies. */
  requests(): SippReceived[];
}

export interface SippRegistrarOptions {
  readonly transport?: "udp" | "tcp";
  /** Given once each, in order, before the last one. */
  readonly first?: readonly SippAnswer[];
  /** Given to whatever comes then, for ever. */
  readonly always: SippAnswer;
}

/** Files are tested side by side, each in a process of its own. */
const host = `127.0.5.${(process.pid % 250) + 1}`;

export async function startSippRegistrar({
  transport = "udp",
  first = [],
  always,
}: SippRegistrarOptions): Promise<SippRegistrar> {
  const folder = scratchFolder({ onTestFinished });
  const scenario = join(folder, "registrar.xml");
  const messages = join(folder, "messages.log");
  writeFileSync(scenario, scenarioOf(first, always));
  writeFileSync(messages, "");
  const [port] = await freePorts(host);
  startProgram("sipp", [
    ...["-sf", scenario, "-t", transport === "udp" ? "u1" : "t1", "-i", host, "-p", `${port}`],
    ...["-nostdin", "-trace_msg", "-message_file", messages],
  ]);
  await untilBound(transport, { host, port });
  return { address: { host, port }, requests: () => received(readFileSync(messages, "latin1")) };
}

/** A call of SIPp is a Call-ID, which a phone keeps: its scenario goes round. */
function scenarioOf(first: readonly SippAnswer[], always: SippAnswer): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<scenario name="registrar">',
    ...first.map((answer) => exchange(answer, "")),
    '<label id="1"/>',
    exchange(always, ' next="1"'),
    "</scenario>",
  ].join("\n");
}

function exchange({ status, headers = [] }: SippAnswer, attributes: string): string {
  const lines = [
    `SIP/2.0 ${status}`,
    ...["[last_Via:]", "[last_From:]", "[last_To:];tag=[call_number]", "[last_Call-ID:]", "[last_CSeq:]"],
    ...headers,
    ...(headers.some((each) => each.startsWith("Content-Length")) ? [] : ["Content-Length: 0"]),
  ];
  return `<recv request="REGISTER"/>\n<send${attributes}><![CDATA[\n\n${lines.join("\n")}\n\n]]></send>`;
}

function received(log: string): SippReceived[] {
  const seen = new Set<string>();
  return log
    .split(/^-{20,} /m)
    .map((each) => /^(\S+) (\S+)\n\w+ message received .*\n\n([\s\S]*)$/.exec(each))
    .flatMap((match): SippReceived[] => {
      const [, day, time, text = ""] = match ?? [];
      const request = new Heard(text, { host: "", port: 0 });
      // A copy has the branch of its request.
      if (!text.startsWith("REGISTER ") || seen.has(request.branch)) return [];
      seen.add(request.branch);
      return [{ atMs: Date.parse(`${day}T${time}`), request }];
    });
}
