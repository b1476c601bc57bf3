/** Whether one field of an expectation holds, in words for a report. */
export interface Check {
  readonly met: boolean;
  readonly expected: string;
  readonly seen: string;
  /** Not met, and what it is about is over: waiting changes nothing. */
  readonly lost?: boolean;
}

/** `Line, Login`, or `none` */
export function listed(items: readonly string[]): string {
  return items.length === 0 ? "none" : items.join(", ");
}

export function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
