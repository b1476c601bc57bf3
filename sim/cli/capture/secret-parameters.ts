import type { Profiles } from "../../model/profile/profile.js";

/**
 * P-values of the OEM family that hold passwords beside those of accounts: of the admin (2) and the user (196) of the
 * phone's own web page, of its files over HTTP (1361), of encrypted files (1359, 8631). What is hidden in vain does no harm.
 */
const ofThePhone = [2, 196, 1359, 1361, 8631];

/** Numbers of the P-values that no recording may show. */
export function secretParametersOf(profiles: Profiles): ReadonlySet<number> {
  const accounts = [...profiles.values()].flatMap(({ accountParameters }) =>
    accountParameters.map(({ password }) => password),
  );
  return new Set([...ofThePhone, ...accounts]);
}
