/**
 * Keeps the process alive although all timers of the system clock let it end.
 * @returns a function that lets it end again
 */
export function keepProcessAlive(): () => void {
  const timer = setInterval(() => {}, 60_000);
  return () => clearInterval(timer);
}
