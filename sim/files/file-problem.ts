const texts: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EISDIR: "it is a folder, not a file",
  ENOTDIR: "a part of the path is a file, not a folder",
  EACCES: "no permission",
  EPERM: "no permission",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EMFILE: "too many open files",
};

/** Why the system refused a file, in words. */
export function fileProblem(cause: unknown): string {
  const { code } = cause as { code?: unknown };
  const text = typeof code === "string" ? texts[code] : undefined;
  return text ?? (cause instanceof Error ? cause.message : String(cause));
}
