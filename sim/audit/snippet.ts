import { Document, isMap, isSeq, visit } from "yaml";

/** Sections and entries have lines of their own, as in the setups that come with deskfleet. */
const blockDepth = 2;

/** Changes of a setup as YAML to paste: `extensions:`, below it `"9000": { max-contacts: 14 }`. */
export function snippetOf(changes: object): string {
  const document = new Document(changes, { aliasDuplicateObjects: false });
  visit(document, {
    Collection: (_key, node, path) => {
      const depth = path.filter((each) => isMap(each) || isSeq(each)).length;
      if (depth >= blockDepth) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}
