import { z } from "zod";
import { faultNames } from "../rules/faults.js";
import { timeZone } from "../setup/time-zone.js";
import { evidences } from "./evidence.js";
import { trunkState } from "./trunk-states.js";
import { webFaultAreas, webFaultKinds } from "./web-faults.js";

/**
 * Bodies and answers of the control API: the server parses what it is asked, the client what it is answered. Those
 * with an id stand under that name in the OpenAPI document. A body is strict, so that a slip is reported; an answer is
 * not, so that a later backend may say more.
 */

const texts = z.array(z.string()).readonly();
const fault = z.enum(faultNames);

export const statusAnswer = z
  .object({
    setup: z.string(),
    configServer: z.string().describe("DHCP option 66 of the phones"),
    sip: z
      .object({
        host: z.string(),
        udpPort: z.int(),
        tcpPort: z.int(),
        tlsPort: z.int().optional().describe("absent: unknown, of an external drachtio-server"),
      })
      .readonly(),
    certificateAuthority: z.string().optional().describe("PEM, for phones to trust"),
    faultsEnabled: z.boolean(),
    faults: z.array(fault).readonly(),
    lacks: z
      .partialRecord(z.enum(evidences), z.string())
      .readonly()
      .exactOptional()
      .describe("what it cannot be asked for because its PBX is not its own, each with the reason"),
  })
  .readonly()
  .meta({ id: "Status" });

export const mappingAnswer = z
  .object({
    mac: z.string(),
    model: z.string(),
    extension: z.string().optional(),
    role: z.enum(["user", "placeholder"]).optional(),
    template: z.string().optional(),
    layout: z.string().optional(),
    active: z.boolean().describe("false: kept after a Full Logout, or deleted while in use"),
  })
  .readonly()
  .meta({ id: "Mapping" });

const put = { extension: z.string(), model: z.string(), template: z.string(), layout: z.string() };
export const putMappingBody = z.strictObject(put).meta({ id: "PutMapping" });
export const putMappingsBody = z
  .array(z.strictObject({ mac: z.string(), ...put }).meta({ id: "PutMappingOf" }))
  .readonly();

export const userAnswer = z
  .object({
    name: z.string(),
    defaultExtension: z.string().optional(),
    groups: texts,
    hotdesk: z
      .object({
        enabled: z.boolean(),
        loginTemplates: texts,
        loginModelLayouts: texts,
        logoutAction: z.string().optional().describe("`full`, or a placeholder's number"),
        logoutTemplate: z.string().optional(),
      })
      .readonly(),
    phones: texts.describe("MACs of the phones that the user is logged in on"),
  })
  .readonly()
  .meta({ id: "User" });

export const patchUserBody = z
  .strictObject({ groups: z.array(z.string()).exactOptional() })
  .meta({ id: "PatchUser" });

export const patchExtensionBody = z
  .strictObject({
    pin: z
      .string()
      .regex(/^-?[0-9*#]*$/, "expected digits, * and #")
      .exactOptional(),
    maxContacts: z.int().min(0).exactOptional(),
    name: z.string().min(1).exactOptional().describe("display name"),
    by: z
      .enum(["page", "api"])
      .exactOptional()
      .describe(
        "`api`: as FreePBX's GraphQL does it, which makes the extension again: what is not given is lost (F-55)",
      ),
  })
  .meta({ id: "PatchExtension" });

export const setupContent = z
  .record(z.string(), z.unknown())
  .meta({ id: "SetupContent", description: "words of a setup file: `deskfleet schema setup` prints them" });

export const findingAnswer = z
  .object({
    severity: z.enum(["error", "warning", "advice"]),
    check: z.string().describe("stable name, such as max-contacts-one; docs/checks.md explains each"),
    rule: z.string().describe("such as HD-28"),
    path: z
      .array(z.union([z.string(), z.number()]))
      .readonly()
      .describe("keys in the setup file"),
    message: z.string().describe("what will happen on the day"),
    hint: z.string().describe("how to mend it"),
    snippet: z.string().optional().describe("YAML that mends it, as it would stand in the setup"),
    affects: z
      .object({
        extensions: texts.optional(),
        locations: texts.optional(),
        models: texts.optional(),
        phones: texts.optional().describe("MACs"),
        layouts: texts.optional(),
        templates: texts.optional(),
        numbers: texts.optional(),
      })
      .readonly()
      .optional()
      .describe("everything that it hits"),
    proof: z
      .string()
      .optional()
      .describe("built-in scenario that shows it, such as emergency/full-logout-needs-consent"),
  })
  .readonly()
  .meta({ id: "Finding" });

export const submitAnswer = z
  .object({ newFindings: z.array(findingAnswer).readonly() })
  .readonly()
  .meta({ id: "Submitted", description: "what the audit finds now and did not before" });

export const lockoutAnswer = z
  .object({
    subject: z.string().describe("an extension or a MAC"),
    by: z.enum(["extension", "phone"]),
    secondsLeft: z.number(),
  })
  .readonly()
  .meta({ id: "Lockout" });

export const takenLogout = z
  .object({ outcome: z.literal("after-call").describe("the phone is in a call") })
  .meta({ id: "TakenLogout" });

export const resyncBody = z.strictObject({ reboot: z.boolean() }).meta({ id: "Resync" });

export const moveClockBody = z
  .union(
    [
      z.strictObject({ advanceSeconds: z.number().min(0).max(31_536_000) }),
      z.strictObject({
        timeOfDay: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "expected HH:MM or HH:MM:SS"),
        timeZone: timeZone.optional().describe("absent: that of the machine"),
      }),
      z.strictObject({ frozen: z.boolean() }),
    ],
    { error: "expected one of advanceSeconds, timeOfDay (HH:MM) and frozen" },
  )
  .meta({ id: "MoveClock" });

export const callBackBody = z
  .strictObject({ number: z.string().regex(/^\+?\d{1,32}$/, "expected the digits of a number") })
  .meta({ id: "CallBack" });

export const webFaultBody = z
  .strictObject({ on: z.enum(webFaultAreas), kind: z.enum(webFaultKinds) })
  .meta({ id: "WebFault" });

export const trunkAnswer = z
  .object({ name: z.string(), farEnd: z.enum(["psap", "carrier", "both"]), state: trunkState })
  .readonly()
  .meta({ id: "Trunk" });

export const putTrunkBody = z.strictObject({ state: trunkState }).meta({ id: "PutTrunk" });

export const errorAnswer = z
  .object({ error: z.string(), hint: z.string().describe("what to do") })
  .meta({ id: "Error" });

export const extensionQuery = z.strictObject({ extension: z.string().min(1) });
export const anyExtensionQuery = z.strictObject({ extension: z.string().min(1).exactOptional() });
