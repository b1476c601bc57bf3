import { z } from "zod";
import { operations } from "../../model/control/control-operations.js";
import { DeskfleetError } from "../../model/errors.js";
import { type Setup, setupFileSchema } from "../../model/setup/setup.js";
import { changesBetween } from "../../model/setup/setup-changes.js";
import { setupWithoutSecrets } from "../../model/setup/setup-without-secrets.js";
import type { ControlClient } from "./control-client.js";

type Content = Readonly<Record<string, unknown>>;

/**
 * Gives the target the setup of a scenario, PINs and secrets included. What its listeners are made of it refuses.
 * @throws DeskfleetError DF_CAPABILITY with the target's reason where it does not take it
 */
export async function submitSetup(client: ControlClient, setup: Setup): Promise<void> {
  const held = withoutPorts(await client.ask(operations.getSetup, {}));
  const changes = changesBetween(held, withoutPorts(z.encode(setupFileSchema, setup)));
  try {
    await client.ask(operations.submitSetup, { query: {}, body: { ...changes } });
  } catch (cause) {
    if (!(cause instanceof DeskfleetError) || cause.code !== "DF_BACKEND_REFUSED") throw cause;
    throw new DeskfleetError(
      "DF_CAPABILITY",
      `the target does not take the setup of this scenario: ${cause.message}`,
      { cause },
    );
  }
}

/**
 * Where the target keeps the setup that it has, it must be that of the scenario: expectations are judged by it.
 * @throws DeskfleetError DF_CAPABILITY with a field that differs; the target does not reveal PINs and secrets
 */
export async function requireSetup(client: ControlClient, setup: Setup): Promise<void> {
  const held = withoutPorts(await client.ask(operations.getSetup, {}));
  const field = firstField(changesBetween(held, withoutPorts(setupWithoutSecrets(setup))));
  if (field === undefined) return;
  throw new DeskfleetError(
    "DF_CAPABILITY",
    `the target has another setup than this scenario: ${field} differs. ` +
      "With `reset: true` in the target file it is given the scenario's",
  );
}

/** Where a target listens is its own affair: the target file says where. */
function withoutPorts(content: Content): Content {
  const { "sip-port": _sip, "sip-tls-port": _sipTls, "port-settings": settings, ...rest } = content;
  if (typeof settings !== "object" || settings === null) return rest;
  const { port: _port, ...others } = settings as { readonly port?: unknown };
  return { ...rest, "port-settings": others };
}

function firstField(changes: Content): string | undefined {
  const [first] = Object.entries(changes);
  if (first === undefined) return undefined;
  const [key, value] = first;
  const isMapping = typeof value === "object" && value !== null && !Array.isArray(value);
  const inner = isMapping ? firstField({ ...value }) : undefined;
  return inner === undefined ? key : `${key}.${inner}`;
}
