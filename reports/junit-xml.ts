import { Builder } from "xml2js";

/** What stands in a case beside its name: at most one of failure, error and skipped. */
export interface Case {
  readonly $: { readonly name: string; readonly classname: string; readonly time: string };
  readonly failure?: readonly object[];
  readonly error?: readonly object[];
  readonly skipped?: readonly object[];
  readonly flakyFailure?: readonly object[];
  readonly "system-out"?: readonly string[];
}

export interface Suite {
  readonly $: Totals & { readonly name: string; readonly time: string; readonly timestamp: string };
  readonly properties?: readonly { readonly property: readonly Property[] }[];
  readonly testcase: readonly Case[];
}

interface Property {
  readonly $: { readonly name: string; readonly value: string };
}

interface Totals {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** A suite of one case: that the run as a whole says nothing. */
export function validitySuite(type: string, message: string, timestamp: string): Suite {
  const validity = {
    $: { name: "validity", classname: "run", time: seconds(0) },
    error: [{ $: { type, message: clean(message) } }],
  };
  return suite("run", [validity], timestamp, 0);
}

/** With its totals counted from the cases. */
export function suite(name: string, cases: readonly Case[], timestamp: string, durationMs: number): Suite {
  const counts = {
    tests: cases.length,
    failures: cases.filter(({ failure }) => failure).length,
    errors: cases.filter(({ error }) => error).length,
    skipped: cases.filter(({ skipped }) => skipped).length,
  };
  return { $: { name: clean(name), ...counts, time: seconds(durationMs), timestamp }, testcase: cases };
}

/** The whole document. */
export function junitDocument(suites: readonly Suite[], durationMs: number): string {
  return `${new Builder().buildObject({
    testsuites: {
      $: { name: "deskfleet", ...totals(suites), time: seconds(durationMs) },
      testsuite: suites,
    },
  })}\n`;
}

function totals(suites: readonly Suite[]): Totals {
  const sum = (name: keyof Totals): number => suites.reduce((total, { $ }) => total + $[name], 0);
  return { tests: sum("tests"), failures: sum("failures"), errors: sum("errors"), skipped: sum("skipped") };
}

export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

/** What is left that XML 1.0 has no way to write, half surrogate pairs for one: a phone could send it. */
export function clean(text: string): string {
  return text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\ufffd");
}
