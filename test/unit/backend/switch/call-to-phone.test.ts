import { createServer } from "node:net";
import type { SrfResponse } from "drachtio-srf";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../sim/model/manual-clock.js";
import { header, headersOf } from "../../../../sim/sip/message/message.js";
import { standardTimers } from "../../../../sim/sip/timers.js";
import { answeringApp } from "./rig/answering-app.js";
import { answer, inDialog, request, sdp } from "./rig/messages.js";
import type { RawPhone } from "./rig/raw-phone.js";
import { requestOf } from "./rig/srf-request.js";
import { anApp, aSwitch, onTcp, onUdp } from "./rig/switch-rig.js";

function uriOf({ local }: RawPhone, transport = ""): string {
  return `sip:1002@${local.host}:${local.port}${transport}`;
}

function statuses(responses: readonly SrfResponse[]): number[] {
  return responses.map(({ status }) => status);
}

describe("a call to a phone", () => {
  it("is written out in full, answered, acknowledged and ended by the application", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const here = `127.0.0.1:${sipSwitch.udp.port}`;
    const headers = { from: '"Lobby" <sip:1001@localhost>', contact: "sip:1001@localhost" };
    const call = srf.createUAC(uriOf(phone), { headers, localSdp: sdp });
    const invite = await phone.request("INVITE");
    expect(invite.uri).toBe(uriOf(phone));
    expect(header(invite, "Via")).toMatch(new RegExp(`^SIP/2.0/UDP ${here};rport;branch=z9hG4bK`));
    expect(header(invite, "Max-Forwards")).toBe("70");
    expect(header(invite, "From")).toMatch(new RegExp(`^"Lobby" <sip:1001@${here}>;tag=`));
    expect(header(invite, "To")).toBe(`<${uriOf(phone)}>`);
    expect(header(invite, "Contact")).toBe(`<sip:1001@${here}>`);
    expect(header(invite, "Content-Type")).toBe("application/sdp");
    expect(invite.body).toBe(sdp);
    phone.send(answer(phone, invite, 180));
    phone.send(answer(phone, invite, 200, { body: sdp }));
    const ack = await phone.request("ACK");
    expect(ack.uri).toBe(uriOf(phone));
    expect(header(ack, "CSeq")).toBe("1 ACK");
    const dialog = await call;
    const ended = new Promise((resolve) => dialog.destroy({ headers: {} }, resolve));
    const bye = await phone.request("BYE");
    expect(header(bye, "CSeq")).toBe("2 BYE");
    phone.send(answer(phone, bye, 200));
    await ended;
    const [from = "", to = ""] = [header(bye, "To"), header(bye, "From")];
    phone.send(request(phone, { method: "INFO", callId: header(bye, "Call-ID") ?? "", from, to }));
    await phone.response(481, "INFO");
  });

  it("is ended by the phone", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const call = srf.createUAC(uriOf(phone), { localSdp: sdp });
    const invite = await phone.request("INVITE");
    const ok = answer(phone, invite, 200, { body: sdp });
    phone.send(ok);
    const dialog = await call;
    const ended = new Promise((resolve) => dialog.on("destroy", resolve));
    phone.send(
      request(phone, {
        method: "BYE",
        callId: header(invite, "Call-ID") ?? "",
        from: header(ok, "To") ?? "",
        to: header(invite, "From") ?? "",
      }),
    );
    await phone.response(200, "BYE");
    await ended;
  });

  it("acknowledges a repeated 2xx again without telling the application", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const call = srf.createUAC(uriOf(phone), { localSdp: sdp });
    const invite = await phone.request("INVITE");
    phone.send(answer(phone, invite, 200, { body: sdp }));
    const first = await phone.request("ACK");
    await call;
    const from = phone.heard.length;
    phone.send(answer(phone, invite, 200, { body: sdp }));
    expect(await phone.request("ACK", from)).toEqual(first);
  });

  it("ends a second fork by itself", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const call = srf.createUAC(uriOf(phone), { localSdp: sdp });
    const invite = await phone.request("INVITE");
    phone.send(answer(phone, invite, 200, { body: sdp }));
    await call;
    phone.send(answer(phone, invite, 200, { body: sdp, toTag: "other" }));
    const bye = await phone.request("BYE");
    expect(header(bye, "To")).toMatch(/;tag=other$/);
  });

  it("acknowledges each copy of a refusal and tells the application once", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const sent = await requestOf(srf, uriOf(phone), { method: "INVITE", body: sdp });
    const invite = await phone.request("INVITE");
    phone.send(answer(phone, invite, 486));
    const ack = await phone.request("ACK");
    expect(header(ack, "Via")).toBe(header(invite, "Via"));
    expect(header(ack, "To")).toMatch(/;tag=phone$/);
    await sent.final;
    const from = phone.heard.length;
    phone.send(answer(phone, invite, 486));
    await phone.request("ACK", from);
    expect(statuses(sent.responses)).toEqual([486]);
  });

  it("does not show the application a 100", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const sent = await requestOf(srf, uriOf(phone), { method: "INVITE", body: sdp });
    const invite = await phone.request("INVITE");
    for (const status of [100, 180, 183, 603]) phone.send(answer(phone, invite, status));
    await sent.final;
    expect(statuses(sent.responses)).toEqual([180, 183, 603]);
  });

  it("repeats the request with credentials in the same call", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const sent = await requestOf(srf, uriOf(phone), {
      method: "INVITE",
      body: sdp,
      auth: { username: "1001", password: "secret" },
    });
    const first = await phone.request("INVITE");
    const challenge = [{ name: "WWW-Authenticate", value: 'Digest realm="phone", nonce="n", qop="auth"' }];
    phone.send(answer(phone, first, 401, { headers: challenge }));
    await phone.request("ACK");
    const second = await phone.request("INVITE", phone.heard.indexOf(first) + 1);
    expect(header(second, "CSeq")).toBe("2 INVITE");
    for (const name of ["Call-ID", "From"]) expect(header(second, name)).toBe(header(first, name));
    expect(header(second, "Authorization")).toContain('username="1001"');
    phone.send(answer(phone, second, 486));
    expect((await sent.final).status).toBe(486);
  });

  it("goes to the proxy that the application names, with its own Request-URI", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    await requestOf(srf, "sip:1002@pbx.test", { method: "OPTIONS", proxy: uriOf(phone) });
    expect((await phone.request("OPTIONS")).uri).toBe("sip:1002@pbx.test");
  });

  it("uses the connection that a phone on TCP has opened", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onTcp(sipSwitch);
    const call = srf.createUAC(uriOf(phone, ";transport=tcp"), { localSdp: sdp });
    const invite = await phone.request("INVITE");
    expect(header(invite, "Via")).toContain("SIP/2.0/TCP");
    expect(header(invite, "Contact")).toContain(";transport=tcp");
    phone.send(answer(phone, invite, 200, { body: sdp, transport: "tcp" }));
    await call;
    await phone.request("ACK");
  });
});

describe("CANCEL by the application", () => {
  it("waits for a provisional response, then takes the INVITE's branch", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const sent = await requestOf(srf, uriOf(phone), { method: "INVITE", body: sdp });
    const invite = await phone.request("INVITE");
    await new Promise<void>((resolve) => sent.request.cancel(() => resolve()));
    phone.send(request(phone, { method: "OPTIONS" }));
    await phone.response(503, "OPTIONS");
    expect(phone.heard.filter((each) => each.kind === "request" && each.method !== "INVITE")).toEqual([]);
    phone.send(answer(phone, invite, 180));
    const cancel = await phone.request("CANCEL");
    expect(phone.heard.filter((each) => each.kind === "request" && each.method === "CANCEL")).toHaveLength(1);
    for (const name of ["Via", "From", "To", "Call-ID"]) {
      expect(header(cancel, name)).toBe(header(invite, name));
    }
    expect(header(cancel, "CSeq")).toBe("1 CANCEL");
    phone.send(answer(phone, cancel, 200));
    phone.send(answer(phone, invite, 487));
    expect((await sent.final).status).toBe(487);
    expect(statuses(sent.responses)).toEqual([180, 487]);
  });

  it("leaves a 200 that crosses it to the application", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const sent = await requestOf(srf, uriOf(phone), { method: "INVITE", body: sdp });
    const invite = await phone.request("INVITE");
    phone.send(answer(phone, invite, 180));
    await new Promise<void>((resolve) => sent.request.cancel(() => resolve()));
    phone.send(answer(phone, invite, 200, { body: sdp }));
    expect((await sent.final).status).toBe(200);
    const late = new Promise((resolve) => sent.request.cancel((error) => resolve(error)));
    expect(String(await late)).toContain("unable to cancel unknown transaction id");
  });

  it("ends in a 408 when the phone never finishes the INVITE", async () => {
    const clock = new ManualClock();
    const sipSwitch = await aSwitch({ timers: standardTimers, clock });
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const sent = await requestOf(srf, uriOf(phone), { method: "INVITE", body: sdp });
    phone.send(answer(phone, await phone.request("INVITE"), 180));
    await new Promise<void>((resolve) => sent.request.cancel(() => resolve()));
    await phone.request("CANCEL");
    clock.advance(32_200);
    expect((await sent.final).status).toBe(408);
  });
});

describe("a phone that cannot be reached", () => {
  it("is asked again by timer A and reported as 408 after 32 s", async () => {
    const clock = new ManualClock();
    const sipSwitch = await aSwitch({ timers: standardTimers, clock });
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const sent = await requestOf(srf, uriOf(phone), { method: "INVITE", body: sdp });
    clock.advance(32_200);
    const response = await sent.final;
    expect(response.status).toBe(408);
    expect(response.get("To")).toContain(";tag=");
    // At 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s.
    await phone.hear(() => phone.heard.length === 7);
  });

  it.each(["INVITE", "OPTIONS"])("is reported as 503 when TCP refuses the %s", async (method) => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const closed = createServer();
    const port = await new Promise<number>((resolve) => {
      closed.listen(0, "127.0.0.1", () => {
        const address = closed.address();
        const { port } = typeof address === "object" && address ? address : { port: 0 };
        closed.close(() => resolve(port));
      });
    });
    const sent = await requestOf(srf, `sip:1002@127.0.0.1:${port};transport=tcp`, { method });
    expect((await sent.final).status).toBe(503);
  });

  it("is reported as 503 when its host is a name", async () => {
    const srf = await anApp(await aSwitch());
    const sent = await requestOf(srf, "sip:1002@phone.invalid", { method: "OPTIONS" });
    expect((await sent.final).status).toBe(503);
  });
});

describe("requests of the application in a dialog", () => {
  it("reach a phone on TCP over its own connection, and fail with 503 when that is gone", async () => {
    const sipSwitch = await aSwitch();
    const app = await answeringApp(sipSwitch);
    const phone = await onTcp(sipSwitch);
    const invite = request(phone, { method: "INVITE", transport: "TCP" });
    phone.send(invite);
    const ok = await phone.response(200);
    phone.send(inDialog(phone, invite, ok, { method: "ACK", sequence: 1, transport: "TCP" }));
    const dialog = await app.dialog();
    const info = dialog.request({ method: "INFO" } as never);
    const asked = await phone.request("INFO");
    phone.send(answer(phone, asked, 200));
    expect((await info).status).toBe(200);
    await phone.close();
    expect((await dialog.request({ method: "INFO" } as never)).status).toBe(503);
  });

  it("reach a phone on TCP over its own connection, whatever its Contact says", async () => {
    const sipSwitch = await aSwitch();
    const app = await answeringApp(sipSwitch);
    const phone = await onTcp(sipSwitch);
    const invite = request(phone, { method: "INVITE", transport: "TCP" });
    const headers = invite.headers.map((each) =>
      each.name === "Contact" ? { name: "Contact", value: "<sip:1001@127.0.0.1:1;transport=tcp>" } : each,
    );
    phone.send({ ...invite, headers });
    await phone.response(200);
    (await app.dialog()).destroy();
    expect((await phone.request("BYE")).uri).toBe("sip:1001@127.0.0.1:1;transport=tcp");
  });

  it("carry the recorded route in the order of the INVITE", async () => {
    const sipSwitch = await aSwitch();
    const app = await answeringApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const hop = `<sip:127.0.0.1:${phone.local.port};lr>`;
    const headers = [hop, "<sip:two.test;lr>"].map((value) => ({ name: "Record-Route", value }));
    phone.send(request(phone, { method: "INVITE", headers }));
    const ok = await phone.response(200);
    expect(headersOf(ok, "Record-Route")).toEqual([hop, "<sip:two.test;lr>"]);
    (await app.dialog()).destroy();
    expect(headersOf(await phone.request("BYE"), "Route")).toEqual([hop, "<sip:two.test;lr>"]);
  });

  it("carry the recorded route backwards where we placed the call", async () => {
    const sipSwitch = await aSwitch();
    const srf = await anApp(sipSwitch);
    const phone = await onUdp(sipSwitch);
    const call = srf.createUAC(uriOf(phone), { localSdp: sdp });
    const invite = await phone.request("INVITE");
    const hop = `<sip:127.0.0.1:${phone.local.port};lr>`;
    const headers = [{ name: "Record-Route", value: `<sip:two.test;lr>, ${hop}` }];
    phone.send(answer(phone, invite, 200, { body: sdp, headers }));
    await call;
    expect(headersOf(await phone.request("ACK"), "Route")).toEqual([hop, "<sip:two.test;lr>"]);
  });
});
