import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";
import { lineText, orderedName } from "../files/line-text.js";
import { quotedDigits } from "../files/quoted-digits.js";
import { callerIdText } from "./caller-id-text.js";
import { pinSet, timeGroup } from "./calling.js";
import { dialPattern } from "./dial-pattern.js";
import { digits } from "./digits.js";
import { featureCodes } from "./feature-codes.js";
import { hotdesk } from "./hot-desk-tab.js";
import { inboundRoute } from "./inbound-routes.js";
import { intrusionDetection } from "./intrusion-detection.js";
import { networkText } from "./network-text.js";
import { policiesSchema } from "./policies.js";
import { route } from "./routes.js";
import { hostName, type lineKey, modelLayout, template } from "./templates.js";
import { trunk } from "./trunks.js";

/**
 * What the admin of the seed page sets up: extensions, placeholder, port settings, layouts, templates, groups,
 * users, routes, locations. Read from `scenarios/setups/*.yaml`.
 */

const location = kebabObject({
  network: z.enum(["onsite", "offsite"]).default("onsite").describe("HD-11"),
  subnet: z
    .string()
    .regex(
      /^\d{1,3}(\.\d{1,3}){3}\/(8|16|24)$/,
      'expected a network of /8, /16 or /24, such as "127.30.0.0/16"',
    )
    .describe("where its phones have their addresses; the PBX knows the desk's location by it"),
  "caller-id": digits.describe("number that the PSAP receives, and by which it finds the address"),
  address: z.string().describe("dispatchable location: street address plus floor or room"),
  placeholder: digits
    .optional()
    .describe("what its desks log out to under policy placeholder-choice: desk-location"),
  "panic-button": z
    .union([z.literal(""), quotedDigits], { error: 'expected digits in quotes, such as "911", or ""' })
    .optional()
    .describe(
      "what the USB panic button of each of its phones dials, as it was set on the phone; empty: nothing was set; absent: no button is plugged in",
    ),
  "sends-location": z
    .boolean()
    .default(false)
    .describe("its phones send the address along with an emergency call (PIDF-LO, RFC 6442)"),
  desks: z
    .record(lineText, z.int().min(0))
    .optional()
    .describe("how many phones of each model stand there; absent: `check` cannot judge numbers"),
});

const override = kebabObject({
  "max-contacts": z.int().min(0).optional().describe("stored as it is: 0 and more than 100 too (PBX-30)"),
  "remove-unavailable": z
    .boolean()
    .default(false)
    .describe("contacts that do not answer make room for new ones; needs qualify-seconds (PBX-29)"),
  "without-authentication": z
    .boolean()
    .default(false)
    .describe("nobody is asked for the secret, as FreePBX does where it is empty (PBX-6)"),
}).describe("written by hand into the configuration of Asterisk: FreePBX offers none of it (PBX-4)");

const extension = kebabObject({
  name: lineText,
  role: z
    .enum(["user", "placeholder", "emergency-device"])
    .default("user")
    .describe(
      "`emergency-device`: a phone that may use emergency routes only; its name is its place (PBX-99)",
    ),
  technology: z.literal("pjsip").default("pjsip").describe("HD-24: a shared extension must be PJSIP"),
  secret: lineText.min(1).describe("SIP password"),
  "max-contacts": z
    .union([z.int().min(0), z.literal("unknown")], { error: "expected a whole number from 0, or unknown" })
    .default(1)
    .describe(
      "stored as FreePBX does: below 2 → 1 with Remove Existing, above 100 → 100 (PBX-1, PBX-2); `unknown`: no source told it, and nothing is played or judged by a guess (F-56)",
    ),
  "remove-existing": z.boolean().default(false).describe("PBX-3"),
  voicemail: z
    .strictObject({ pin: z.string().regex(/^-?[0-9*#]*$/, "expected digits, * and #, in quotes") })
    .optional()
    .describe("absent: the user has no mailbox, thus no PIN (PBX-126)"),
  "emergency-cid": callerIdText.optional().describe("PBX-11"),
  "outbound-cid": callerIdText.optional(),
  "cid-masquerade": digits.optional().describe("CID Num Alias: shown in intra-company calls (PBX-97)"),
  pinless: z.boolean().default(false).describe("asked for no PIN and no route password (PBX-109)"),
  "outbound-concurrency-limit": z.int().min(0).default(3).describe("PBX-10; 0 = no limit"),
  "qualify-seconds": z
    .int()
    .min(0)
    .default(0)
    .describe(
      "between two questions whether a contact is there (OPTIONS); 0: never asked (PBX-45 to PBX-47)",
    ),
  "trust-id-inbound": z
    .boolean()
    .default(false)
    .describe("a phone that says it is another extension (P-Asserted-Identity) counts as that one (PBX-95)"),
  "dtmf-mode": z
    .enum(["rfc4733", "info", "auto"])
    .default("rfc4733")
    .describe(
      "how keys reach prompts (PBX-112): info: by SIP INFO, for no telephone-event is offered; auto: as rfc4733, where " +
        "FreePBX would also hear tones in the sound, which no phone here sends",
    ),
  "call-waiting": z
    .boolean()
    .default(true)
    .describe(
      "off: a call to it is busy while one of its phones is in a call, and others are idle (PBX-145)",
    ),
  "denied-numbers": z
    .array(dialPattern)
    .default([])
    .describe(
      "patterns of a context of its own, which come before everything that is included: 403 (PBX-92)",
    ),
  "create-user": z
    .boolean()
    .default(true)
    .describe("HD-26: a User Manager user of the same name comes with the extension (PBX-120)"),
  groups: z
    .array(lineText)
    .optional()
    .describe("HD-27: groups of the user that comes with it; absent: the default group All Users"),
  "device-user": z
    .literal("none")
    .optional()
    .describe("Device-and-User mode: nobody is logged on at this device (PBX-100); absent: somebody is"),
  "match-permit": z
    .array(networkText)
    .default([])
    .describe("Match (Permit): source addresses that identify the extension (HD-29, PBX-70)"),
  "rewrite-contact": z
    .boolean()
    .default(true)
    .describe("contacts are kept with the address that their packet came from (PBX-9, PBX-22)"),
  override: override.optional(),
});

const group = kebabObject({ hotdesk: hotdesk.prefault({}) });

const user = kebabObject({
  "default-extension": digits.optional().describe("absent: the user's own name (PBX-120)"),
  groups: z.array(lineText).default(["All Users"]),
  hotdesk: hotdesk.prefault({}).describe("what is set here wins over every group (PBX-115)"),
});

const portSettings = kebabObject({
  "fallback-host": hostName.default("127.0.0.1").describe("Phone Apps Fallback FQDN/IP, HD-32"),
  port: z.int().min(0).max(65535).describe("Phone Apps Port, HD-34; 0 = any free one"),
  protocol: z.enum(["http", "https"]).describe("Phone Apps Protocol, HD-35"),
  certificate: z
    .enum(["good", "expired", "other-name", "untrusted"])
    .default("good")
    .describe("of HTTPS and SIP over TLS, made at start by a lab authority that the phones trust (HD-36)"),
});

const resolvedTo = z
  .union([z.enum(["backend", "none"]), z.ipv4()], {
    error: "expected backend, none or an IPv4 address",
  })
  .default("backend");

const hostRecord = z
  .strictObject({ onsite: resolvedTo, offsite: resolvedTo })
  .describe("what a name resolves to, for phones in onsite and in offsite locations (HD-11, HD-33)");

const acceptance = z
  .strictObject({ desk: z.string(), reason: z.string().min(1), by: z.string().min(1) })
  .describe(
    "a location whose desks may be without an emergency path after Full Logout (HD-19), why, and who answers for it",
  );

const registrar = kebabObject({
  "minimum-expiration": z.int().min(1).default(60).describe("seconds, PBX-7"),
  "maximum-expiration": z.int().min(1).default(7200),
  "default-expiration": z.int().min(1).default(3600),
});

export const setupFileSchema = kebabObject({
  setup: z.string().describe("one line on what this setup is"),
  pbx: z
    .literal("freepbx")
    .optional()
    .describe("it is that of a FreePBX, as `import` writes it: `check` says what to do there"),
  "port-settings": portSettings,
  registrar: registrar.prefault({}),
  "intrusion-detection": intrusionDetection
    .prefault({})
    .describe("who is banned; the phones of an offsite location have one public address"),
  "sip-port": z.int().min(0).max(65535).default(0).describe("UDP and TCP; 0 = any free one"),
  "sip-tls-port": z.int().min(0).max(65535).default(0).describe("SIP over TLS; 0 = any free one"),
  "sip-transport": z.enum(["udp", "tcp", "tls"]).default("udp").describe("what phones must use"),
  names: z
    .record(hostName, hostRecord)
    .default({})
    .describe("host names of this setup; others are asked of the system"),
  "emergency-numbers": z.array(digits).min(1).default(["911"]),
  locations: z.record(orderedName, location),
  "accept-no-emergency": z.array(acceptance).default([]).describe("policy full-logout-risk"),
  extensions: z.record(digits, extension),
  templates: z.record(orderedName, template).default({ Default: {} }),
  "model-layouts": z.record(orderedName, modelLayout).default({}),
  groups: z
    .record(orderedName, group)
    .default({ "All Users": { hotdesk: {} } })
    .describe("in the admin's order: the first that has a value wins (PBX-115)"),
  users: z
    .record(lineText, user)
    .default({})
    .describe("User Manager; one per extension exists anyway (PBX-120)"),
  "placeholder-calls": z
    .enum(["emergency", "internal", "outbound", "full"])
    .default("internal")
    .describe("how far a logged-out phone may call (hot-desking.md §2)"),
  "mailbox-notices": z
    .boolean()
    .default(true)
    .describe(
      "each REGISTER tells all phones of its extension of the mailbox, as Asterisk does (PBX-48): 100 phones, 5,050 NOTIFYs",
    ),
  "ring-seconds": z
    .int()
    .min(1)
    .max(170)
    .default(20)
    .describe("how long the phones of an extension ring; then the caller gets 603"),
  "feature-codes": featureCodes
    .default([])
    .describe("offered to everybody, logged-out phones too: *72, *73, *78, *79 (PBX-146, PBX-147)"),
  trunks: z.record(lineText, trunk).default({}),
  routes: z.array(route).default([]).describe("in the order in which they are tried (PBX-85)"),
  "inbound-routes": z
    .array(inboundRoute)
    .default([])
    .describe("where calls from outside go; absent: nobody can say what a call-back rings"),
  "pin-sets": z.record(lineText, pinSet).default({}),
  "time-groups": z.record(lineText, timeGroup).default({}),
  policies: policiesSchema.prefault({}),
});

export type Setup = z.output<typeof setupFileSchema>;
export type SetupInput = z.input<typeof setupFileSchema>;
export type Location = z.output<typeof location>;
export type ExtensionSettings = z.output<typeof extension>;
export type LineKey = z.output<typeof lineKey>;
export type ModelLayout = z.output<typeof modelLayout>;
export type Template = z.output<typeof template>;
export type HotdeskSettings = z.output<typeof hotdesk>;
export type UserSettings = z.output<typeof user>;
export type HostRecord = z.output<typeof hostRecord>;
export type { Route } from "./routes.js";
export type { Trunk } from "./trunks.js";
