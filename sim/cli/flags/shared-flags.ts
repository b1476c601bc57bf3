import type { Options } from "yargs";
import { reportSyntax } from "../files/report-files.js";
import { anyNumber, seedNumber, wholeNumber } from "./number-option.js";
import { listedText, repeatedText, singleText } from "./text-option.js";

/** `--report`, of every command that ends in one. */
export const reportFlag = {
  type: "string",
  coerce: repeatedText("report"),
  requiresArg: true,
  default: [] as string[],
  defaultDescription: "none",
  describe: `write a report at the end: ${reportSyntax}, which then carries nothing but the report; may repeat`,
} as const satisfies Options;

/** `--run-file`, of every command that plays phones. */
export const runFileFlag = {
  type: "string",
  coerce: singleText("run-file"),
  requiresArg: true,
  describe: "record everything in this file, for `deskfleet report`",
} as const satisfies Options;

/** `--profiles`, of every command that reads phone models. */
export const profilesFlag = {
  type: "string",
  coerce: singleText("profiles"),
  requiresArg: true,
  describe: "folder with phone models of your own",
} as const satisfies Options;

/** @param does what the command does against it */
export function targetFlag(does: string) {
  return { type: "string", coerce: singleText("target"), requiresArg: true, describe: does } as const;
}

/** `--allow-emergency`, of every command that dials on a target. */
export const allowEmergencyFlag = {
  type: "string",
  coerce: listedText("allow-emergency"),
  requiresArg: true,
  default: [] as string[],
  defaultDescription: "none",
  describe:
    "emergency number that may be dialled, if the target file allows it too (dial.allow); repeat it, or separate by commas",
} as const satisfies Options;

/** @param does what the same number brings back */
export function seedFlag(does: string) {
  return { coerce: seedNumber, requiresArg: true, describe: `${does} (a whole number)` } as const;
}

/** @param played what runs at the same time, in the plural */
export function parallelFlag(played: string) {
  return {
    coerce: wholeNumber("parallel", 1, 256),
    requiresArg: true,
    default: 4,
    describe: `how many ${played} at the same time (1 to 256)`,
  } as const;
}

/** @param does what a desk does at that speed, and what else there is to say of it */
export function hardwareSpeedFlag(speed: number, does = "a desk boots and reboots", more = "") {
  return {
    coerce: anyNumber("hardware-speed", 1, 10_000),
    requiresArg: true,
    default: speed,
    describe: `how many times faster than a real phone ${does} (1 to 10000)${more}`,
  } as const;
}

/** @param does what the terminal shows, and what `--no-tui` prints */
export function tuiFlag(does: string) {
  return { type: "boolean", default: true, describe: does } as const;
}
