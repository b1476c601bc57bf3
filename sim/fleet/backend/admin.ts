import type {
  Finding,
  PatchExtension,
  PatchUser,
  PutMappings,
  SubmitSetup,
} from "../../model/control/control-api.js";

/** A change in the records of the PBX. */
type RecordChange =
  | { readonly user: string; readonly patch: PatchUser }
  | { readonly extension: string; readonly patch: PatchExtension }
  | { readonly deletedUser: string };

/**
 * Port: what an admin may do on the backend while a run is on. Rejects with DF_CAPABILITY where it cannot, with
 * DF_BACKEND_REFUSED and the reason where it will not.
 */
export interface Admin {
  deleteMapping(mac: string): Promise<void>;
  putMappings(mappings: PutMappings): Promise<void>;
  resync(mac: string, reboot: boolean): Promise<void>;
  /** Logs a phone out (policy admin-logout), at once or when its call has ended (policy logout-in-call). */
  logout(mac: string): Promise<"logged-out" | "after-call">;
  change(change: RecordChange): Promise<void>;
  /**
   * A Submit in the module: as a whole or not at all (HD-37).
   * @param apply `later`: without Apply Config
   * @returns what the audit finds now and did not before
   */
  submit(changes: SubmitSetup, apply?: "later"): Promise<readonly Finding[]>;
}
