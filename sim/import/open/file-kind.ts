/** What a file of a PBX is, by its name: those that are read, and no other. */
const kinds = {
  "metadata-json": /^metadata\.json$/,
  "core-json": /^Core\.json$/,
  "userman-json": /^Userman\.json$/,
  "pinsets-json": /^Pinsets\.json$/,
  "time-json": /^Timeconditions\.json$/,
  "sip-settings-json": /^Sipsettings\.json$/,
  "devices-sql": /^Devices\.sql$/,
  "voicemail-conf": /^voicemail\.conf$/,
  "pjsip-conf": /^pjsip(?:\.(?:endpoint|aor|auth|identify))?(?:_custom(?:_post)?)?\.conf$/,
  "extensions-conf": /^extensions_additional\.conf$/,
  "extensions-custom-conf": /^extensions_custom\.conf$/,
  "ast-db-show": /^(?:astdb|database)\b.*\.txt$/i,
  "ast-db-sqlite": /^astdb\b.*\.sqlite3?$/i,
  "bulk-extensions": /^extensions\b.*\.csv$/i,
  "bulk-trunks": /^trunks\b.*\.csv$/i,
  "bulk-dids": /^dids\b.*\.csv$/i,
  "bulk-users": /^usermanusers\b.*\.csv$/i,
  "bulk-groups": /^usermangroups\b.*\.csv$/i,
  "bulk-time-groups": /^timegroups?\b.*\.csv$/i,
} as const satisfies Record<string, RegExp>;

export type FileKind = keyof typeof kinds;

/** @param path with slashes */
export function fileKind(path: string): FileKind | undefined {
  const name = fileName(path);
  return (Object.keys(kinds) as FileKind[]).find((kind) => kinds[kind].test(name));
}

/** @param path with slashes */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

const namesByEnding: Readonly<Record<string, readonly string[]>> = {
  csv: ["extensions.csv", "trunks.csv", "dids.csv", "usermanusers.csv", "usermangroups.csv", "timegroup.csv"],
  txt: ["astdb.txt (what `database show` prints)"],
  conf: ["pjsip.endpoint.conf", "voicemail.conf", "extensions_additional.conf"],
  json: ["Core.json", "Userman.json", "Pinsets.json", "Timeconditions.json", "Sipsettings.json"],
  sql: ["Devices.sql"],
};

/** The names that are known among files that end as this one does. */
export function namesOfItsKind(path: string): readonly string[] {
  return namesByEnding[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] ?? [];
}
