import type { ControlParts } from "./control-parts.js";
import { HttpRefusal } from "./http-refusal.js";

/**
 * Back to what a start gives: the setup that it was started with, no mapping, contact, call, lock-out or fault, the
 * clock of the machine. Mappings go before the calls that end, so that no logout comes of those.
 * @throws HttpRefusal 403 where a start would bring back more than that: somebody wants it kept
 */
export function reset({
  setup,
  desks,
  pbx,
  webFaults,
  trunks,
  faults,
  clock,
  status,
  limits: { unresettable },
  onEvent,
}: ControlParts): void {
  if (unresettable) throw new HttpRefusal(403, unresettable.why, unresettable.hint);
  webFaults.set(undefined);
  const { changed } = trunks;
  trunks.reset();
  for (const { trunk } of changed) onEvent({ type: "trunk", trunk, state: "up" });
  for (const fault of status().faults) faults.end(fault);
  setup.reset();
  desks.reset();
  pbx.reset();
  const { isMoved } = clock;
  clock.reset();
  if (isMoved) onEvent({ type: "clock", wallMs: clock.wall(), frozen: false });
  desks.setupChanged();
}
