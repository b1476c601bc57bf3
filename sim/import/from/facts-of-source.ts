import { DeskfleetError } from "../../model/errors.js";
import type { Rank, RankedFacts } from "../facts/ranked-facts.js";
import type { OpenedFile, Source } from "../open/source.js";
import { readAstDbShow } from "../read/ast-db-show.js";
import { readAstDbSqlite } from "../read/ast-db-sqlite.js";
import { readConf } from "../read/conf.js";
import { type CsvTable, readCsv } from "../read/csv-table.js";
import type { Read } from "../read/fault.js";
import { readJson } from "../read/json-text.js";
import { readSqlDump, type SqlTables } from "../read/sql-dump.js";
import { astDbFacts } from "./ast-db.js";
import { bulkDidFacts } from "./bulk-dids.js";
import { bulkExtensionFacts } from "./bulk-extensions.js";
import { bulkTimeGroupFacts } from "./bulk-time-groups.js";
import { bulkTrunkFacts } from "./bulk-trunks.js";
import { bulkGroupFacts, bulkUserFacts } from "./bulk-users.js";
import { coreFacts } from "./core-json.js";
import { deviceFacts } from "./devices-sql.js";
import { metadataFacts } from "./metadata-json.js";
import { pinSetFacts } from "./pinsets-json.js";
import { pjsipFacts } from "./pjsip-conf.js";
import { pjsipObjects } from "./pjsip-objects.js";
import { customFacts, runningFacts } from "./running-routes.js";
import { localNetworkFacts } from "./sip-settings-json.js";
import { timeGroupFacts } from "./time-json.js";
import { userManagerFacts } from "./userman-json.js";
import { mailboxFacts } from "./voicemail-conf.js";

/**
 * What the files of one source say.
 * @throws DeskfleetError DF_IMPORT_INCOMPLETE where a backup has lost its devices (FI-42)
 */
export function factsOf(source: Source): Read<readonly RankedFacts[]> {
  const kinds = source.files.map(({ kind }) => kind);
  const isBackup = kinds.includes("core-json");
  if (isBackup && !kinds.includes("devices-sql"))
    throw incomplete(`${source.name} holds Core.json, but no Devices.sql`);
  const pjsip = source.files.filter(({ kind }) => kind === "pjsip-conf");
  const others = source.files.filter((file) => !pjsip.includes(file));
  const read = [
    ...others.map((file) => factsOfFile(file, isBackup)),
    ...(pjsip.length === 0 ? [] : [factsOfPjsip(pjsip)]),
  ];
  return {
    content: read.map(({ content }) => content),
    faults: [...source.faults, ...read.flatMap(({ faults }) => faults)],
  };
}

function factsOfFile(file: OpenedFile, isBackup: boolean): Read<RankedFacts> {
  const { kind, shown, bytes } = file;
  switch (kind) {
    case "metadata-json":
      return fromJson(file, (json) => metadataFacts(shown, json));
    case "core-json":
      return fromJson(file, (json) => coreFacts(shown, json));
    case "userman-json":
      return fromJson(file, (json) => userManagerFacts(shown, json));
    case "pinsets-json":
      return fromJson(file, (json) => named("pinSets", pinSetFacts(shown, json)));
    case "time-json":
      return fromJson(file, (json) => named("timeGroups", timeGroupFacts(shown, json)));
    case "sip-settings-json":
      return fromJson(file, (json) => named("localNetworks", localNetworkFacts(shown, json)));
    case "devices-sql":
      return ranked("backup", shown, readSqlDump(shown, bytes), (tables) => ({
        content: deviceFacts(complete(shown, tables)),
        faults: [],
      }));
    case "voicemail-conf":
      return ranked(isBackup ? "backup" : "etc", shown, readConf(shown, bytes), (conf) =>
        named("extensions", mailboxFacts(shown, conf)),
      );
    case "extensions-conf":
      return ranked("etc", shown, readConf(shown, bytes), (conf) => runningFacts(shown, conf));
    case "extensions-custom-conf":
      return ranked("etc", shown, readConf(shown, bytes), (conf) =>
        named("customDialPlan", { content: customFacts(conf), faults: [] }),
      );
    case "pjsip-conf":
      return factsOfPjsip([file]);
    case "ast-db-show":
      return ranked("astdb", shown, readAstDbShow(shown, bytes), (entries) => ({
        content: astDbFacts(entries),
        faults: [],
      }));
    case "ast-db-sqlite":
      return ranked("astdb", shown, readAstDbSqlite(shown, bytes), (entries) => ({
        content: astDbFacts(entries),
        faults: [],
      }));
    case "bulk-extensions":
      return fromCsv(file, "extensions", bulkExtensionFacts);
    case "bulk-trunks":
      return fromCsv(file, "listedTrunks", bulkTrunkFacts);
    case "bulk-dids":
      return fromCsv(file, "dids", bulkDidFacts);
    case "bulk-users":
      return fromCsv(file, "users", bulkUserFacts);
    case "bulk-groups":
      return fromCsv(file, "groups", bulkGroupFacts);
    case "bulk-time-groups":
      return fromCsv(file, "timeGroups", bulkTimeGroupFacts);
  }
}

/** Several files make one configuration. */
function factsOfPjsip(files: readonly OpenedFile[]): Read<RankedFacts> {
  const read = files.map(({ name, shown, bytes }) => ({ name, shown, ...readConf(shown, bytes) }));
  const { content, faults } = pjsipObjects(read.map(({ content: conf, ...file }) => ({ ...file, conf })));
  const file = files.find(({ name }) => name === "pjsip.aor.conf") ?? files[0];
  return {
    content: { rank: "etc", file: file?.shown ?? "", facts: pjsipFacts(content) },
    faults: [...read.flatMap((each) => each.faults), ...faults],
  };
}

type Facts = RankedFacts["facts"];

function fromJson({ shown, bytes }: OpenedFile, facts: (json: unknown) => Read<Facts>): Read<RankedFacts> {
  // Where it is no JSON at all, that is told already, once.
  return ranked("backup", shown, readJson(shown, bytes), (json) =>
    json === undefined ? { content: {}, faults: [] } : facts(json),
  );
}

function fromCsv<Key extends keyof Facts>(
  { shown, bytes }: OpenedFile,
  key: Key,
  facts: (file: string, table: CsvTable) => Read<Facts[Key]>,
): Read<RankedFacts> {
  return ranked("csv", shown, readCsv(shown, bytes), (table) => named(key, facts(shown, table)));
}

/** The faults of reading, and then those of what was read. */
function ranked<Content>(
  rank: Rank,
  file: string,
  read: Read<Content>,
  facts: (content: Content) => Read<Facts>,
): Read<RankedFacts> {
  const { content, faults } = facts(read.content);
  return { content: { rank, file, facts: content }, faults: [...read.faults, ...faults] };
}

function named<Key extends keyof Facts>(key: Key, { content, faults }: Read<Facts[Key]>): Read<Facts> {
  return { content: content === undefined ? {} : ({ [key]: content } as Facts), faults };
}

/** mysqldump that fails leaves an empty file, or one without tables, and the backup still calls itself successful. */
function complete(shown: string, tables: SqlTables): SqlTables {
  const missing = ["devices", "sip"].find((table) => !tables.has(table));
  if (missing !== undefined) throw incomplete(`${shown} has no table ${missing}`);
  return tables;
}

function incomplete(message: string): DeskfleetError {
  return new DeskfleetError("DF_IMPORT_INCOMPLETE", message);
}
