import type { ExternalDrachtio } from "../../backend/assembly/sip-stack.js";
import { DeskfleetError } from "../../model/errors.js";
import type { Setup } from "../../model/setup/setup.js";
import { type HostPort, hostPort } from "../flags/host-port.js";
import { refuseFlags } from "../flags/refused-flags.js";
import { authorityIn } from "../target/authority-file.js";
import type { BackendArguments } from "./arguments.js";

type DrachtioArguments = Pick<
  BackendArguments,
  "drachtio" | "drachtio-secret" | "drachtio-sip" | "drachtio-tls-port" | "drachtio-ca"
>;

/**
 * The drachtio-server that the user named.
 * @throws DeskfleetError DF_CLI_USAGE, DF_FILE_READ
 */
export function drachtioOf(args: DrachtioArguments): ExternalDrachtio | undefined {
  if (args.drachtio === undefined) {
    const lonely = {
      "--drachtio-sip": args["drachtio-sip"],
      "--drachtio-tls-port": args["drachtio-tls-port"],
      "--drachtio-ca": args["drachtio-ca"],
    };
    refuseFlags(lonely, "goes with --drachtio");
    return undefined;
  }
  if (args["drachtio-sip"] === undefined) {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      "--drachtio needs --drachtio-sip HOST:PORT, where phones reach that server",
    );
  }
  const control = addressIn("--drachtio", args.drachtio);
  const sip = addressIn("--drachtio-sip", args["drachtio-sip"]);
  return {
    host: control.host,
    port: control.port,
    secret: args["drachtio-secret"],
    sipHost: sip.host,
    sipPort: sip.port,
    sipTlsPort: args["drachtio-tls-port"],
    authority:
      args["drachtio-ca"] === undefined ? undefined : authorityIn("--drachtio-ca", args["drachtio-ca"]),
  };
}

/** What phones may miss where the setup has them speak TLS with that server: one sentence each. */
export function drachtioWarnings({ sipTransport }: Setup, drachtio: ExternalDrachtio | undefined): string[] {
  if (sipTransport !== "tls" || drachtio === undefined) return [];
  const { sipTlsPort, authority } = drachtio;
  return [
    ...(sipTlsPort === undefined
      ? ["phones will use TLS port 5061 of the drachtio-server; --drachtio-tls-port sets another one"]
      : []),
    ...(authority === undefined
      ? [
          "phones trust the certificate of the drachtio-server only where it comes from a public authority: " +
            "--drachtio-ca names the file of another one",
        ]
      : []),
  ];
}

function addressIn(flag: string, text: string): HostPort {
  const address = hostPort(text);
  if (address) return address;
  throw new DeskfleetError("DF_CLI_USAGE", `${flag} ${text}: expected HOST:PORT`);
}
