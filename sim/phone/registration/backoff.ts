import type { Random } from "../../model/random.js";
import type { SipTimers } from "../../sip/timers.js";

/**
 * Base and longest wait of RFC 5626 §4.5 while no flow works, which a phone may configure. Its defaults (30 s, 30 min)
 * leave a desk without an emergency path for minutes after the registrar is back. With these it is back within 30 s,
 * the rest of a transaction that was under way included, and the wait is drawn from half of that time: no storm.
 */
const failingBaseMs = 5_000;
const longestFailingWaitMs = 25_000;

/** A registration that lasted no longer has not ended a failure: a registrar may take each phone and drop it at once. */
export const lostSoonMs = failingBaseMs;

/** Everything below is written for the standard T1 and shrinks with it, so that tests need not wait. */
const standardT1Ms = 500;

/** @returns `ms` at the standard T1, in proportion at another */
export function scaledMs(ms: number, timers: SipTimers): number {
  return (ms * timers.t1) / standardT1Ms;
}

/** A random number in [from, to). */
export function between(random: Random, from: number, to: number): number {
  return from + random.next() * (to - from);
}

/**
 * How long to wait after an attempt that failed, in ms at the standard T1.
 *
 * @param streak how often in a row it ended so, from 1
 * @param wasRegistered until now, and for longer than a moment
 */
export function waitAfter(
  failure: "refused" | "rejected" | "failing",
  streak: number,
  wasRegistered: boolean,
  random: Random,
): number {
  switch (failure) {
    // Policy `placeholder-full` = retry: a slot may come free, but retrying fast gets a whole site banned.
    case "refused":
      return Math.min(300_000, 30_000 * 2 ** (streak - 1)) * between(random, 0.8, 1.2);
    // Wrong credentials or an unknown user: retries feed fail2ban.
    case "rejected":
      return Math.min(3_600_000, 300_000 * 2 ** (streak - 1)) * between(random, 0.8, 1.2);
    // The first failure after a success is a hiccup until proven otherwise.
    case "failing":
      if (wasRegistered && streak === 1) return between(random, 500, 5_000);
      return Math.min(longestFailingWaitMs, failingBaseMs * 2 ** streak) * between(random, 0.5, 1);
  }
}

/**
 * What an attempt of several requests costs, in ms at the standard T1: 5 s for each, so that a registrar which asks again
 * and again (stale nonces, 423, 302) hears no more of a phone than one that is silent.
 *
 * @param isHiccup the first failure after a registration: a stale nonce and what follows it are not paid for
 */
export function leastWaitAfter(requests: number, isHiccup: boolean, random: Random): number {
  return requests <= (isHiccup ? 2 : 1) ? 0 : requests * failingBaseMs * between(random, 1, 1.5);
}

/**
 * When to refresh, in ms from now: the model's share of the granted time, drawn anew each time so that a fleet that
 * started together drifts apart. Short grants need more air for retransmissions.
 */
export function refreshWaitMs(
  grantedSeconds: number,
  share: { readonly from: number; readonly to: number },
  random: Random,
): number {
  const drawn = grantedSeconds < 60 ? between(random, 0.5, 0.8) : between(random, share.from, share.to);
  return grantedSeconds * 1000 * drawn;
}
