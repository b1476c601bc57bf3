/** The same fields for several extensions, as changes of the setup. */
export function mendExtensions(extensions: readonly string[], fields: object): object {
  return { extensions: Object.fromEntries(extensions.map((extension) => [extension, fields])) };
}
