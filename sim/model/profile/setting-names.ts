/** Multicast pages that a template may set (HD-54), as many as the setup's `paging-groups` takes. */
type PagingGroup = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
type PagingSetting = `paging-${PagingGroup}` | `paging-${PagingGroup}-label`;

const pagingGroups: readonly PagingGroup[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

/** What a template sets on a phone and a phone shows of it, by name (HD-50 to HD-55). */
export const settingNames = [
  "time-zone",
  "background",
  "screensaver",
  "screen-timeout",
  "ring-tone",
  "ring-volume",
  "firmware",
  ...pagingGroups.flatMap((group): PagingSetting[] => [`paging-${group}`, `paging-${group}-label`]),
] as const;
