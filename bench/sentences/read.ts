import { conditions } from './conditions.ts';
import { handedTo } from './handed-to.ts';
import { isForPeople, isProse } from './prose.ts';
import { child, children, field, type Node, type Parsed, type Place, parse, places } from './syntax.ts';

/** A text that people may be shown, as it stands in the source. */
export type Sentence = {
  readonly file: string;
  readonly line: number;
  /** What stands between the holes, in order; one more than there are holes. */
  readonly parts: readonly string[];
  /** The names of what is filled in. */
  readonly holes: readonly string[];
  /** The declaration in which it stands, and its doc comment; '' where there is none. */
  readonly from: string;
  readonly doc: string;
  /** Under which conditions it is said there, the outermost first. */
  readonly when: readonly string[];
  /** What it is handed to: `refuse`, `log.warn`, `otherwise:`. */
  readonly to: string;
};

/** `P1 since {date}`. */
export const shown = ({ parts, holes }: Pick<Sentence, 'parts' | 'holes'>): string =>
  parts.map((part, i) => part + (holes[i] === undefined ? '' : `{${holes[i]}}`)).join('');

/** The sentences of one file, in the order of the source; `isRead` says where sentences may stand. */
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

/** The text that begins here; null where none does, or where it is a part of a longer one. */
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

/** Texts of the triage tree name their own holes: `{host} answers {status}`. */
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

/** What a hole is called: the last name that its expression begins with, or `…`. */
function nameOf({ source }: Parsed, hole: Node): string {
  const code = source.slice(hole.start, hole.end);
  const inside = /^\w+\((?:\w+\.)*(\w+)[,)]/.exec(code)?.[1];
  return inside ?? /^(?:\w+\??\.)*(\w+)(?:\(.*\))?$/s.exec(code)?.[1] ?? '…';
}

/** The outermost declaration with a doc comment around a place, else the outermost with a name. */
function declaration({ source, docs }: Parsed, { above }: Place): Pick<Sentence, 'from' | 'doc'> {
  const named = above.flatMap(({ node }) => {
    const id = child(node, 'id');
    return id ? [source.slice(id.start, id.end).replace(/:.*/s, '')] : [];
  });
  const doc = above.flatMap(({ node }) => docs.get(node.start) ?? []).at(0);
  return { from: named[0] ?? '', doc: doc ?? '' };
}
