/** What marks the random days of `deskfleet drill`. */
export const drillTag = "drill";

/**
 * Whether these were days of a drill, so that each desk without a path is worth a line. In a suite most gaps are what its
 * scenarios are about.
 */
export function isDrill(scenarios: readonly { readonly tags: readonly string[] }[]): boolean {
  return scenarios.some(({ tags }) => tags.includes(drillTag));
}
