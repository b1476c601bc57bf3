import { isUtf8 } from "node:buffer";
import { BlockList, isIP } from "node:net";
import type { RequestHandler } from "express";
import { HttpRefusal } from "./http-refusal.js";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8);
loopback.addAddress("::1", "ipv6");

function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/^\[(.*)\]$/, "$1").toLowerCase();
  const family = isIP(name);
  if (family === 0) return name === "localhost" || name.endsWith(".localhost"); // RFC 6761 §6.3
  return loopback.check(name, family === 6 ? "ipv6" : "ipv4");
}

/** @returns undefined where the text is not an address of a web page */
function hostnameOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

const thisMachineHint =
  "Ask from this machine, by 127.0.0.1 or localhost; from another one through a tunnel that ends here (ssh -L).";

/**
 * Refuses what a web page elsewhere makes a browser on this machine send: a name of its own that it let point here
 * (DNS rebinding), or a request across origins.
 */
export const fromThisMachine: RequestHandler = (request, _response, next) => {
  const { host, origin } = request.headers;
  if (!isLoopback(hostnameOf(`http://${host ?? ""}`) ?? "")) {
    throw new HttpRefusal(403, "the Host header names another machine", thisMachineHint);
  }
  if (origin !== undefined && !isLoopback(hostnameOf(origin) ?? "")) {
    throw new HttpRefusal(403, "the request comes from a web page elsewhere", thisMachineHint);
  }
  next();
};

/** Refuses a body that is not JSON: also what an HTML form can send without asking. */
export const jsonOnly: RequestHandler = (request, _response, next) => {
  // RFC 9112 §6.3: only these two announce a body.
  const { "content-length": length = "0", "transfer-encoding": encoding } = request.headers;
  const empty = encoding === undefined && Number(length) === 0;
  if (!empty && request.is("application/json") === false) {
    throw new HttpRefusal(415, "the body is not application/json");
  }
  next();
};

/**
 * Refuses JSON that is not UTF-8 (RFC 8259 §8.1): a reader that makes the best of it would store `J�rg`.
 * @param encoding as the Content-Type says; another one of Unicode is decoded where the body is read
 */
export function utf8Only(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding === "utf-8" && !isUtf8(body)) {
    throw new HttpRefusal(400, "the body is not UTF-8", "Send the JSON in UTF-8, as RFC 8259 wants it.");
  }
}
