import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { expect, test } from "vitest";
import { connectSipApp } from "../../../../sim/backend/drachtio/sip-app.js";

const frame = (payload: string): string => `${Buffer.byteLength(payload)}#${payload}`;

/** A server that logs everybody in. */
function logIn(socket: Socket): void {
  socket.on("data", (chunk) => {
    const id = /#([^|]+)\|authenticate/.exec(chunk.toString())?.[1];
    if (id) socket.write(frame(`1|response|${id}|OK|udp/127.0.0.1:5060|v0.9.5|udp/127.0.0.1:5060`));
  });
}

test("a frame that is on its way while the app disconnects is no error", async () => {
  const server = createServer({ allowHalfOpen: true });
  const connected = new Promise<Socket>((resolve) => {
    server.on("connection", (socket) => {
      logIn(socket);
      resolve(socket);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const lost: string[] = [];

  const { close } = await connectSipApp(
    { host: "127.0.0.1", port, secret: "secret" },
    () => {},
    (reason) => lost.push(reason),
  );
  const socket = await connected;
  const [first, rest] = ["20#2|sip|netw", "ork|12#3"];
  await new Promise<void>((resolve) => socket.write(first, () => setImmediate(resolve)));
  socket.on("end", () => socket.end(rest));
  const socketClosed = once(socket, "close");
  await close();
  await socketClosed;

  expect(lost).toEqual([]);
  server.close();
});
