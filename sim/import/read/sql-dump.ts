import type { Fault, Read } from "./fault.js";
import { SqlScanner, SqlTextError } from "./sql-scanner.js";
import { textOf } from "./text-of.js";

/** A row of a table; its places are named once for the whole table, for a dump has hundreds of thousands. */
class SqlRow {
  readonly line: number;
  readonly #places: ReadonlyMap<string, number>;
  readonly #values: readonly (string | null)[];

  constructor(line: number, places: ReadonlyMap<string, number>, values: readonly (string | null)[]) {
    this.line = line;
    this.#places = places;
    this.#values = values;
  }

  /** What stands in a column, a number as its text; `null` too where there is no such column. */
  get(column: string): string | null {
    return this.#values[this.#places.get(column) ?? -1] ?? null;
  }
}

/** Table → its rows, in the order of the dump. A table without rows is in it too. */
export type SqlTables = ReadonlyMap<string, readonly SqlRow[]>;

/*
 * What mysqldump writes (FI-42). Statements that say nothing about rows are passed over.
 *
 *   dump      ::= (statement? ";")*                           blanks and comments between all tokens
 *   statement ::= create | insert | anything else
 *   create    ::= "CREATE" "TABLE" name "(" item ("," item)* ")" anything
 *   item      ::= name anything | anything                    a column begins with a quoted name, a key does not
 *   insert    ::= ("INSERT" | "REPLACE") "IGNORE"? "INTO" name ("(" name ("," name)* ")")? "VALUES" row ("," row)*
 *   row       ::= "(" value ("," value)* ")"
 *   value     ::= "NULL" | number | string | "_binary" string | "0x" hex
 *   name      ::= "`" characters, "``" for one "`" | word
 *   string    ::= "'" characters, "\" escapes, "''" for one "'" "'"
 *   comment   ::= "--" line | "#" line | "/*" … "*" "/"        "/*!40101 … *" "/" too: none of them holds rows
 */

/** Reads the rows of a dump; one bad statement hides no other. */
export function readSqlDump(file: string, bytes: Uint8Array): Read<SqlTables> {
  const { content, faults: textFaults } = textOf(file, bytes);
  const faults: Fault[] = [...textFaults];
  const columns = new Map<string, readonly string[]>();
  const tables = new Map<string, SqlRow[]>();
  const scanner = new SqlScanner(content);
  while (scanner.begin()) {
    try {
      readStatement(scanner, columns, tables);
    } catch (error) {
      if (!(error instanceof SqlTextError)) throw error;
      faults.push({
        file,
        line: scanner.line,
        message: `${error.message}: the rest of this statement was not read`,
      });
      scanner.skipLines();
    }
  }
  if (/^-- (?:MySQL|MariaDB) dump /m.test(content) && !/^-- Dump completed/m.test(content)) {
    faults.push({ file, message: "the dump is cut off: its last line, `-- Dump completed`, is missing" });
  }
  return { content: tables, faults };
}

function readStatement(
  scanner: SqlScanner,
  columns: Map<string, readonly string[]>,
  tables: Map<string, SqlRow[]>,
): void {
  if (scanner.words("CREATE", "TABLE")) {
    scanner.words("IF", "NOT", "EXISTS");
    const table = scanner.name();
    columns.set(table, scanner.columnNames());
    if (!tables.has(table)) tables.set(table, []);
  } else if (scanner.words("INSERT") || scanner.words("REPLACE")) {
    scanner.words("IGNORE");
    if (!scanner.words("INTO")) throw new SqlTextError("INTO is missing");
    const table = scanner.name();
    const named = scanner.isAt("(") ? scanner.names() : columns.get(table);
    if (named === undefined) throw new SqlTextError(`the columns of ${table} are not known`);
    if (!scanner.words("VALUES")) throw new SqlTextError("VALUES is missing");
    const places = new Map(named.map((name, place) => [name, place]));
    const rows = tables.get(table) ?? [];
    tables.set(table, rows);
    do {
      scanner.skipBlank();
      const line = scanner.line;
      const values = scanner.row();
      if (values.length !== named.length) {
        throw new SqlTextError(`a row of ${table} has ${values.length} values, not ${named.length}`);
      }
      rows.push(new SqlRow(line, places, values));
    } while (scanner.takes(","));
  }
  scanner.skipStatement();
}
