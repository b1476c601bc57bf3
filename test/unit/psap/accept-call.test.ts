import { createSocket } from "node:dgram";
import { once } from "node:events";
import { expect, test } from "vitest";
import type { IncomingRequest, OutgoingResponse } from "../../../sim/backend/drachtio/sip-app.js";
import { Voice } from "../../../sim/media/session/voice.js";
import { createRandom } from "../../../sim/model/random.js";
import { acceptCall, refuseCall } from "../../../sim/psap/accept-call.js";
import { systemClock } from "../../../sim/sip/system-clock.js";

const throws = (): never => {
  throw new Error("the connection to the SIP server is gone");
};
const response: OutgoingResponse = { finalResponseSent: false, send: throws };

test("a call that the library cannot answer any more leaves no voice behind", async () => {
  const maker = { clock: systemClock, random: createRandom(1) };
  const voice = await Voice.offering({ ...maker, host: "127.0.0.1", speaker: "psap" });
  const { port } = voice.port;
  // The library's own edge: it throws as it does without its connection.
  const app = { createUAS: throws };
  const request = { method: "INVITE" } as IncomingRequest;
  expect(() =>
    acceptCall({ app, request, response }, { sdp: voice.sdp, voice }, {}, () => undefined),
  ).toThrow("is gone");
  const next = createSocket("udp4");
  next.bind(port, "127.0.0.1");
  await once(next, "listening");
  next.close();
});

test("nor can it be refused then, which harms nobody", () => {
  expect(() => refuseCall(response, 500)).not.toThrow();
});
