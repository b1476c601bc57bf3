import type { ExtensionSettings, Route, Setup } from "../../model/setup/setup.js";

/** A wrong reading of a setup. */
export type Bend = (setup: Setup) => Setup;

export function withExtensions(
  setup: Setup,
  change: (extension: ExtensionSettings) => ExtensionSettings,
): Setup {
  return { ...setup, extensions: mapValues(setup.extensions, change) };
}

export function withRoutes(setup: Setup, change: (route: Route) => Route): Setup {
  return { ...setup, routes: setup.routes.map(change) };
}

export function withPolicies(setup: Setup, policies: Partial<Setup["policies"]>): Setup {
  return { ...setup, policies: { ...setup.policies, ...policies } };
}

export function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
