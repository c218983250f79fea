import { calleeName } from './prose.ts';
import { child, field, type Place } from './syntax.ts';

/** Nodes that pass on one of several texts unchanged. */
const passesOn = /^(?:Conditional|Logical|TaggedTemplate|Parenthesized|TSAs|TSSatisfies)Expression$/;

/**
 * What a text is passed to unchanged: the call, by its last two names (`log.warn`, `refuse`), or the property
 * (`otherwise:`); '' if it's neither.
 */
export function handedTo({ above }: Place): string {
  for (const { node, field: name } of above.toReversed()) {
    if (node.type === 'CallExpression' && name === 'arguments') return calleeName(node);
    const key = child(node, 'key');
    if (node.type === 'Property' && key) return `${String(field(key, 'name') ?? field(key, 'value'))}:`;
    if (!passesOn.test(node.type)) return '';
  }
  return '';
}
