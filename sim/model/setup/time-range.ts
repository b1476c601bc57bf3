import { z } from "zod";

/*
 * One line of a FreePBX time group, as Asterisk's GotoIfTime takes it; `*` is always:
 *
 *   range  ::= times "|" days "|" monthdays "|" months
 *   times  ::= "*" | hh:mm "-" hh:mm              both ends included; past midnight where the end is the smaller
 *   days   ::= "*" | day ("-" day)?               mon tue wed thu fri sat sun; round the week where needed
 *   monthdays ::= "*" | n ("-" n)?
 *   months ::= "*" | month ("-" month)?           jan … dec
 */
const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] as const;

/** From and to, both included; undefined: always. The end may lie before the start: round the clock, week or year. */
export type Span = { readonly from: number; readonly to: number } | undefined;

/** A range in numbers: minutes of the day, days of the week from Sunday 0, days of the month, months from 1. */
export interface TimeRange {
  readonly minutes: Span;
  readonly weekdays: Span;
  readonly monthDays: Span;
  readonly months: Span;
}

/** @returns undefined for a text that is not a range */
export function parseTimeRange(text: string): TimeRange | undefined {
  const parts = text.split("|").map((part) => part.trim().toLowerCase());
  if (parts.length !== 4) return undefined;
  const [minutes, weekdays, monthDays, inMonths] = [
    span(parts[0], minuteOf),
    span(parts[1], (name) => indexIn(days, name)),
    span(parts[2], (name) => numberIn(name, 1, 31)),
    span(parts[3], (name) => indexIn(months, name, 1)),
  ];
  if (minutes === null || weekdays === null || monthDays === null || inMonths === null) return undefined;
  return { minutes, weekdays, monthDays, months: inMonths };
}

export const timeRange = z.string().refine((text) => parseTimeRange(text) !== undefined, {
  error: 'expected a time range such as "08:00-18:00|mon-fri|*|*"',
});

/** null: not of the grammar. */
function span(text = "", read: (name: string) => number | undefined): Span | null {
  if (text === "*" || text === "") return undefined;
  const [first = "", last = first, ...more] = text.split("-");
  const [from, to] = [read(first), read(last)];
  return from === undefined || to === undefined || more.length > 0 ? null : { from, to };
}

function minuteOf(text: string): number | undefined {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(text);
  const [hour, minute] = [Number(parts?.[1]), Number(parts?.[2])];
  return hour <= 23 && minute <= 59 ? hour * 60 + minute : undefined;
}

function indexIn(names: readonly string[], name: string, from = 0): number | undefined {
  const at = names.indexOf(name);
  return at === -1 ? undefined : at + from;
}

function numberIn(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}
