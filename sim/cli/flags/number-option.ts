import { DeskfleetError } from "../../model/errors.js";

/** What yargs hands to `coerce`: what stood on the command line, or the default. */
type Coerce = (value: unknown) => number;

/**
 * Reads a flag as a whole number. yargs itself turns any text into NaN for a flag of type number, and NaN compares
 * as false everywhere: a run without workers would be green. So a numeric flag has this and no `type`.
 *
 * @param flag name without dashes, for the message
 * @param min smallest value allowed, itself included; likewise `max`
 * @returns throws DeskfleetError DF_CLI_USAGE for anything else
 * @example { coerce: wholeNumber("parallel", 1, 256), requiresArg: true, default: 4 }
 */
export function wholeNumber(flag: string, min: number, max: number): Coerce {
  return (value) => numberWithin(flag, value, min, max, Number.isInteger, "a whole number");
}

/** Like `wholeNumber`, fractions allowed. */
export function anyNumber(flag: string, min: number, max: number): Coerce {
  return (value) => numberWithin(flag, value, min, max, Number.isFinite, "a number");
}

function numberWithin(
  flag: string,
  value: unknown,
  min: number,
  max: number,
  accepts: (number: number) => boolean,
  kind: string,
): number {
  const number = typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;
  if (value !== "" && accepts(number) && number >= min && number <= max) return number;
  throw new DeskfleetError(
    "DF_CLI_USAGE",
    `--${flag} ${Array.isArray(value) ? value.join(" ") : value === "" ? '""' : String(value)}: expected ${kind} from ${min} to ${max}`,
  );
}

/** Values of `--seed`: the 32 bits that `createRandom` counts. */
export const seedNumber = wholeNumber("seed", 0, 2 ** 32 - 1);
