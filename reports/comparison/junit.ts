import { type Case, clean, junitDocument, seconds, suite, validitySuite } from "../junit-xml.js";
import { type ComparedScenario, type Comparison, isGood, verdictTexts } from "./comparison.js";

/**
 * A case for each scenario: a failure where verdicts differ or one of them is `failed`, skipped where somebody could not
 * judge. Runs that are not to be trusted are an error of their own.
 */
export function comparisonJunit({ scenarios, troubles }: Comparison): string {
  // Nobody can say when a comparison began: the runs have times of their own.
  const timestamp = new Date(0).toISOString();
  const compared = suite("compare", scenarios.map(testcase), timestamp, 0);
  const invalid = troubles.map((why) => validitySuite("invalid", why, timestamp));
  return junitDocument([compared, ...invalid], 0);
}

function testcase(scenario: ComparedScenario): Case {
  const { name, file, comparison } = scenario;
  const message = clean(verdictTexts(scenario).join("; "));
  const type = comparison === "differs" ? comparison : "failed";
  return {
    $: { name: clean(name), classname: clean(file), time: seconds(0) },
    ...(isGood(scenario) ? {} : { failure: [{ $: { type, message } }] }),
    ...(isGood(scenario) && comparison === "not-compared" ? { skipped: [{ $: { message } }] } : {}),
  };
}
