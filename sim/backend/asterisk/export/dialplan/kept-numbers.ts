import {
  behindAnyDigit,
  knownOf,
  longestCode,
  outsideLineDigits,
  subscriberDigits,
} from "../../../../dialplan/emergency-number.js";
import type { Setup } from "../../../../model/setup/setup.js";
import type { Context, Step } from "./context-text.js";
import { patternText } from "./pattern-text.js";

const context = "emergency-numbers";

/** Steps that go to a label of the same extension where SENT may be taken for an emergency number. */
export function keepEmergencyNumbers(label: string): Step[] {
  return [
    `Set(KEPT=\${FILTER(0-9,\${SENT})})`,
    // One star for all that is a code: the pattern does not care where in the number it stood.
    'ExecIf($["${FILTER(*#,${SENT})}" != ""]?Set(KEPT=*${KEPT}))',
    `GotoIf($[\${DIALPLAN_EXISTS(${context},\${KEPT},1)} = 1]?${label})`,
  ];
}

/**
 * What `emergencyNumberIn` takes for an emergency number, as far as patterns can say it: known numbers, behind `+`, behind
 * outside-line digits while all of it is shorter than a subscriber's number, and behind a code of up to four digits.
 */
export function keptNumbers(setup: Pick<Setup, "emergencyNumbers">): Context {
  const known = [...new Set(knownOf(setup))];
  const longest = subscriberDigits - 1;
  const patterns = [
    ...known,
    ...known.flatMap((number) => behind(number, outsideLine, longest)),
    ...behindAnyDigit(setup).flatMap((number) => [
      `X${number}`,
      ...behind(`X${number}`, outsideLine, longest),
    ]),
    ...known.flatMap((number) =>
      // Behind the code too there may be one digit for an outside line.
      [number, ...behind(number, "X", number.length + longestCode + 1)].map((end) => `*${end}`),
    ),
  ];
  return {
    name: context,
    about: ["Whatever is at the other end of a trunk, it may be a real carrier: these do not leave by it."],
    extensions: [...new Set(patterns)].map((pattern) => ({
      number: patternText(pattern),
      steps: ["NoOp()"],
    })),
  };
}

const outsideLine = `[${outsideLineDigits}]`;

/** A number behind one or more of these digits, up to so many digits in all. */
function behind(number: string, digit: string, longest: number): string[] {
  const most = Math.max(0, longest - number.length);
  return Array.from({ length: most }, (_each, index) => `${digit.repeat(index + 1)}${number}`);
}
