import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** Every SIP secret and every PIN of the setups that the tests run on. */
export const secrets: readonly string[] = readdirSync("scenarios/setups").flatMap((name) => {
  const { extensions } = parse(readFileSync(join("scenarios/setups", name), "utf8")) as {
    extensions: Record<string, { secret: string; voicemail?: { pin: string } }>;
  };
  return Object.values(extensions).flatMap(({ secret, voicemail }) => [
    secret,
    ...(voicemail && voicemail.pin !== "" ? [voicemail.pin] : []),
  ]);
});

/** Throws where a text that deskfleet wrote holds one of them. */
export function refuseSecrets(what: string, text: string): void {
  const found = secrets.find((secret) => text.includes(secret));
  if (found !== undefined) throw new Error(`${what} holds the secret ${found}`);
}
