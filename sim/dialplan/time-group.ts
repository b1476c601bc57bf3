import type { TimeGroup } from "../model/setup/calling.js";
import { parseTimeRange, type Span, type TimeRange } from "../model/setup/time-range.js";

/** The moment of a call as a time group asks for it. */
interface LocalTime {
  readonly minute: number;
  /** From Sunday 0. */
  readonly weekday: number;
  readonly monthDay: number;
  /** From 1. */
  readonly month: number;
}

/**
 * Whether a time group is open (PBX-88).
 * @param epochMs wall clock of the PBX
 */
export function isOpen(group: TimeGroup, epochMs: number): boolean {
  const now = localTime(epochMs, group.timeZone ?? "UTC");
  return group.ranges.some((text) => {
    const range = parseTimeRange(text);
    return range !== undefined && holds(range, now);
  });
}

function holds({ minutes, weekdays, monthDays, months }: TimeRange, now: LocalTime): boolean {
  return (
    within(minutes, now.minute) &&
    within(weekdays, now.weekday) &&
    within(monthDays, now.monthDay) &&
    within(months, now.month)
  );
}

function within(span: Span, value: number): boolean {
  if (span === undefined) return true;
  const { from, to } = span;
  return from <= to ? from <= value && value <= to : value >= from || value <= to;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
/** Making one takes a millisecond, and every call asks. */
const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(epochMs: number, timeZone: string): LocalTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  return {
    minute: number("hour") * 60 + number("minute"),
    weekday: weekdays.indexOf(parts.get("weekday") ?? ""),
    monthDay: number("day"),
    month: number("month"),
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    weekday: "short",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  });
  formats.set(timeZone, made);
  return made;
}
