import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";
import { scratchFolder } from "../e2e/scratch.js";
import { freePorts } from "./asterisk.js";
import { startProgram } from "./program.js";
import { newYorkDesk } from "./sipp.js";

/** What SIPp asks of a PBX from the New York desk, and the status that ends it. */
export interface SippTalk {
  readonly extension: string;
  readonly password: string;
  readonly method: "REGISTER" | "INVITE";
  /** Of the request; keywords of SIPp stand in brackets. */
  readonly headers?: readonly string[];
  /** INVITE: the number. */
  readonly dialled?: string;
  /** INVITE: keys that are pressed once a 183 has come. */
  readonly keys?: { readonly by: "rfc4733" | "info"; readonly digits: string };
  readonly status: number;
  /** The port it asks from, which is a contact of its own; a free one if left out. */
  readonly port?: number;
}

/**
 * Has SIPp ask, be challenged, answer with its digest, and end the call that comes of it.
 * @returns what it was answered, without 100 and 180; of a REGISTER with the seconds of each contact, rounded up to
 *   fives, and the Expires header: `200 OK, contacts 120 120, expires 120`
 */
export async function talk(pbx: SocketAddress, asks: SippTalk): Promise<string[]> {
  const folder = scratchFolder({ onTestFinished });
  const scenario = join(folder, "talk.xml");
  const messages = join(folder, "messages.log");
  const errors = join(folder, "errors.log");
  writeFileSync(scenario, `<?xml version="1.0" encoding="UTF-8"?>\n${scenarioOf(asks)}`);
  writeFileSync(errors, "");
  writeFileSync(messages, "");
  const server = `${pbx.host}:${pbx.port}`;
  const { extension, password, dialled, port = await freePort() } = asks;
  const [media] = await freePorts(newYorkDesk);
  const { ended } = startProgram("sipp", [
    ...[server, "-sf", scenario, "-t", "u1", "-i", newYorkDesk, "-p", `${port}`, "-mp", `${media}`],
    ...["-s", extension, "-au", extension, "-ap", password],
    ...["-auth_uri", dialled === undefined ? server : `${dialled}@${server}`],
    ...["-m", "1", "-nostdin", "-trace_msg", "-message_file", messages, "-timeout", "20s", "-timeout_error"],
    ...["-trace_err", "-error_file", errors],
  ]);
  const code = await ended;
  const answers = answersIn(readFileSync(messages, "latin1").replaceAll("\r\n", "\n"));
  return code === 0 ? answers : [...answers, `SIPp ended with ${code}: ${readFileSync(errors, "latin1")}`];
}

/** A port that SIPp can have at the New York desk. */
export async function freePort(): Promise<number> {
  const [port] = await freePorts(newYorkDesk);
  return port;
}

const party = "<sip:[service]@[remote_ip]:[remote_port]>";
/** What SIPp plays as `play_dtmf` has payload type 96. */
const offer = [
  ...[
    "v=0",
    "o=desk 1 1 IN IP[local_ip_type] [local_ip]",
    "s=-",
    "c=IN IP[media_ip_type] [media_ip]",
    "t=0 0",
  ],
  ...["m=audio [media_port] RTP/AVP 0 96", "a=rtpmap:0 PCMU/8000", "a=rtpmap:96 telephone-event/8000"],
];

function scenarioOf({ method, dialled = "", headers = [], keys, status }: SippTalk): string {
  const user = method === "REGISTER" ? "" : `${dialled}@`;
  const uri = `sip:${user}[remote_ip]:[remote_port]`;
  const to = method === "REGISTER" ? party : `<${uri}>`;
  const messages: string[] = [];
  const send = (
    cseq: string,
    more: {
      readonly uri?: string;
      readonly branch?: string;
      readonly lines?: readonly string[];
      body?: readonly string[];
    } = {},
  ): void => {
    const { lines = [], body = [], branch = "[branch]" } = more;
    // SIPp would put the tag of the challenge into the request that answers it.
    const tag = lines.includes("[authentication]") ? "" : "[peer_tag_param]";
    const text = [
      `${cseq.split(" ")[1]} ${more.uri ?? uri} SIP/2.0`,
      `Via: SIP/2.0/UDP [local_ip]:[local_port];rport;branch=${branch}`,
      ...["Max-Forwards: 70", `From: ${party};tag=[call_number]`, `To: ${to}${tag}`],
      ...[
        "Call-ID: [call_id]",
        `CSeq: ${cseq}`,
        "User-Agent: SIPp",
        ...lines,
        "Content-Length: [len]",
        "",
        ...body,
      ],
    ];
    const retrans = cseq.endsWith("ACK") ? "" : ' retrans="500"';
    messages.push(`<send${retrans}><![CDATA[\n\n${text.join("\n")}\n\n]]></send>`);
  };
  const receive = (expected: number, attributes = ""): void => {
    messages.push(`<recv response="${expected}"${attributes}/>`);
  };
  const provisional = (...statuses: readonly number[]): void => {
    for (const each of statuses) receive(each, ' optional="true"');
  };
  if (method === "REGISTER") {
    send("1 REGISTER", { lines: headers });
    receive(401, ' auth="true"');
    send("2 REGISTER", { lines: [...headers, "[authentication]"] });
    receive(status);
    return `<scenario name="talk">\n${messages.join("\n")}\n</scenario>\n`;
  }
  const call = [
    "Contact: <sip:[service]@[local_ip]:[local_port]>",
    ...headers,
    "Content-Type: application/sdp",
  ];
  // RFC 3261 §17.1.1.3: the ACK of a refusal has the branch of the INVITE, which SIPp counts back to.
  const acknowledge = (cseq: number, from: number): void =>
    send(`${cseq} ACK`, { branch: `[branch-${messages.length - from}]` });
  send("1 INVITE", { lines: call, body: offer });
  provisional(100);
  receive(401, ' auth="true"');
  acknowledge(1, 0);
  const invite = messages.length;
  send("2 INVITE", { lines: [...call, "[authentication]"], body: offer });
  provisional(100, 180);
  if (keys === undefined) provisional(183);
  else {
    receive(183, ' rrs="true"');
    if (keys.by === "rfc4733") {
      // It plays while the answer is waited for.
      messages.push(`<nop><action><exec play_dtmf="${keys.digits}"/></action></nop>`);
    } else {
      for (const [index, digit] of [...keys.digits].entries()) {
        send(`${3 + index} INFO`, {
          uri: "[next_url]",
          lines: ["Content-Type: application/dtmf-relay"],
          body: [`Signal=${digit}`, "Duration=160"],
        });
        receive(200);
      }
    }
  }
  receive(status, ' rrs="true"');
  if (status >= 300) acknowledge(2, invite);
  else {
    send("2 ACK", { uri: "[next_url]" });
    messages.push('<pause milliseconds="300"/>');
    send("90 BYE", { uri: "[next_url]" });
    receive(200);
  }
  return `<scenario name="talk">\n${messages.join("\n")}\n</scenario>\n`;
}

function answersIn(log: string): string[] {
  const seen = new Set<string>();
  return log.split(/^-{20,} /m).flatMap((each) => {
    const [, status = "", head = ""] = /message received .*\n\nSIP\/2\.0 (.*)\n([\s\S]*)$/.exec(each) ?? [];
    const [, cseq = ""] = /^CSeq: *(.*)$/m.exec(head) ?? [];
    const key = `${status} ${cseq}`;
    if (status === "" || /^1[08]0 /.test(status) || seen.has(key)) return [];
    seen.add(key);
    return [[status.trim(), ...registered(head)].join(", ")];
  });
}

/** What a 200 to a REGISTER says beside its status. */
function registered(head: string): string[] {
  if (!/^CSeq: *\d+ REGISTER/m.test(head)) return [];
  const seconds = [...head.matchAll(/^Contact: .*;expires=(\d+)/gm)].map(
    ([, left]) => 5 * Math.ceil((Number(left) + 1) / 5),
  );
  const [, expires] = /^Expires: *(\d+)/m.exec(head) ?? [];
  return [
    ...(seconds.length === 0 ? [] : [`contacts ${seconds.join(" ")}`]),
    ...(expires === undefined ? [] : [`expires ${expires}`]),
  ];
}
