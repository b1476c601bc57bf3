import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { lineText } from "../files/line-text.js";
import { quotedDigits } from "../files/quoted-digits.js";
import { targetFaults } from "./target-rules.js";

/**
 * A backend that deskfleet did not start: where it is, what kind it is, and what may be dialled on it
 * (emergency.md §7). It is one of three: a PBX with a configuration server of its own; a `deskfleet backend` with its
 * control API; an Asterisk that is reached by its manager interface (AMI), in front of which the hot-desk module of
 * deskfleet is started.
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
  transport: z
    .enum(["udp", "tcp", "tls"])
    .optional()
    .describe("what phones must use, in place of the setup's sip-transport; only with `ami`"),
  authority: lineText
    .min(1)
    .optional()
    .describe("PEM file of the authority of its TLS certificate, its path from this file; only with `ami`"),
});

const ami = kebabObject({
  host: z.string().min(1).optional().describe("default: that of `sip`"),
  port: port.default(5038),
  user: lineText.min(1).describe("a user of manager.conf"),
  "secret-env": z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "expected the name of an environment variable")
    .describe("name of the environment variable that holds its secret: none stands in a file"),
});

const asterisk = kebabObject({
  config: lineText
    .min(1)
    .describe(
      "folder that this Asterisk reads, its path from this file: each scenario's setup is written there, and reloaded",
    ),
});

const farEnd = kebabObject({
  port: port.describe("where our PSAP and carrier listen, on UDP: the trunks of the PBX end there"),
});

export const targetFileSchema = kebabObject({
  target: z.string().describe("one line on what this is"),
  kind: z
    .enum(["live", "lab"])
    .default("live")
    .describe("lab: cannot reach a real PSAP, its emergency trunk ends at ours or nowhere"),
  "config-server": httpUrl
    .optional()
    .describe(
      "what phones get as DHCP option 66; absent with `ami`: the module of deskfleet stands in front",
    ),
  sip,
  "control-url": controlUrl
    .optional()
    .describe("control API of `deskfleet backend`; absent: what needs it is blocked"),
  ami: ami
    .optional()
    .describe("manager interface of an Asterisk, for whose phones deskfleet runs the module"),
  asterisk: asterisk.optional().describe("of a lab whose Asterisk deskfleet may give its configuration"),
  "far-end": farEnd
    .optional()
    .describe(
      "only with `ami`; absent: any free port where `asterisk` is given, else nothing is known of calls out",
    ),
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
}).check(({ value, issues }) => {
  for (const { path, message } of targetFaults(value)) {
    issues.push({ code: "custom", path: [...path], message, input: value });
  }
});

export type Target = z.output<typeof targetFileSchema>;
