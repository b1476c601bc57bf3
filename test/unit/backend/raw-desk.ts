import { parseChallenge } from "../../../sim/sip/digest/challenge.js";
import { formatCredentials } from "../../../sim/sip/digest/credentials.js";
import { digestResponse } from "../../../sim/sip/digest/response.js";
import {
  header,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../../sim/sip/message/message.js";
import { responseTo } from "../../../sim/sip/message/serialize.js";
import { type RawPhone, udpPhone } from "./switch/rig/raw-phone.js";

/** The account that a configuration file gives, by parameter number. */
export interface FileAccount {
  readonly user: string;
  readonly password: string;
  readonly host: string;
  readonly port: number;
}

export function accountIn(config: ReadonlyMap<number, string>): FileAccount {
  const [host = "", port = ""] = (config.get(47) ?? "").split(":");
  return { user: config.get(35) ?? "", password: config.get(34) ?? "", host, port: Number(port) };
}

const sdp =
  "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";

/** A SIP desk without a stack: registers and calls with the account that a configuration file gave. */
export class RawDesk {
  readonly #phone: RawPhone;
  readonly #account: FileAccount;
  readonly #mac: string;
  #sent = 0;

  private constructor(phone: RawPhone, account: FileAccount, mac: string) {
    this.#phone = phone;
    this.#account = account;
    this.#mac = mac;
  }

  static async open(account: FileAccount, mac: string): Promise<RawDesk> {
    return new RawDesk(await udpPhone(account), account, mac);
  }

  register(): Promise<SipResponse> {
    const { host, user } = this.#account;
    return this.#authenticated("REGISTER", `sip:${host}`, `<sip:${user}@${host}>`);
  }

  async call(number: string): Promise<SipResponse> {
    const { host } = this.#account;
    const uri = `sip:${number}@${host}`;
    return await this.#authenticated("INVITE", uri, `<${uri}>`);
  }

  /** The Event of the first NOTIFY that is none of the mailbox (PBX-48), answered with 200. */
  async checkSync(): Promise<string | undefined> {
    const request = await this.#phone.hear(
      (each) =>
        each.kind === "request" && each.method === "NOTIFY" && header(each, "Event") !== "message-summary",
    );
    if (request.kind !== "request") throw new Error("not a request");
    this.#phone.send(responseTo(request, 200));
    return header(request, "Event");
  }

  close(): Promise<void> {
    return this.#phone.close();
  }

  async #authenticated(method: string, uri: string, to: string): Promise<SipResponse> {
    const from = this.#phone.heard.length;
    this.#phone.send(this.#request(method, uri, to, []));
    const challenged = await this.#phone.response(401, method, from);
    const challenge = parseChallenge(header(challenged, "WWW-Authenticate") ?? "");
    if (!challenge) throw new Error("no challenge");
    const { user, password } = this.#account;
    const { realm, nonce, opaque } = challenge;
    const common = {
      username: user,
      realm,
      nonce,
      uri,
      algorithm: "MD5" as const,
      nc: "00000001",
      cnonce: `c${this.#sent}`,
      qop: "auth",
    };
    const response = digestResponse({ ...common, password, method });
    if (method === "INVITE") this.#phone.send(this.#ack(challenged, uri));
    const value = formatCredentials({ ...common, response, ...(opaque === undefined ? {} : { opaque }) });
    const authorization = { name: "Authorization", value };
    this.#phone.send(this.#request(method, uri, to, [authorization]));
    const cseq = `${this.#sent} ${method}`;
    const answer = await this.#phone.hear(
      // A copy of the challenge may still be on its way.
      (each) => each.kind === "response" && each.status >= 200 && header(each, "CSeq") === cseq,
      from,
    );
    if (answer.kind !== "response") throw new Error("not a response");
    if (method === "INVITE") this.#phone.send(this.#ack(answer, uri));
    return answer;
  }

  #request(method: string, uri: string, to: string, extra: readonly SipHeader[]): SipRequest {
    this.#sent += 1;
    const { host, port } = this.#phone.local;
    const { user, host: server } = this.#account;
    const agent = `ClearlyIP CIP250 2.42.6.3.36 ${(this.#mac.match(/../g) ?? []).join(":")}`;
    return {
      kind: "request",
      method,
      uri,
      headers: [
        { name: "Via", value: `SIP/2.0/UDP ${host}:${port};rport;branch=z9hG4bK${this.#mac}${this.#sent}` },
        { name: "Max-Forwards", value: "70" },
        { name: "From", value: `<sip:${user}@${server}>;tag=t${this.#mac}` },
        { name: "To", value: to },
        { name: "Call-ID", value: `${method}-${this.#mac}` },
        { name: "CSeq", value: `${this.#sent} ${method}` },
        { name: "Contact", value: `<sip:${user}@${host}:${port}>` },
        { name: "User-Agent", value: agent },
        ...(method === "INVITE" ? [{ name: "Content-Type", value: "application/sdp" }] : []),
        ...extra,
      ],
      body: method === "INVITE" ? sdp : "",
    };
  }

  #ack(answer: SipResponse, uri: string): SipRequest {
    const copied = ["Via", "From", "To", "Call-ID"].map((name) => ({
      name,
      value: header(answer, name) ?? "",
    }));
    const number = (header(answer, "CSeq") ?? "").split(" ")[0] ?? "1";
    return {
      kind: "request",
      method: "ACK",
      uri,
      headers: [...copied, { name: "Max-Forwards", value: "70" }, { name: "CSeq", value: `${number} ACK` }],
      body: "",
    };
  }
}
