/** The models of the layouts that are suggested. */
export const suggestedModels = ["CIP230", "CIP250", "CIP270"];

/** A written setup with all its suggestions in use, as the command in its heading has it. */
export function uncommented(text: string): string {
  return text.replaceAll(/^( *)#> /gm, "$1");
}

/** With one block of suggestions in use, for each of them. */
export function eachUncommented(text: string): string[] {
  return [...text.matchAll(/(?:^ *#> .*\n)+/gm)].map(
    ({ 0: block, index }) => text.slice(0, index) + uncommented(block) + text.slice(index + block.length),
  );
}
