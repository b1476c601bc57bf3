import type { ExternalDrachtio } from "../../backend/assembly/sip-stack.js";
import { DeskfleetError } from "../../model/errors.js";
import type { BackendArguments } from "./arguments.js";

type DrachtioArguments = Pick<BackendArguments, "drachtio" | "drachtio-secret" | "drachtio-sip">;

/**
 * The drachtio-server that the user named.
 * @throws DeskfleetError DF_CLI_USAGE
 */
export function drachtioOf(args: DrachtioArguments): ExternalDrachtio | undefined {
  if (args.drachtio === undefined) return undefined;
  if (args["drachtio-sip"] === undefined) {
    throw new DeskfleetError(
      "DF_CLI_USAGE",
      "--drachtio needs --drachtio-sip HOST:PORT: where phones reach it",
    );
  }
  const control = hostPort("--drachtio", args.drachtio);
  const sip = hostPort("--drachtio-sip", args["drachtio-sip"]);
  return {
    host: control.host,
    port: control.port,
    secret: args["drachtio-secret"],
    sipHost: sip.host,
    sipPort: sip.port,
  };
}

function hostPort(option: string, text: string): { host: string; port: number } {
  const match = /^(.+):(\d{1,5})$/.exec(text);
  if (!match?.[1]) throw new DeskfleetError("DF_CLI_USAGE", `${option} ${text}: expected HOST:PORT`);
  return { host: match[1], port: Number(match[2]) };
}
