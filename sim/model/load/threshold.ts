import { z } from "zod";

/**
 * What a load run must hold to pass.
 *
 * ```
 * threshold  = metric "(" name ")" relation number [ unit ]
 * metric     = "count" | "rate" | "p50" | "p95" | "p99" | "max"
 * relation   = "<" | "<=" | "==" | ">=" | ">"
 * unit       = "%" | "ms" | "s"
 * ```
 * `count` and `rate` take an outcome (`registered`, `refused`, `rejected`, `failed`, `unprovisioned`; `rate` is its
 * share of all desks); the others take a time (`start`, `register`, `refresh`, `gap`), in milliseconds.
 */

const outcomeNames = ["registered", "refused", "rejected", "failed", "unprovisioned"] as const;
export type OutcomeName = (typeof outcomeNames)[number];

/**
 * `start`: planned moment of power-on to the first registration. `register` and `refresh`: first REGISTER to its 2xx.
 * `gap`: longest time without registration of a desk that had one.
 */
const timeNames = ["start", "register", "refresh", "gap"] as const;
export type TimeName = (typeof timeNames)[number];

type Relation = "<" | "<=" | "==" | ">=" | ">";

interface Limit {
  /** As the plan writes it. */
  readonly text: string;
  readonly relation: Relation;
  readonly limit: number;
}

interface OutcomeThreshold extends Limit {
  readonly of: "outcome";
  readonly metric: "count" | "rate";
  readonly name: OutcomeName;
}

interface TimeThreshold extends Limit {
  readonly of: "time";
  readonly metric: "p50" | "p95" | "p99" | "max";
  readonly name: TimeName;
}

export type Threshold = OutcomeThreshold | TimeThreshold;

const grammar = /^(count|rate|p50|p95|p99|max)\((\w+)\)\s*(<=|>=|==|<|>)\s*(\d+(?:\.\d+)?)(%|ms|s)?$/;

/** @returns the threshold, or what is wrong with the text. */
export function parseThreshold(text: string): Threshold | string {
  const match = grammar.exec(text.trim());
  if (!match) return 'expected a threshold such as "p95(register) < 500ms" or "count(failed) == 0"';
  const [, metric, name, relation, number, unit] = match;
  const shared = { text: text.trim(), relation: relation as Relation };
  const value = Number(number);
  if (metric === "count" || metric === "rate") {
    const outcome = outcomeNames.find((each) => each === name);
    if (!outcome) return `${metric} takes one of ${outcomeNames.join(", ")}, not "${name}"`;
    if (unit !== undefined && (unit !== "%" || metric === "count")) return `${metric} has no unit "${unit}"`;
    const limit = unit === "%" ? value / 100 : value;
    return { ...shared, of: "outcome", metric, name: outcome, limit };
  }
  const time = timeNames.find((each) => each === name);
  if (!time) return `${metric} takes one of ${timeNames.join(", ")}, not "${name}"`;
  if (unit !== "ms" && unit !== "s") return `${metric}(${time}) needs a unit: ms or s`;
  return {
    ...shared,
    of: "time",
    metric: metric as TimeThreshold["metric"],
    name: time,
    limit: unit === "s" ? value * 1000 : value,
  };
}

/** Whether a measured value keeps to the threshold. */
export function holds({ relation, limit }: Threshold, value: number): boolean {
  switch (relation) {
    case "<":
      return value < limit;
    case "<=":
      return value <= limit;
    case "==":
      return value === limit;
    case ">=":
      return value >= limit;
    case ">":
      return value > limit;
  }
}

export const thresholdSchema = z.string().transform((text, context): Threshold => {
  const parsed = parseThreshold(text);
  if (typeof parsed !== "string") return parsed;
  context.addIssue({ code: "custom", message: parsed });
  return z.NEVER;
});
