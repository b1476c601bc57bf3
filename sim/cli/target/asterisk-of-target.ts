import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { ExternalAsterisk } from "../../backend/assembly/asterisk-stack.js";
import type { Target } from "../../model/control/target.js";
import { DeskfleetError } from "../../model/errors.js";
import { authorityFile } from "../export/server-certificate.js";
import { asteriskLab } from "./asterisk-lab.js";
import { authorityIn } from "./authority-file.js";
import type { NamedTarget } from "./read-target.js";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The Asterisk that a target file describes.
 * @param env where its secret is
 * @returns undefined where it describes another kind of backend
 * @throws DeskfleetError DF_AMI_LOGIN where the secret is not there; DF_FILE_READ, DF_CLI_USAGE for the authority
 */
export function asteriskOf({ target, file }: NamedTarget, env: Environment): ExternalAsterisk | undefined {
  const { ami, sip, kind, reset, farEnd, asterisk } = target;
  if (ami === undefined) return undefined;
  const lab = asterisk && asteriskLab(beside(file, asterisk.config), sip.host);
  return {
    sipHost: sip.host,
    sipPort: sip.port,
    sipTlsPort: sip.tlsPort,
    authority: authorityOf(target, file),
    ami: { host: ami.host ?? sip.host, port: ami.port, user: ami.user, secret: secretIn(ami.secretEnv, env) },
    farEndPort: farEnd?.port ?? 0,
    resettable: kind === "lab" && reset,
    ...(lab && { lab }),
  };
}

/** A lab's own is that of its export. */
function authorityOf({ sip, asterisk }: Target, file: string): string | undefined {
  if (sip.authority !== undefined) return authorityIn("sip.authority", beside(file, sip.authority));
  if (asterisk === undefined) return undefined;
  const exported = join(beside(file, asterisk.config), authorityFile);
  return existsSync(exported) ? authorityIn("asterisk.config", exported) : undefined;
}

function secretIn(variable: string, env: Environment): string {
  const secret = env[variable];
  if (secret !== undefined && secret !== "") return secret;
  throw new DeskfleetError(
    "DF_AMI_LOGIN",
    `ami.secret-env: the environment variable ${variable} is not set`,
    {
      hint: `Set it to the secret of that user in manager.conf: ${variable}=… deskfleet …`,
    },
  );
}

function beside(file: string, path: string): string {
  return resolve(dirname(file), path);
}
