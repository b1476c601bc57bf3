/**
 * The first line of a list to show, so that the selection stays inside and the list moves no more than it must.
 * @param top what was shown first until now
 */
export function windowTop(top: number, selected: number, height: number, length: number): number {
  const last = Math.max(0, length - height);
  if (selected < top) return Math.min(selected, last);
  if (selected >= top + height) return Math.min(selected - height + 1, last);
  return Math.min(top, last);
}
