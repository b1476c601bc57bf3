import { z } from "zod";
import { type Setup, setupFileSchema } from "./setup.js";

/** A setup in the words of its file, without SIP secrets and PINs: those are left out, so that it cannot be mistaken. */
export function setupWithoutSecrets(setup: Setup): Readonly<Record<string, unknown>> {
  const content = z.encode(setupFileSchema, setup);
  const extensions = Object.entries(content.extensions).map(([number, extension]) => {
    const { secret: _secret, voicemail, ...rest } = extension;
    return [number, voicemail === undefined ? rest : { ...rest, voicemail: {} }] as const;
  });
  const pinSets = Object.entries(content["pin-sets"] ?? {}).map(
    ([name, { pins: _pins, ...set }]) => [name, set] as const,
  );
  const routes = content.routes?.map(({ password: _password, ...route }) => route);
  return {
    ...content,
    extensions: Object.fromEntries(extensions),
    "pin-sets": Object.fromEntries(pinSets),
    routes,
  };
}
