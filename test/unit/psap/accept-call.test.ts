import { createSocket } from "node:dgram";
import { EventEmitter, once } from "node:events";
import { expect, test } from "vitest";
import type { IncomingRequest, OutgoingResponse } from "../../../sim/backend/drachtio/sip-app.js";
import { Voice } from "../../../sim/media/session/voice.js";
import { createRandom } from "../../../sim/model/random.js";
import { acceptCall, refuseCall, unlessCancelled } from "../../../sim/psap/accept-call.js";
import { systemClock } from "../../../sim/sip/system-clock.js";

const throws = (): never => {
  throw new Error("the connection to the SIP server is gone");
};
const response: OutgoingResponse = { finalResponseSent: false, send: throws };

/** Resolves when somebody else has had the port, which was free. */
async function bindAgain(port: number): Promise<void> {
  const next = createSocket("udp4");
  next.bind(port, "127.0.0.1");
  await once(next, "listening");
  next.close();
}

test("a call that the library cannot answer any more leaves no voice behind", async () => {
  const maker = { clock: systemClock, random: createRandom(1) };
  const voice = await Voice.offering({ ...maker, host: "127.0.0.1", speaker: "psap" });
  const { port } = voice.port;
  // The library's own edge: it throws as it does without its connection.
  const app = { createUAS: throws };
  const request = { method: "INVITE" } as IncomingRequest;
  expect(() =>
    acceptCall({ app, request, response, host: "127.0.0.1" }, { sdp: voice.sdp, voice }, {}, () => undefined),
  ).toThrow("is gone");
  await bindAgain(port);
});

test("a call that is given up while its answer is made leaves no voice behind", async () => {
  // The library's own edge: a request tells of its CANCEL as an emitter does.
  const request = new EventEmitter();
  const maker = { clock: systemClock, random: createRandom(1) };
  const making = Voice.offering({ ...maker, host: "127.0.0.1", speaker: "psap" }).then((voice) => ({
    sdp: voice.sdp,
    voice,
    port: voice.port.port,
  }));
  const answering = unlessCancelled(request, making);
  request.emit("cancel");
  expect(await answering).toBeUndefined();
  await bindAgain((await making).port);
});

test("nor can it be refused then, which harms nobody", () => {
  expect(() => refuseCall(response, 500)).not.toThrow();
});
