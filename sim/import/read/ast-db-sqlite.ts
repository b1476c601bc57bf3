import type { AstDbEntry } from "./ast-db-show.js";
import type { Fault, Read } from "./fault.js";
import { SqliteFile } from "./sqlite-table.js";

/** `astdb.sqlite3`: the table `astdb` with a key and a value a row, as Asterisk makes it (main/db.c). */
export function readAstDbSqlite(file: string, bytes: Uint8Array): Read<readonly AstDbEntry[]> {
  const content: AstDbEntry[] = [];
  const faults: Fault[] = [];
  const tell = (message: string) => faults.push({ file, message });
  try {
    const database = new SqliteFile(bytes);
    if (database.isCut) tell("this database is cut off");
    if (database.hasLog) tell("what was written last may stand in its -wal file, which is not read");
    const root = database.rootOf("astdb");
    if (root === undefined) tell("this database has no table astdb: nothing of it was read");
    else for (const [key = "", value = ""] of database.rows(root)) content.push({ key, value });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    tell(`this database is damaged: ${content.length} of its entries were read`);
  }
  return { content, faults };
}
