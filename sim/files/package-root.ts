import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder with the package's own profiles and scenarios, from source and from `dist/` alike. */
export const packageRoot = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(folder: string): string {
  return readdirSync(folder).includes("package.json") ? folder : findPackageRoot(dirname(folder));
}

/** The built command line, for processes of its own. */
export const cliMain = join(packageRoot, "dist", "sim", "cli", "main.js");

/** The version in package.json. */
export function packageVersion(): string {
  const text = readFileSync(join(packageRoot, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
