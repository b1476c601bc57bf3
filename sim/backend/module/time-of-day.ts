/**
 * Milliseconds from a moment to the next time of day in local time, as the admin of an office means it.
 * @param timeOfDay `HH:MM` or `HH:MM:SS`
 * @param wallMs since the epoch
 * @param reached what counts where it is that time now: 0, or a whole day
 */
export function untilTimeOfDay(timeOfDay: string, wallMs: number, reached: "now" | "tomorrow"): number {
  const [hours = 0, minutes = 0, seconds = 0] = timeOfDay.split(":").map(Number);
  const day = new Date(wallMs);
  const at = (days: number): number =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hours, minutes, seconds).getTime();
  const today = at(0);
  const counts = reached === "now" ? today >= wallMs : today > wallMs;
  return (counts ? today : at(1)) - wallMs;
}
