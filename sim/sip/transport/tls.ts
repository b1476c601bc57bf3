import { isIP, type Socket } from "node:net";
import { checkServerIdentity, connect, createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import { CertificateRefused, certificateProblem } from "./certificate-problem.js";
import type { Wires } from "./stream-connection.js";
import { openStream, type StreamKind } from "./stream-transport.js";
import type { SocketAddress, Transport, TransportOptions } from "./transport.js";

/** What a server shows, PEM. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly key: string;
}

/** Whom a client believes to be the server. */
export interface TlsTrust {
  /** PEM of who may sign its certificate; undefined: the authorities of this machine. */
  readonly authority: string | undefined;
  /** Name or address that the certificate must be for; undefined: the address that is dialled. */
  readonly serverName: string | undefined;
  /** False: every certificate is taken, so that anybody can be the server. */
  readonly checked: boolean;
}

/** How a TLS transport is opened. */
export type TlsOptions = TransportOptions &
  (
    | {
        readonly listen: true;
        readonly identity: TlsIdentity;
        /** Absent: it does not dial, its phones hold connections open to it (RFC 5923 §4). */
        readonly trust?: TlsTrust;
      }
    /** It only dials out, always from the port in `bind`, which it keeps for itself. */
    | { readonly listen: false; readonly trust: TlsTrust }
  );

/** Phones of one fleet trust the same authority, and reading it for each of them takes time. */
let latest: { readonly authority: string | undefined; readonly context: SecureContext } | undefined;

function contextOf(authority: string | undefined): SecureContext {
  if (latest === undefined || latest.authority !== authority) {
    latest = { authority, context: createSecureContext(authority === undefined ? {} : { ca: authority }) };
  }
  return latest.context;
}

/** The TLS client's end of a connection. The certificate is looked at before the first message goes out (RFC 5922 §7.3). */
function secured(tcp: Socket, to: SocketAddress, trust: TlsTrust): Wires {
  const server = trust.serverName ?? to.host;
  const stream = connect({
    socket: tcp,
    secureContext: contextOf(trust.authority),
    rejectUnauthorized: trust.checked,
    // RFC 6066 §3: an address is not a server name. What the certificate says is checked all the same.
    ...(isIP(server) === 0 ? { servername: server } : {}),
    checkServerIdentity: (_dialled, certificate) => checkServerIdentity(server, certificate),
  });
  return { stream, tcp, ready: "secureConnect" };
}

function kindOf(options: TlsOptions): StreamKind {
  const { trust } = options;
  const identity = options.listen ? options.identity : undefined;
  const shown = createSecureContext(identity && { cert: identity.certificate, key: identity.key });
  return {
    protocol: "tls",
    accepted: (tcp) => {
      const stream = new TLSSocket(tcp, { isServer: true, secureContext: shown });
      return { stream, tcp, ready: "secure" };
    },
    dialled: (tcp, to) => {
      if (trust) return secured(tcp, to, trust);
      tcp.destroy();
      throw new Error(`no connection from ${to.host}:${to.port} is open, and none is dialled over TLS`);
    },
  };
}

/** Reports a refused certificate as such. */
function inWords(options: TlsOptions): TlsOptions {
  return {
    ...options,
    onError: (error: NodeJS.ErrnoException, to) => {
      const problem = certificateProblem(error.code);
      const told = problem === undefined ? error : new CertificateRefused(problem, { cause: error });
      options.onError(told, to);
    },
  };
}

/**
 * Opens a TLS transport: as TCP, but over encrypted connections to a server that proves its name (RFC 3261 §26.3.1,
 * RFC 5922 in short: host names and addresses, no `sip:` URIs; clients show no certificate). A certificate that is
 * refused is reported to `onError` as `CertificateRefused`.
 *
 * @param options with `listen: false` and `bind.port` 0 a free port is chosen now
 * @throws DF_SIP_BIND (as a rejection) if the address is not ours or the port is taken.
 */
export async function openTls(options: TlsOptions): Promise<Transport> {
  return openStream(kindOf(options), inWords(options));
}
