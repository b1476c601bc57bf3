/** A phone that lost its contact to another one, is up, and goes on believing that it is registered (PBX-65). */
export interface Eviction {
  readonly phone: string;
  readonly by: string;
}

/** A contact is gone. Times are milliseconds since the run began. */
export interface Departure {
  readonly phone: string;
  readonly atMs: number;
}

/** A contact is there that was not. */
export interface Arrival {
  readonly phone: string;
  /** When the PBX told it. */
  readonly atMs: number;
  /** When the phone had its 200, as far as it has told. */
  readonly registeredAtMs: number;
}

/** Asterisk tells that a contact is gone, and at our next look the one that took its place: within so many milliseconds. */
const arrivalMs = 2000;
/** What one look has found is told in one breath; our own PBX tells so, first the contact that came. */
const oneBreathMs = 10;

/**
 * Who took whose place on one extension. What is told at once was in the order in which the phones had their 200, and room
 * is filled before anybody is thrown out.
 * @param departures of phones that did not leave, in order; and all arrivals, in order
 */
export function evictionsAmong(departures: readonly Departure[], arrivals: readonly Arrival[]): Eviction[] {
  let left = [...departures];
  return breaths(arrivals).flatMap((breath) => {
    const [fromMs, untilMs] = [breath[0]?.atMs ?? 0, breath.at(-1)?.atMs ?? 0];
    const waiting = left.filter(({ atMs }) => atMs >= fromMs - arrivalMs && atMs <= untilMs + oneBreathMs);
    const came = breath
      .toSorted((one, other) => one.registeredAtMs - other.registeredAtMs)
      .slice(-waiting.length);
    const found = came.flatMap(({ phone: by }): readonly (Eviction & { readonly gone: Departure })[] => {
      const gone = waiting.find(({ phone }) => phone !== by);
      if (gone === undefined) return [];
      waiting.splice(waiting.indexOf(gone), 1);
      return [{ phone: gone.phone, by, gone }];
    });
    left = left.filter((each) => !found.some(({ gone }) => gone === each));
    return found.map(({ phone, by }) => ({ phone, by }));
  });
}

function breaths(arrivals: readonly Arrival[]): Arrival[][] {
  const all: Arrival[][] = [];
  for (const arrival of arrivals) {
    const breath = all.at(-1);
    const isSame = breath !== undefined && arrival.atMs - (breath.at(-1)?.atMs ?? 0) <= oneBreathMs;
    if (isSame) breath.push(arrival);
    else all.push([arrival]);
  }
  return all;
}
