/** Where something listens. */
export interface HostPort {
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
}

/** Reads `HOST:PORT`. @returns undefined where it is something else; whether the host is good is for its user to say */
export function hostPort(text: string): HostPort | undefined {
  const [, host = "", digits = ""] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? { host, port } : undefined;
}
