import { conditions } from './conditions.ts';
import { handedTo } from './handed-to.ts';
import { isForPeople, isProse } from './prose.ts';
import { child, children, field, type Node, type Parsed, type Place, parse, places } from './syntax.ts';

/** A text that people may be shown, as written in the source. */
export type Sentence = {
  readonly file: string;
  readonly line: number;
  /** The text between the holes, in order; one more than there are holes. */
  readonly parts: readonly string[];
  /** The names of the values filled in. */
  readonly holes: readonly string[];
  /** The declaration that contains it, and its doc comment; '' if there is none. */
  readonly from: string;
  readonly doc: string;
  /** The conditions under which it's said there, outermost first. */
  readonly when: readonly string[];
  /** What it's passed to: `refuse`, `log.warn`, `otherwise:`. */
  readonly to: string;
};

/** `P1 since {date}`. */
export const shown = ({ parts, holes }: Pick<Sentence, 'parts' | 'holes'>): string =>
  parts.map((part, i) => part + (holes[i] === undefined ? '' : `{${holes[i]}}`)).join('');

/** The sentences in one file, in source order; `isRead` says where sentences can be. */
export function sentencesOf(
  file: string,
  source: string,
  isRead: (place: Place) => boolean = isForPeople,
): Sentence[] {
  const parsed = parse(file, source);
  return [...places(parsed.root, isRead)].flatMap((place) => {
    const text = textOf(parsed, place);
    if (!text || !isProse(text.parts)) return [];
    const line = source.slice(0, place.node.start).split('\n').length;
    const where = { ...declaration(parsed, place), when: conditions(parsed, place), to: handedTo(place) };
    return [{ file, line, ...text, ...where }];
  });
}

type Text = Pick<Sentence, 'parts' | 'holes'>;

/** The text that starts here; null if none does, or if it's part of a longer one. */
function textOf(parsed: Parsed, { node, above }: Place): Text | null {
  const parent = above.at(-1)?.node;
  if (parent && isSum(parent)) return null;
  return read(parsed, node);
}

const isSum = (node: Node): boolean => node.type === 'BinaryExpression' && field(node, 'operator') === '+';

function read(parsed: Parsed, node: Node): Text | null {
  if (node.type === 'Literal') {
    const value = field(node, 'value');
    return typeof value === 'string' ? filledLater(value) : null;
  }
  if (node.type === 'TemplateLiteral')
    return {
      parts: children(node, 'quasis').map(cooked),
      holes: children(node, 'expressions').map((hole) => nameOf(parsed, hole)),
    };
  if (!isSum(node)) return null;
  const sides = [child(node, 'left'), child(node, 'right')].flatMap((side) => (side ? [side] : []));
  return sides
    .map((side) => read(parsed, side) ?? { parts: ['', ''], holes: [nameOf(parsed, side)] })
    .reduce(together);
}

/** Texts in the triage tree name their own holes: `{host} answers {status}`. */
const filledLater = (text: string): Text => ({
  parts: text.split(/\{\w+\}/),
  holes: [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
});

const together = (one: Text, other: Text): Text => ({
  parts: [
    ...one.parts.slice(0, -1),
    `${one.parts.at(-1) ?? ''}${other.parts[0] ?? ''}`,
    ...other.parts.slice(1),
  ],
  holes: [...one.holes, ...other.holes],
});

function cooked(quasi: Node): string {
  const value = field(quasi, 'value');
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

/** A hole's name: the last of the names that its expression starts with, or `…`. */
function nameOf({ source }: Parsed, hole: Node): string {
  const code = source.slice(hole.start, hole.end);
  const inside = /^\w+\((?:\w+\.)*(\w+)[,)]/.exec(code)?.[1];
  return inside ?? /^(?:\w+\??\.)*(\w+)(?:\(.*\))?$/s.exec(code)?.[1] ?? '…';
}

/** The outermost declaration with a doc comment around a place, or else the outermost with a name. */
function declaration({ source, docs }: Parsed, { above }: Place): Pick<Sentence, 'from' | 'doc'> {
  const named = above.flatMap(({ node }) => {
    const id = child(node, 'id');
    return id ? [source.slice(id.start, id.end).replace(/:.*/s, '')] : [];
  });
  const doc = above.flatMap(({ node }) => docs.get(node.start) ?? []).at(0);
  return { from: named[0] ?? '', doc: doc ?? '' };
}
