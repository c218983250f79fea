import { child, children, field, type Node, type Place } from './syntax.ts';

/** Calls whose texts nobody reads in Slack: logs, also those that only wait, names of background work, comparisons. */
const unread =
  /(?:^|\.)(?:log\.?\w*|background\.(?:run|refresh)|startsWith|endsWith|includes|indexOf|replace|replaceAll|split|match|test|has|get|literal|enum|Error|postponed|unread)$/;

/** Properties whose texts are for other readers: sources of facts, shell commands, code, headers. */
const unreadKeys: ReadonlySet<string> = new Set([
  'from',
  'commands',
  'code',
  'accept',
  'content-type',
  'allow',
]);

/** A shell command, or code. */
const forMachines = /\b(?:curl|kubectl|aws) [\w-]|^import \{|^const \w+ =| -H '/;

/** Texts that recognize what people paste. */
const pattern = /\(\?[:=!<]|\\[bdsw.(]|\w\|\w/;

/** Whether the text at a place, or below it, may be shown to people. */
export function isForPeople(place: Place): boolean {
  const { node, above } = place;
  if (node.type.startsWith('TS') && !/^TS(?:As|Satisfies)Expression$/.test(node.type)) return false;
  const last = above.at(-1);
  if (!last) return true;
  const { node: parent, field: name } = last;
  switch (parent.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return false;
    case 'ExportNamedDeclaration':
      return name !== 'source';
    case 'Property':
      return name !== 'key' && !unreadKeys.has(keyOf(parent));
    case 'MemberExpression':
      return name !== 'object' || node.type !== 'Literal';
    case 'ArrayExpression':
      return !isKeyOfRow(place);
    case 'PropertyDefinition':
      return false;
    case 'SwitchCase':
      return name !== 'test';
    case 'BinaryExpression':
      return field(parent, 'operator') === '+';
    case 'NewExpression':
      return !/Error$|^(?:Set|RegExp|URL)$/.test(calleeName(parent));
    case 'CallExpression':
      return name !== 'arguments' || !unread.test(calleeName(parent));
    case 'TaggedTemplateExpression':
      return calleeName(parent) !== 'String.raw';
    default:
      return true;
  }
}

function keyOf(property: Node): string {
  const key = child(property, 'key');
  return key ? String(field(key, 'name') ?? field(key, 'value')) : '';
}

/** The key of a row in a table of texts: `['ack accept', 'press Take command']`. */
function isKeyOfRow({ node, above }: Place): boolean {
  const [table, row] = above.slice(-2).map((one) => one.node);
  const [key, text, ...more] = row ? children(row, 'elements') : [];
  return (
    table?.type === 'ArrayExpression' &&
    key === node &&
    text !== undefined &&
    more.length === 0 &&
    !isRegex(text)
  );
}

const isRegex = (node: Node): boolean => field(node, 'regex') !== undefined;

/** The last two names of a callee: `log.info` in `this.#log.info(…)`. */
export function calleeName(call: Node): string {
  const callee = child(call, 'callee') ?? child(call, 'tag');
  if (!callee) return '';
  if (callee.type === 'Super') return 'Error';
  const name = (node: Node): string => String(field(node, 'name') ?? '');
  if (callee.type === 'Identifier') return name(callee);
  const [object, property] = [child(callee, 'object'), child(callee, 'property')];
  const owner = object && (child(object, 'property') ?? object);
  return `${owner ? name(owner) : ''}.${property ? name(property) : ''}`;
}

/** Whether a text is words for people: two words or more, or the single word of a label. */
export function isProse(parts: readonly string[]): boolean {
  const [text, filled] = [parts.join(' '), parts.join('0')];
  if (pattern.test(text) || forMachines.test(text)) return false;
  return /[a-z]['’]?[a-z][^\w]*\s[^\w]*[A-Za-z]+/i.test(text)
    ? /\s/.test(filled)
    : /^[A-Z][a-z]{2,}$/.test(filled);
}
