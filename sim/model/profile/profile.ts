import { z } from "zod";
import { kebabObject } from "../files/kebab-object.js";

/**
 * What a phone model is: data, never code. Each field carries the evidence for its value (`domain` facts:
 * maker, OEM, third party, or our assumption), so that a report can say what a verdict rests on.
 */

const evidenceKinds = ["maker", "oem", "third-party", "assumption"] as const;
export type Evidence = (typeof evidenceKinds)[number];

function field<Value extends z.ZodType>(value: Value) {
  return z.strictObject({
    value,
    evidence: z.enum(evidenceKinds).describe("who says so"),
    source: z.string().optional().describe("where it is said"),
  });
}

/** Types of line keys that a layout may use; the profile maps each to the number of its family. */
export const lineKeyTypes = [
  "none",
  "line",
  "speed-dial",
  "blf",
  "voicemail",
  "direct-pickup",
  "group-pickup",
  "park",
  "intercom",
  "prefix",
  "local-group",
  "xml-group",
  "ldap",
  "network-directories",
  "forward",
  "dnd",
  "redial",
  "call-return",
  "sms",
  "record",
  "paging",
  "silent-call",
  "app-login",
  "app-logout",
  "app-url",
] as const;
export type LineKeyType = (typeof lineKeyTypes)[number];

/** Parameter number of a line-key field: `base + step · (key − from)`. */
const keyAddress = z.strictObject({ base: z.int(), step: z.int() });

const lineKeyBlock = z.strictObject({
  from: z.int().min(1),
  to: z.int().min(1),
  type: keyAddress,
  mode: keyAddress,
  value: keyAddress,
  label: keyAddress,
  account: keyAddress,
  extension: keyAddress,
});

const accountParameters = kebabObject({
  active: z.int(),
  profile: z.int(),
  label: z.int(),
  user: z.int(),
  "auth-id": z.int(),
  password: z.int(),
  name: z.int(),
});

const sipProfileParameters = kebabObject({
  server: z.int(),
  transport: z.int(),
  register: z.int(),
  expiry: z.int(),
});

const settingParameters = kebabObject({
  "time-zone": z.int(),
  background: z.int(),
  screensaver: z.int(),
  "screen-timeout": z.int(),
  "ring-tone": z.int(),
  "ring-volume": z.int(),
  firmware: z.int(),
  "data-owner": z
    .int()
    .describe("whose call history the phone keeps; another value, or none, erases it (erase-personal-data)"),
});

/** Paging groups: `base + step · (group − 1)`. */
const pagingParameters = z.strictObject({
  count: z.int().min(0),
  address: keyAddress,
  label: keyAddress,
});

const shape = {
  model: field(z.string().regex(/^[A-Za-z0-9-]+$/)).describe(
    "device type as the module names it, e.g. CIP270",
  ),
  hardware: field(z.string()),
  firmware: field(z.string()),
  "mac-prefix": field(z.string().regex(/^([0-9a-f]{2}:){2}[0-9a-f]{2}$/)),
  "http-user-agent": field(z.string()).describe("template with {model}, {firmware}, {mac}"),
  "sip-user-agent": field(z.string()).describe("template with {model}, {firmware}, {mac}"),
  "line-keys": field(z.int().min(1).max(45)),
  "keys-per-page": field(z.int().min(1)),
  accounts: field(z.int().min(1).max(16)),
  "key-types": field(z.record(z.enum(lineKeyTypes), z.int())),
  "line-key-blocks": field(z.array(lineKeyBlock).min(1)),
  "account-parameters": field(z.array(accountParameters).min(1)).describe("by account, from 1"),
  "sip-profile-parameters": field(z.array(sipProfileParameters).min(1)).describe("by SIP profile, from 1"),
  "setting-parameters": field(settingParameters),
  "paging-parameters": field(pagingParameters),
  "config-files": field(z.array(z.string()).min(1)).describe("in order; templates with {device-code}, {mac}"),
  "stop-at-first-file": field(z.boolean()),
  "device-code": field(z.string()),
  "boot-seconds": field(z.number().min(0)),
  "reboot-seconds": field(z.number().min(0)),
  "screen-timeout-seconds": field(z.number().min(1)),
  "http-timeout-seconds": field(z.number().min(1)),
  "max-xml-bytes": field(z.int().min(500)),
  "register-expires-seconds": field(z.int().min(1)).describe("used where the configuration names none"),
  "refresh-from": field(z.number().gt(0).lt(1)).describe("earliest refresh, as a share of the granted time"),
  "refresh-to": field(z.number().gt(0).lt(1)),
  "unregister-on-reboot": field(z.boolean()),
  "call-without-registration": field(z.boolean()),
  codecs: field(z.array(z.enum(["PCMU", "PCMA", "G722"])).min(1)),
  "dtmf-payload": field(z.int().min(96).max(127)),
} as const;

/** What a model may leave unsaid; nothing is judged by it then. */
const optionalShape = {
  "panic-button": field(z.boolean()).describe(
    "whether a USB panic button can be plugged in; absent: it cannot",
  ),
  "time-zones": field(z.array(z.string()).min(1)).describe(
    "that the phone can be set to, as a template writes them",
  ),
} as const;

/** A profile file: all fields, or those that differ from the family that it names. */
export const profileFileSchema = z.strictObject({
  profile: z.string().describe("one line on what this model is"),
  family: z.string().optional().describe("file in profiles/families whose fields are inherited"),
  fields: z.strictObject({ ...shape, ...optionalShape }).partial(),
});

/** All fields that a whole profile must have, as the files write them. */
export const profileFieldNames = Object.keys(shape);

/** One field as read: its value, already of the right shape, and how sure it is. */
export interface ProfileField {
  readonly value: unknown;
  readonly evidence: Evidence;
}

/** What other code reads: plain values. @see Profile.evidence for how sure each one is */
export interface Profile {
  readonly model: string;
  readonly hardware: string;
  readonly firmware: string;
  readonly macPrefix: string;
  readonly httpUserAgent: string;
  readonly sipUserAgent: string;
  readonly lineKeys: number;
  readonly keysPerPage: number;
  readonly accounts: number;
  readonly keyTypes: Readonly<Record<LineKeyType, number>>;
  readonly lineKeyBlocks: readonly z.output<typeof lineKeyBlock>[];
  readonly accountParameters: readonly z.output<typeof accountParameters>[];
  readonly sipProfileParameters: readonly z.output<typeof sipProfileParameters>[];
  readonly settingParameters: z.output<typeof settingParameters>;
  readonly pagingParameters: z.output<typeof pagingParameters>;
  readonly configFiles: readonly string[];
  readonly stopAtFirstFile: boolean;
  readonly deviceCode: string;
  readonly bootSeconds: number;
  readonly rebootSeconds: number;
  readonly screenTimeoutSeconds: number;
  readonly httpTimeoutSeconds: number;
  readonly maxXmlBytes: number;
  readonly registerExpiresSeconds: number;
  readonly refreshFrom: number;
  readonly refreshTo: number;
  readonly unregisterOnReboot: boolean;
  readonly callWithoutRegistration: boolean;
  readonly codecs: readonly ("PCMU" | "PCMA" | "G722")[];
  readonly dtmfPayload: number;
  readonly timeZones?: readonly string[];
  readonly panicButton?: boolean;
  /** Field name (camelCase) → how sure its value is. */
  readonly evidence: Readonly<Record<string, Evidence>>;
}

/** Profiles by model name. */
export type Profiles = ReadonlyMap<string, Profile>;
