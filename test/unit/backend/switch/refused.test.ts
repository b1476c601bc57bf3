import { describe, expect, it } from "vitest";
import type { RefusedMessage } from "../../../../sim/backend/switch/refused.js";
import { serializeMessage } from "../../../../sim/sip/message/serialize.js";
import { request } from "./rig/messages.js";
import { anApp, aSwitch, onTcp, onUdp } from "./rig/switch-rig.js";

/** A switch that keeps what it refuses, as `status METHOD why`. */
async function ready() {
  const refused: string[] = [];
  const places: RefusedMessage["from"][] = [];
  const sipSwitch = await aSwitch({
    onRefused: ({ status, request: asked, why, from }) => {
      refused.push(`${status ?? "dropped"} ${asked?.method ?? "-"} ${why}`);
      places.push(from);
    },
  });
  await anApp(sipSwitch, (srf) => srf.invite((_request, response) => response.send(486)));
  return { sipSwitch, refused, places, phone: await onUdp(sipSwitch) };
}

describe("K18: what the switch refuses by itself is reported once, with its reason", () => {
  type Phone = Awaited<ReturnType<typeof onUdp>>;
  const inDialog = (phone: Phone, method: string) =>
    request(phone, { method, to: "<sip:1002@pbx.test>;tag=gone" });
  it.each<[name: string, told: string, text: (phone: Phone) => string]>([
    [
      "a malformed header",
      "400 INVITE malformed From",
      (phone) => serializeMessage(request(phone, { method: "INVITE", from: "<<>" })),
    ],
    [
      "no To",
      "400 INVITE no to header",
      (phone) => serializeMessage(request(phone, { method: "INVITE" })).replace(/To:.*\r\n/, ""),
    ],
    [
      "no Contact",
      "400 INVITE no Contact that can be called",
      (phone) => serializeMessage(request(phone, { method: "INVITE" })).replace(/Contact:.*\r\n/, ""),
    ],
    [
      "a method that nobody serves",
      "503 MESSAGE no application serves MESSAGE",
      (phone) => serializeMessage(request(phone, { method: "MESSAGE" })),
    ],
    [
      "the method in small letters (RFC 3261 §7.1)",
      "503 invite no application serves invite",
      (phone) => serializeMessage(request(phone, { method: "invite" })),
    ],
    ["BYE of no call", "481 BYE it belongs to no call", (phone) => serializeMessage(inDialog(phone, "BYE"))],
    [
      "CANCEL of no call",
      "481 CANCEL there is no INVITE to cancel",
      (phone) => serializeMessage(request(phone, { method: "CANCEL" })),
    ],
    [
      "another scheme",
      "416 OPTIONS Request-URI of scheme im",
      (phone) => serializeMessage(request(phone, { method: "OPTIONS", uri: "im:a@b" })),
    ],
    ["no SIP", "dropped - neither request nor status line", () => "GET / HTTP/1.1\r\n\r\n"],
    [
      "no Via",
      "dropped - malformed Request-Line",
      () => "INVITE sip:911@pbx SIP/2.0 \r\nTo: <sip:a@b>\r\n\r\n",
    ],
    ["a malformed response", "dropped - no via header", () => "SIP/2.0 200 OK\r\n\r\n"],
  ])("%s", async (_name, told, text) => {
    const { phone, refused, places } = await ready();
    phone.send(text(phone));
    await expect.poll(() => refused).toEqual([told]);
    expect(places).toEqual([{ ...phone.local, protocol: "udp" }]);
  });

  it("a stream that cannot be read", async () => {
    const { sipSwitch, refused } = await ready();
    const phone = await onTcp(sipSwitch);
    phone.send("GET / HTTP/1.1\r\n\r\n");
    await expect.poll(() => refused).toEqual(["dropped - unreadable stream: not SIP"]);
  });

  it("a repeat is not reported again, and an ACK without a call never is", async () => {
    const { phone, refused } = await ready();
    const bye = inDialog(phone, "BYE");
    phone.send(inDialog(phone, "ACK"));
    phone.send(bye);
    phone.send(bye);
    await phone.response(481, "BYE");
    await phone.response(481, "BYE", 1);
    expect(refused).toEqual(["481 BYE it belongs to no call"]);
  });
});

describe("what some phones do", () => {
  it("a request with the branch of the one before and a higher CSeq is not a repeat of it", async () => {
    const { phone } = await ready();
    const wanted = { method: "INVITE", branch: "z9hG4bKsame", callId: "same@phone" };
    phone.send(request(phone, { ...wanted, sequence: 1 }));
    await phone.response(486);
    phone.send(request(phone, { ...wanted, sequence: 2 }));
    await phone.hear(
      (each) => each.kind === "response" && each.headers.some(({ value }) => value === "2 INVITE"),
    );
  });

  it("who requires 100rel gets no plain 180, but the final answer (RFC 3262 §3)", async () => {
    const sipSwitch = await aSwitch();
    await anApp(sipSwitch, (srf) =>
      srf.invite((_request, response) => {
        response.send(180);
        response.send(486);
      }),
    );
    const phone = await onUdp(sipSwitch);
    phone.send(request(phone, { method: "INVITE", headers: [{ name: "Require", value: "timer, 100rel" }] }));
    await phone.response(486);
    expect(phone.heard.map((each) => each.kind === "response" && each.status)).toEqual([486]);
  });
});
