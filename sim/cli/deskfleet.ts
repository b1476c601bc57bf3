import yargs from "yargs";
import { packageVersion } from "../files/package-root.js";
import { DeskfleetError } from "../model/errors.js";
import { commands, nameOf } from "./commands.js";
import { checkWorkingFolder } from "./files/working-folder.js";
import { plainWords } from "./flags/command-line.js";
import { isProgramHelp, usageMessage } from "./flags/usage-message.js";
import { printFailure } from "./process-errors.js";

/**
 * The whole program: runs one command line to its end and prints what went wrong. Its exit code is `process.exitCode`.
 * @param words without node and script
 */
export async function deskfleet(words: readonly string[]): Promise<void> {
  try {
    checkWorkingFolder();
    await parserOf(plainWords(words)).parseAsync();
  } catch (error) {
    process.exitCode = printFailure(withCommand(error, words));
  }
}

/** A wrong usage of a command is explained by the help of that command. */
function withCommand(error: unknown, words: readonly string[]): unknown {
  if (!(error instanceof DeskfleetError) || error.code !== "DF_CLI_USAGE") return error;
  const command = words.find((word) => commands.some((each) => nameOf(each) === word));
  if (command === undefined) return error;
  const hint = error.hint.replace("<command>", command);
  return new DeskfleetError(error.code, error.message, { hint, cause: error });
}

function parserOf(words: string[]) {
  return (
    yargs(words)
      .scriptName("deskfleet")
      .usage("$0 <command>\n\nA fleet of simulated ClearlyIP desk phones and a test harness for hot desking.")
      .command(commands)
      .demandCommand(1, "no command given")
      .strict()
      // `--report.json=x` would make an object of a flag that takes a text.
      .parserConfiguration({ "dot-notation": false })
      .wrap(Math.min(110, process.stdout.columns ?? 110))
      .version(packageVersion())
      .help()
      .alias("help", "h")
      .epilogue(
        "Exit codes of run and load: 0 passed, 1 failed or blocked, 2 bad input or usage, 3 the run is invalid, 130 interrupted. Every command lists its own in its --help.",
      )
      .exitProcess(false)
      .fail((message, error, usage) => {
        // yargs wraps what a `coerce` throws, message and all, into an error of its own.
        if (error !== undefined && error.name !== "YError") throw error;
        const text = message ?? error?.message;
        const help = String(usage.help());
        throw new DeskfleetError(
          "DF_CLI_USAGE",
          usageMessage(text, words, help),
          isProgramHelp(help) ? { hint: "`deskfleet --help` lists the commands." } : {},
        );
      })
  );
}
