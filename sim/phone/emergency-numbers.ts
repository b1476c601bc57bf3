/** Numbers of emergency and crisis services somewhere in the world, and 933, which tests the way there (emergency.md §7). */
const services = ["911", "112", "999", "000", "110", "118", "119", "988", "933"];

/** Digits for an outside line before the number: 9911 is a call for help too. */
const outsideLine = /^[0189]/;

/** Whether a number, as dialled, is one that nothing of the phone's own may interrupt (EH-21, EH-22). */
export function isEmergencyNumber(number: string): boolean {
  return services.includes(number) || services.includes(number.replace(outsideLine, ""));
}
