/**
 * Milliseconds from a moment to the next time of day, as the admin of an office means it.
 * @param timeOfDay `HH:MM` or `HH:MM:SS`
 * @param wallMs since the epoch
 * @param reached what counts where it is that time now: 0, or a whole day
 * @param timeZone absent: local time
 */
export function untilTimeOfDay(
  timeOfDay: string,
  wallMs: number,
  reached: "now" | "tomorrow",
  timeZone?: string,
): number {
  const [hours = 0, minutes = 0, seconds = 0] = timeOfDay.split(":").map(Number);
  if (timeZone !== undefined) {
    const left = ((hours * 60 + minutes) * 60 + seconds) * 1000 - sinceMidnight(wallMs, timeZone);
    return left > 0 || (left === 0 && reached === "now") ? left : left + dayMs;
  }
  const day = new Date(wallMs);
  const at = (days: number): number =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hours, minutes, seconds).getTime();
  const today = at(0);
  const counts = reached === "now" ? today >= wallMs : today > wallMs;
  return (counts ? today : at(1)) - wallMs;
}

const dayMs = 86_400_000;

/** On a day on which the clocks are not changed. */
function sinceMidnight(wallMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, hourCycle: "h23", hour: "numeric", minute: "numeric", second: "numeric" },
  }).formatToParts(wallMs);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value);
  return ((read("hour") * 60 + read("minute")) * 60 + read("second")) * 1000 + (wallMs % 1000);
}
