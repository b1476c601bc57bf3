import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { quotedDigits } from "../files/quoted-digits.js";

/**
 * A backend that deskfleet did not start: where it is, what kind it is, and what may be dialled on it
 * (emergency.md §7).
 */

const httpUrl = z.url({
  protocol: /^https?$/,
  error: "expected a URL such as http://192.0.2.10/provisioning/",
});

/** The control API speaks no TLS and listens on loopback: what is elsewhere is reached through a tunnel. */
const controlUrl = z.url({
  protocol: /^http$/,
  error: "expected a URL such as http://127.0.0.1:8089/control/v1",
});

const port = z.int().min(1).max(65535);

const sip = kebabObject({
  host: z
    .string()
    .min(1)
    .describe("numeric address of the PBX: no emergency number leaves for another one (emergency.md §7)"),
  port: port.default(5060),
  "tls-port": port.optional().describe("where phones that use TLS register; not needed with a control API"),
});

export const targetFileSchema = kebabObject({
  target: z.string().describe("one line on what this is"),
  kind: z
    .enum(["live", "lab"])
    .default("live")
    .describe("lab: cannot reach a real PSAP, its emergency trunk ends at ours or nowhere"),
  "config-server": httpUrl.describe("what phones get as DHCP option 66"),
  sip,
  "control-url": controlUrl
    .optional()
    .describe("control API of `deskfleet backend`; absent: what needs it is blocked"),
  reset: z
    .boolean()
    .default(false)
    .describe(
      "each scenario resets the backend and gives it its setup: the mappings and contacts of other phones are lost",
    ),
  dial: z
    .strictObject({
      allow: z.array(quotedDigits).default([]).describe("emergency numbers that --allow-emergency may open"),
    })
    .prefault({}),
}).check(({ value: { reset, kind, controlUrl }, issues }) => {
  const lacking = [
    ...(kind === "lab" ? [] : ["kind: lab"]),
    ...(controlUrl === undefined ? ["a control-url"] : []),
  ];
  if (!reset || lacking.length === 0) return;
  const message = `a reset takes ${lacking.join(" and ")}`;
  issues.push({ code: "custom", path: ["reset"], message, input: reset });
});

export type Target = z.output<typeof targetFileSchema>;
