import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";

/** A form of a phone is far smaller. */
const largestBytes = 16 * 1024 * 1024;

const bodies = new WeakMap<IncomingMessage, Buffer>();

/** Reads the body of a request as it came, packed or not; a larger one gets 413. */
export const readBody: RequestHandler = (request, response, next) => {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= largestBytes) chunks.push(chunk);
    else if (!response.headersSent) response.status(413).end();
  });
  request.on("end", () => {
    if (size > largestBytes) return;
    bodies.set(request, Buffer.concat(chunks));
    next();
  });
};

/** What `readBody` has read. */
export function bodyOf(request: IncomingMessage): Buffer {
  return bodies.get(request) ?? Buffer.alloc(0);
}
