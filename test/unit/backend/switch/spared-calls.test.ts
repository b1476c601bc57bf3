import { once } from "node:events";
import type { Dialog } from "drachtio-srf";
import { expect, it } from "vitest";
import { serializeMessage } from "../../../../sim/sip/message/serialize.js";
import { inDialog, request, sdp } from "./rig/messages.js";
import { anApp, aSwitch, onUdp } from "./rig/switch-rig.js";

/** A phone whose every request is malformed. */
const spoilt = (message: Parameters<typeof serializeMessage>[0]): string =>
  serializeMessage(message).replace("Max-Forwards: 70", "Max-Forwards: 300");

async function ready() {
  const spared: string[] = [];
  const refused: string[] = [];
  const sipSwitch = await aSwitch({
    onRefused: ({ request: asked, status }) => refused.push(`${status} ${asked?.method ?? "-"}`),
    sparing: {
      isSpared: ({ method, uri }) => method === "INVITE" && uri.startsWith("sip:911@"),
      onSpared: ({ request: asked, why }) => spared.push(`${asked?.method} ${why}`),
    },
  });
  const dialogs: Promise<Dialog>[] = [];
  await anApp(sipSwitch, (srf) =>
    srf.invite((req, res) => dialogs.push(srf.createUAS(req, res, { localSdp: sdp }))),
  );
  return { phone: await onUdp(sipSwitch), spared, refused, dialogs };
}

it("a malformed call to 911 is served, and so is what follows in it: ACK, INFO, BYE", async () => {
  const { phone, spared, dialogs } = await ready();
  const invite = request(phone, { method: "INVITE", uri: "sip:911@pbx.test" });
  phone.send(spoilt(invite));
  const answered = await phone.response(200);
  const dialog = await dialogs[0];
  if (!dialog) throw new Error("no dialog");
  const acknowledged = once(dialog, "ack");
  phone.send(spoilt(inDialog(phone, invite, answered, { method: "ACK", sequence: 1 })));
  await acknowledged;
  phone.send(spoilt(inDialog(phone, invite, answered, { method: "INFO", sequence: 2 })));
  await phone.response(200, "INFO");
  const destroyed = once(dialog, "destroy");
  phone.send(spoilt(inDialog(phone, invite, answered, { method: "BYE", sequence: 3 })));
  await phone.response(200, "BYE");
  await destroyed;
  expect(spared).toEqual(
    ["INVITE", "ACK", "INFO", "BYE"].map((method) => `${method} malformed Max-Forwards`),
  );
});

it("others are refused as malformed", async () => {
  const { phone, spared, refused } = await ready();
  phone.send(spoilt(request(phone, { method: "INVITE", uri: "sip:912@pbx.test" })));
  await phone.response(400);
  phone.send(spoilt(request(phone, { method: "BYE", to: "<sip:911@pbx.test>;tag=a" })));
  await phone.response(400, "BYE");
  expect({ spared, refused }).toEqual({ spared: [], refused: ["400 INVITE", "400 BYE"] });
});
