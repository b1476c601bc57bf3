import {
  header,
  type SipHeader,
  type SipRequest,
  type SipResponse,
} from "../../../sim/sip/message/message.js";
import { type RawPhone, tcpPhone, udpPhone } from "../backend/switch/rig/raw-phone.js";

export const sdp =
  "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 101\r\n" +
  "a=rtpmap:101 telephone-event/8000\r\n";

/** A PIDF-LO with a civic address, as a phone or a PBX sends it. */
export const pidfLo = `<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
  xmlns:ca="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr" entity="pres:1001@pbx.example">
<tuple id="a"><status><gp:geopriv><gp:location-info>
<ca:civicAddress xml:lang="en"><ca:country>US</ca:country><ca:A1>NY</ca:A1><ca:A3>New York</ca:A3>
<ca:RD>Example</ca:RD><ca:STS>Street</ca:STS><ca:HNO>100</ca:HNO><ca:FLR>4</ca:FLR><ca:ROOM>Zürich</ca:ROOM></ca:civicAddress>
</gp:location-info><gp:usage-rules/></gp:geopriv></status></tuple></presence>`;

/** Body and type of an INVITE with the location beside the offer (RFC 6442). */
export const withLocation = (pidf: string) => ({
  type: "multipart/mixed;boundary=here",
  body: `--here\r\nContent-Type: application/pidf+xml\r\nContent-ID: <a@pbx>\r\n\r\n${pidf}\r\n--here\r\nContent-Type: application/sdp\r\n\r\n${sdp}\r\n--here--\r\n`,
});

/** What an INVITE is to have. */
export interface Invite {
  readonly number?: string;
  readonly uri?: string;
  readonly callId?: string;
  readonly headers?: readonly SipHeader[];
  readonly content?: { readonly type: string; readonly body: string };
}

/** The end of an emergency trunk at a PBX: sends what a test says, and acknowledges what it gets. */
export class Trunk {
  readonly wire: RawPhone;
  readonly #protocol: "UDP" | "TCP";

  private constructor(wire: RawPhone, protocol: "UDP" | "TCP") {
    this.wire = wire;
    this.#protocol = protocol;
  }

  static async open(psap: { host: string; port: number }, protocol: "UDP" | "TCP" = "UDP"): Promise<Trunk> {
    return new Trunk(await (protocol === "UDP" ? udpPhone(psap) : tcpPhone(psap)), protocol);
  }

  /** Calls and acknowledges. @returns the final answer */
  async call(invite: Invite = {}): Promise<SipResponse> {
    const request = this.invite(invite);
    const from = this.wire.heard.length;
    this.wire.send(request);
    const answer = await this.wire.hear((each) => each.kind === "response" && each.status >= 200, from);
    if (answer.kind !== "response") throw new Error("not a response");
    this.wire.send(this.#next(request, "ACK", answer));
    return answer;
  }

  /** Hangs up the call that was answered so. */
  async hangUp(invite: Invite, answer: SipResponse): Promise<void> {
    const from = this.wire.heard.length;
    this.wire.send(this.#next(this.invite(invite), "BYE", answer));
    await this.wire.response(200, "BYE", from);
  }

  /** Calls, and gives up in the same breath. @returns the final answer */
  async callAndGiveUp(invite: Invite = {}): Promise<SipResponse> {
    const request = this.invite(invite);
    this.wire.send(request);
    this.wire.send(relatedTo(request, "CANCEL", { CSeq: "1 CANCEL" }));
    const answer = await this.wire.hear(
      (each) => each.kind === "response" && each.status >= 200 && /INVITE/.test(header(each, "CSeq") ?? ""),
    );
    if (answer.kind !== "response") throw new Error("not a response");
    this.wire.send(this.#next(request, "ACK", answer));
    return answer;
  }

  invite({ number = "911", uri, callId = "call-1", headers = [], content }: Invite): SipRequest {
    const { host, port } = this.wire.local;
    const { type, body } = content ?? { type: "application/sdp", body: sdp };
    return {
      kind: "request",
      method: "INVITE",
      uri: uri ?? `sip:${number}@127.0.0.1`,
      headers: [
        { name: "Via", value: `SIP/2.0/${this.#protocol} ${host}:${port};rport;branch=z9hG4bK-${callId}` },
        { name: "Max-Forwards", value: "70" },
        { name: "From", value: `"Desk" <sip:2125550100@${host}>;tag=t1` },
        { name: "To", value: "<sip:911@127.0.0.1>" },
        { name: "Call-ID", value: callId },
        { name: "CSeq", value: "1 INVITE" },
        { name: "Contact", value: `<sip:pbx@${host}:${port}>` },
        ...headers,
        ...(body === "" ? [] : [{ name: "Content-Type", value: type }]),
      ],
      body,
    };
  }

  #next(invite: SipRequest, method: "ACK" | "BYE", answer: SipResponse): SipRequest {
    const replaced: Readonly<Record<string, string>> = {
      // An ACK of a refusal belongs to the transaction of the INVITE (RFC 3261 §17.1.1.3).
      Via: (header(invite, "Via") ?? "") + (method === "ACK" && answer.status >= 300 ? "" : method),
      To: header(answer, "To") ?? "",
      CSeq: method === "ACK" ? "1 ACK" : "2 BYE",
    };
    return relatedTo(invite, method, replaced);
  }
}

/** A request of the same call, or of the same transaction. */
function relatedTo(
  invite: SipRequest,
  method: string,
  replaced: Readonly<Record<string, string>>,
): SipRequest {
  const kept = ["Via", "Max-Forwards", "From", "To", "Call-ID", "CSeq"];
  const headers = invite.headers
    .filter(({ name }) => kept.includes(name))
    .map(({ name, value }) => ({ name, value: replaced[name] ?? value }));
  return { kind: "request", method, uri: invite.uri, headers, body: "" };
}
