import { DeskfleetError } from "../../model/errors.js";
import { suggestion } from "../../model/files/nearest-word.js";
import { type FaultName, faultNames, faults } from "../../model/rules/faults.js";
import { asJson } from "../view/as-json.js";

const hint = "`deskfleet run --list-faults` lists all faults.";

/**
 * The faults of `--fault`, each once, in the order of the catalogue.
 * @throws DeskfleetError DF_CLI_USAGE with the nearest name
 */
export function faultsOf(names: readonly string[]): FaultName[] {
  for (const name of names) {
    if ((faultNames as readonly string[]).includes(name)) continue;
    const message = `--fault ${name}: unknown fault${suggestion(name, faultNames)}`;
    throw new DeskfleetError("DF_CLI_USAGE", message, { hint });
  }
  return faultNames.filter((name) => names.includes(name));
}

/** `deskfleet run --list-faults`: name, rules that it breaks, what happens then. */
export function faultsAsText(): string {
  const lines = faultNames.map((name) => {
    const { breaks, says } = faults[name];
    return `${name}\n    ${breaks.join(", ")}: ${says}\n`;
  });
  return `${lines.join("")}\n${faultNames.length} faults\n`;
}

/** The same as a JSON array of name, breaks and says. */
export function faultsAsJson(): string {
  return asJson(faultNames.map((name) => ({ name, ...faults[name] })));
}
