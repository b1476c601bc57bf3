import type {
  CallRecordView,
  ContactView,
  Finding,
  MappingView,
  NoticeView,
} from "../../model/control/control-api.js";
import { type Evidence, evidenceNames } from "../../model/control/evidence.js";
import { DeskfleetError } from "../../model/errors.js";

/** What there is of call detail records: each is written as its call ends. */
export interface CallRecordsRead {
  /** Of the calls that have ended since the backend was started or reset, without PINs (PBX-107). */
  readonly written: readonly CallRecordView[];
  /** Calls that had no record yet when they were read. */
  readonly up: number;
}

/**
 * Port: what the harness may read from the backend. Where there is no such evidence, reading rejects with
 * DF_CAPABILITY. What is not read has its evidence elsewhere: `far-end` and `announcements` in the events, `dial-plan`
 * in the setup that the backend has.
 */
export interface Probe {
  contacts(extension: string): Promise<readonly ContactView[]>;
  mapping(mac: string): Promise<MappingView | undefined>;
  /** What the audit says of the setup as it is now. */
  findings(): Promise<readonly Finding[]>;
  /** What routes have sent of calls since the backend was started or reset. */
  notices(): Promise<readonly NoticeView[]>;
  cdr(): Promise<CallRecordsRead>;
  /** Why there is no such evidence now; undefined: there is. */
  lacks(evidence: Evidence): string | undefined;
}

/**
 * To be asked before anything is judged: a silent far end proves nothing when it is not observed.
 * @throws DeskfleetError DF_CAPABILITY with the first evidence that the backend lacks
 */
export function requireEvidence(probe: Probe, needed: Iterable<Evidence>): void {
  for (const evidence of needed) {
    const reason = probe.lacks(evidence);
    if (reason === undefined) continue;
    throw new DeskfleetError(
      "DF_CAPABILITY",
      `this backend cannot be asked for ${evidenceNames[evidence]}: ${reason}`,
    );
  }
}
