/**
 * Would a call to the emergency number, made now, reach the PSAP (emergency.md §4)?
 * `good`, or `degraded` (it would, but call-back or identity is missing), or `none`.
 */
type EmergencyPath = "good" | "degraded" | "none";

export interface EmergencyPathView {
  readonly path: EmergencyPath;
  /** The first link that is missing, in words; empty where none is. */
  readonly missing: string;
}
