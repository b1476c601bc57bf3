/** Why a port cannot be had, in words. */
export function listenProblem(cause: Error & { readonly code?: string }): string {
  if (cause.code === "EADDRINUSE") return "the port is in use";
  if (cause.code === "EADDRNOTAVAIL") return "this machine does not have that address";
  if (cause.code === "EACCES") return "no permission (ports below 1024 need it)";
  return cause.message;
}
