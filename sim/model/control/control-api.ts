import type { z } from "zod";
import type * as controlSchemas from "./control-schemas.js";
import type * as pbxSchemas from "./pbx-schemas.js";

/**
 * The control API of the embedded backend, as both of its ends see it: JSON over HTTP under `/control/v1`,
 * on a listener of its own that is bound to 127.0.0.1. It never returns a secret or a PIN. What is asked and answered
 * stands in `control-operations.ts`; these are the types of it.
 */
export const controlBase = "/control/v1";

type Schemas = typeof controlSchemas & typeof pbxSchemas;
type Answer<Name extends keyof Schemas> = Schemas[Name] extends z.ZodType ? z.output<Schemas[Name]> : never;

export type BackendStatus = Answer<"statusAnswer">;
export type ContactView = Answer<"contactAnswer">;
export type MappingView = Answer<"mappingAnswer">;
/** What a route has sent of a call. */
export type NoticeView = Answer<"noticeAnswer">;
/** A call detail record. */
export type CallRecordView = Answer<"callRecordAnswer">;
export type SecurityEventView = Answer<"securityEventAnswer">;
/** A call that reached a trunk. */
export type FarEndCallView = Answer<"farEndCallAnswer">;
export type UserView = Answer<"userAnswer">;
export type Finding = Answer<"findingAnswer">;
export type LockoutView = Answer<"lockoutAnswer">;
/** Body of every answer with a status of 400 and more. */
export type ControlError = Answer<"errorAnswer">;

export type PutMapping = Readonly<Answer<"putMappingBody">>;
/** Many at once, before a load run. */
export type PutMappings = Answer<"putMappingsBody">;
export type PatchUser = Readonly<Answer<"patchUserBody">>;
export type PatchExtension = Readonly<Answer<"patchExtensionBody">>;
export type MoveClock = Readonly<Answer<"moveClockBody">>;
export type WebFault = Readonly<Answer<"webFaultBody">>;
/** What changes in the setup, in the words of a setup file and merged as `with:` of a scenario is. */
export type SubmitSetup = Readonly<Record<string, unknown>>;
