import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { SocketAddress } from "../../sim/sip/transport/transport.js";

/**
 * Waits until a program has its SIP port: one that says nothing of it would lose what is sent before.
 * Linux tells which ports are bound, to everybody.
 */
export async function untilBound(protocol: "udp" | "tcp", { host, port }: SocketAddress): Promise<void> {
  const bytes = host.split(".").map(Number).reverse();
  const hex = (value: number, digits: number): string =>
    value.toString(16).toUpperCase().padStart(digits, "0");
  // The address is the machine's own number, lowest byte first; ports are written as they are.
  const local = `: ${bytes.map((byte) => hex(byte, 2)).join("")}:${hex(port, 4)} `;
  await expect
    .poll(() => readFileSync(`/proc/net/${protocol}`, "latin1").includes(local), { timeout: 10_000 })
    .toBe(true);
}
