import type { Mac } from "../mac.js";
import type { Profile } from "./profile.js";

/** The files that a phone asks for when it boots and resyncs, in this order (phones.md §4). */
export function configFileNames(
  { configFiles, deviceCode }: Pick<Profile, "configFiles" | "deviceCode">,
  mac: Mac,
): string[] {
  return configFiles.map((name) => name.replaceAll("{device-code}", deviceCode).replaceAll("{mac}", mac));
}
