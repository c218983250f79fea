import { parseSync } from 'rolldown/utils';

/** A node of the syntax tree (ESTree), limited to what this script reads. */
export type Node = { readonly type: string; readonly start: number; readonly end: number };

/** A node with its path from the root: each ancestor, outermost first, and the field that leads on. */
export type Place = {
  readonly node: Node;
  readonly above: readonly { readonly node: Node; readonly field: string }[];
};

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const fieldsOf = (node: Node): [string, unknown][] => Object.entries(node);

/** One field of a node as it is in the tree. */
export const field = (node: Node, name: string): unknown =>
  Object.entries(node).find(([key]) => key === name)?.[1];

/** A field that holds a node; null if it holds none. */
export function child(node: Node, name: string): Node | null {
  const value = field(node, name);
  return isNode(value) ? value : null;
}

/** A field that holds a list of nodes. */
export function children(node: Node, name: string): readonly Node[] {
  const value = field(node, name);
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** A source text, and each doc comment by the position where the declaration it describes starts. */
export type Parsed = {
  readonly source: string;
  readonly root: Node;
  readonly docs: ReadonlyMap<number, string>;
};

/** Parses TypeScript. Throws if it isn't valid. */
export function parse(file: string, source: string): Parsed {
  const { program, comments, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`);
  const docs = comments
    .filter(({ value }) => value.startsWith('*'))
    .map(({ end, value }) => {
      const next = /\S/.exec(source.slice(end));
      return [
        end + (next?.index ?? 0),
        value
          .replace(/^\s*\*+ ?/gm, '')
          .replace(/\s+/g, ' ')
          .trim(),
      ] as const;
    });
  return { source, root: program, docs: new Map(docs) };
}

/** Every node, in source order. `into` says whether to read below one. */
export function* places(
  node: Node,
  into: (place: Place) => boolean,
  above: Place['above'] = [],
): Generator<Place> {
  const place = { node, above };
  if (!into(place)) return;
  yield place;
  for (const [name, value] of fieldsOf(node)) {
    for (const below of Array.isArray(value) ? value : [value])
      if (isNode(below)) yield* places(below, into, [...above, { node, field: name }]);
  }
}
