import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { type HttpListener, listenHttp } from "../../../../sim/backend/web/http-listener.js";

/** A server that answers when it is told to, with one request waiting for that. */
async function busyServer(): Promise<{
  readonly listener: HttpListener;
  readonly waiting: ServerResponse;
  readonly answer: Promise<string>;
}> {
  let arrived: (response: ServerResponse) => void = () => {};
  const waiting = new Promise<ServerResponse>((resolve) => {
    arrived = resolve;
  });
  const listener = await listenHttp((_request, response) => arrived(response), "127.0.0.1", 0, 0);
  const answer = fetch(`http://127.0.0.1:${listener.port}/`).then(
    (response) => response.text(),
    () => "cut",
  );
  return { listener, waiting: await waiting, answer };
}

test("a stop lets a running request end", async () => {
  const { listener, waiting, answer } = await busyServer();
  const closed = listener.close(10_000);
  const late = await fetch(`http://127.0.0.1:${listener.port}/`).catch(() => "refused");
  expect(late).toBe("refused");
  waiting.end("done");
  await closed;
  expect(await answer).toBe("done");
});

test("… and cuts it when its grace is over, or where it has none", async () => {
  for (const graceMs of [50, 0]) {
    const { listener, answer } = await busyServer();
    await Promise.all([listener.close(graceMs), listener.close()]);
    expect(await answer).toBe("cut");
  }
});

test("a port that is taken is told as everywhere, without the words of the system", async () => {
  const { listener, waiting, answer } = await busyServer();
  const { port } = listener;
  await expect(listenHttp(() => {}, "127.0.0.1", port, 0)).rejects.toThrow(
    new RegExp(`^cannot listen on tcp 127\\.0\\.0\\.1:${port}: the port is in use$`),
  );
  waiting.end();
  await Promise.all([answer, listener.close()]);
});
