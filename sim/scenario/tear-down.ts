import type { Backend } from "../fleet/backend/backend.js";
import type { Desk } from "../fleet/desk.js";
import type { Clock } from "../model/clock.js";

/** How long a phone or the backend may take to release what it holds, in milliseconds. */
const limitMs = 5000;

/**
 * Stops all phones without wire traffic, then the backend.
 * @returns what did not stop, in words
 */
export async function tearDown(
  desks: readonly Desk[],
  backend: Backend | undefined,
  clock: Clock,
): Promise<string[]> {
  const phones = await Promise.all(
    desks.map((desk) => stopped(`phone ${desk.handset.name}`, () => desk.close(), clock)),
  );
  const rest = backend ? [await stopped("the backend", () => backend.stop(), clock)] : [];
  return [...phones, ...rest].filter((leak) => leak !== undefined);
}

async function stopped(what: string, stop: () => Promise<void>, clock: Clock): Promise<string | undefined> {
  let cancelTimer = (): void => {};
  const late = new Promise<string>((resolve) => {
    cancelTimer = clock.after(limitMs, () =>
      resolve(`${what} still holds its sockets after ${limitMs / 1000} s`),
    );
  });
  try {
    return await Promise.race([stop().then(() => undefined), late]);
  } catch (error) {
    return `${what} did not stop: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    cancelTimer();
  }
}
