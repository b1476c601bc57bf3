import { z } from "zod";

/** Answers of the control API about the PBX: contacts, calls, and what is written down of them. */

export const contactAnswer = z
  .object({
    extension: z.string(),
    uri: z.string(),
    source: z.string(),
    userAgent: z.string(),
    expiresInSeconds: z.number(),
    reachable: z.boolean().exactOptional().describe("false: it does not answer OPTIONS, and is not called"),
  })
  .readonly()
  .meta({ id: "Contact" });

export const callAnswer = z
  .object({
    extension: z.string().describe("of the phone that calls"),
    number: z.string(),
    route: z.string().optional().describe("absent: an internal call"),
    trunk: z.string().optional().describe("that it is on, or tries now; absent: none"),
    emergency: z.boolean(),
    state: z.enum(["ringing", "talking", "held"]),
    caller: z.string().optional().describe("MAC"),
    called: z.array(z.string()).readonly().describe("MACs"),
  })
  .readonly()
  .meta({ id: "Call" });

export const farEndCallFields = {
  farEnd: z.enum(["psap", "carrier"]),
  trunk: z.string(),
  number: z.string(),
  callerId: z.string(),
  location: z.string().optional().describe("that the PSAP's address list holds for the caller id"),
  sentLocation: z
    .string()
    .exactOptional()
    .describe("where the caller is by what came with the call (PIDF-LO), in one line"),
  locationFault: z
    .string()
    .exactOptional()
    .describe("why nothing is known of a location that came with the call"),
  readBack: z
    .object({
      number: z.string().describe("that the PSAP would call back; empty where the call names none"),
      location: z
        .string()
        .describe("address that came with the call, else that of the address list, else why there is none"),
    })
    .readonly()
    .exactOptional()
    .describe("what is read out to a test call (933)"),
  state: z.enum(["answered", "ended"]),
  callId: z
    .string()
    .exactOptional()
    .describe("Call-ID of the phone's INVITE to the PBX; absent: the PBX does not tell"),
};
export const farEndCallAnswer = z.object(farEndCallFields).readonly().meta({ id: "FarEndCall" });

export const noticeAnswer = z
  .object({
    to: z.array(z.string()).readonly(),
    route: z.string(),
    number: z.string(),
    extension: z.string().describe("of the phone that calls"),
    callerId: z.string().describe("that the far end is shown: the number to call back"),
    location: z.string().exactOptional().describe("that the address list holds for the caller id"),
  })
  .readonly()
  .meta({ id: "Notice" });

export const callRecordAnswer = z
  .object({
    start: z.string().describe("ISO 8601, UTC, by the clock that the hours of routes go by"),
    answer: z.string().exactOptional().describe("absent: the caller never had a 200"),
    end: z.string(),
    src: z.string().describe("extension that called"),
    clid: z.string().describe("its caller id, with the name"),
    dst: z.string().describe("what was dialled"),
    channel: z.string(),
    dstchannel: z
      .string()
      .exactOptional()
      .describe("trunk or extension where it ended; absent: it went nowhere"),
    outboundCnum: z.string().exactOptional().describe("that the trunk was shown"),
    duration: z.int().describe("seconds from start to end"),
    billsec: z.int().describe("seconds from the answer to the end"),
    disposition: z.enum(["ANSWERED", "NO ANSWER", "BUSY", "FAILED"]),
    accountcode: z
      .string()
      .exactOptional()
      .describe("`pin recorded`: FreePBX stores the PIN there, in clear; it is never shown (PBX-107)"),
  })
  .readonly()
  .meta({ id: "CallRecord" });
export const securityEventAnswer = z
  .object({
    event: z.enum([
      "ChallengeSent",
      "ChallengeResponseFailed",
      "SuccessfulAuth",
      "InvalidAccountID",
      "FailedACL",
    ]),
    atMs: z.number().describe("ms since 1970"),
    account: z.string().describe("extension; `<unknown>` where there is none of that name"),
    remoteAddress: z.string().describe("as `IPV4/UDP/127.0.0.1/5060`"),
    callId: z.string(),
    method: z.string(),
    acl: z.string().exactOptional().describe("of FailedACL: the rule that refused it"),
  })
  .readonly()
  .meta({ id: "SecurityEvent" });
