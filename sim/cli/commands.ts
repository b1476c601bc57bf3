import type { CommandModule } from "yargs";
import { backendCommand } from "./backend/command.js";
import { captureCommand } from "./capture/command.js";
import { checkCommand } from "./check/command.js";
import { drillCommand } from "./drill/command.js";
import { exportCommand } from "./export/command.js";
import { importCommand } from "./import/command.js";
import { loadCommand } from "./load/command.js";
import { psapCommand } from "./psap/command.js";
import { replayCommand } from "./replay/command.js";
import { reportCommand } from "./report/command.js";
import { runCommand } from "./run/command.js";
import { schemaCommand } from "./schema/command.js";
import { watchCommand } from "./watch/command.js";

/** All commands, in the order of the help. Each checks its own arguments; yargs has no type for a list of them. */
export const commands: CommandModule[] = (
  [
    runCommand,
    loadCommand,
    watchCommand,
    backendCommand,
    psapCommand,
    captureCommand,
    replayCommand,
    checkCommand,
    drillCommand,
    importCommand,
    exportCommand,
    reportCommand,
    schemaCommand,
  ] as const
).map((command) => command as unknown as CommandModule);

/** @returns the command's own word: `run` of `run [suite..]` */
export function nameOf({ command }: CommandModule): string {
  return String(command).split(" ", 1)[0] ?? "";
}
