import { child, field as fieldOf, type Parsed, type Place } from './syntax.ts';

/**
 * The conditions in the code under which a place is reached, outermost first: `case 'posted'`, `not (late)`, `invite:`.
 */
export function conditions({ source }: Parsed, { above }: Place): string[] {
  const code = (from: number, to: number): string => source.slice(from, to).replace(/\s+/g, ' ');
  return above.flatMap(({ node, field }) => {
    const test = child(node, 'test');
    switch (node.type) {
      case 'SwitchCase':
        return field === 'consequent' ? [test ? code(test.start, test.end) : 'anything else'] : [];
      case 'ConditionalExpression':
      case 'IfStatement': {
        if (!test || field === 'test') return [];
        const when = code(test.start, test.end);
        return [field === 'alternate' ? `not (${when})` : when];
      }
      case 'LogicalExpression': {
        const left = child(node, 'left');
        if (field !== 'right' || !left) return [];
        const when = code(left.start, left.end);
        return [fieldOf(node, 'operator') === '&&' ? when : `not (${when})`];
      }
      case 'Property': {
        const key = child(node, 'key');
        return field === 'value' && key ? [`${code(key.start, key.end)}:`] : [];
      }
      default:
        return [];
    }
  });
}
