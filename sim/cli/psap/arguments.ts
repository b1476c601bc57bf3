import type { Argv } from "yargs";
import { DeskfleetError } from "../../model/errors.js";
import { type AnswerMode, answerNames, parseAnswerMode } from "../../psap/answer-mode.js";
import { examples } from "../flags/examples.js";
import { wholeNumber } from "../flags/number-option.js";

export interface PsapArguments {
  readonly host: string;
  readonly port: number;
  readonly answer: AnswerMode;
  readonly json: boolean;
}

/** The flags of `deskfleet psap`. */
export function psapArguments(yargs: Argv): Argv<PsapArguments> {
  return yargs
    .option("host", {
      type: "string",
      default: "127.0.0.1",
      describe: "numeric address to listen on",
    })
    .option("port", {
      coerce: wholeNumber("port", 0, 65_535),
      requiresArg: true,
      default: 0,
      defaultDescription: "any free port",
      describe: "UDP and TCP port for SIP",
    })
    .option("answer", {
      coerce: answerMode,
      requiresArg: true,
      default: "answer" as unknown as AnswerMode,
      describe:
        "what becomes of calls: answer, busy (486), full (503), reject (403), a status of your own, " +
        "silent (INVITEs get no answer, OPTIONS does) or down (nothing gets an answer)",
    })
    .option("json", { type: "boolean", default: false, describe: "print events as JSON lines on stdout" })
    .example(
      examples([
        ["$0 psap --port 5080", "Be the emergency trunk of a PBX on this machine"],
        ["$0 psap --host 192.0.2.20 --port 5060", "Be that of a PBX in the lab"],
        ["$0 psap --port 5080 --answer full", "See whether the PBX goes on to its second trunk"],
      ]),
    )
    .epilogue(
      "It takes every call and prints what it was told: number, caller ID and location (PIDF-LO). The answer to 933 " +
        "reads that back in the header X-Read-Back. Over TCP, silent and down still say 100 Trying.",
    );
}

/** @throws DeskfleetError DF_CLI_USAGE */
function answerMode(value: unknown): AnswerMode {
  const mode =
    typeof value === "string" || typeof value === "number" ? parseAnswerMode(String(value)) : undefined;
  if (mode !== undefined) return mode;
  const given = Array.isArray(value) ? value.join(" ") : JSON.stringify(value);
  throw new DeskfleetError(
    "DF_CLI_USAGE",
    `--answer ${given}: expected one of ${answerNames.join(", ")}, or a status from 400 to 699`,
  );
}
