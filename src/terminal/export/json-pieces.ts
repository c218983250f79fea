/** A text that ends in the middle of its JSON. */
export class Truncated extends Error {
  override readonly name = 'Truncated';
}

const codeOf = (character: string): number => character.charCodeAt(0);
const [quote, backslash] = [codeOf('"'), codeOf('\\')];
const [brace, bracket, braceEnd, bracketEnd] = [codeOf('{'), codeOf('['), codeOf('}'), codeOf(']')];

/**
 * Cuts the text of a JSON object into the elements of its list `incidents`, one at a time, and returns the rest, in
 * which that list is empty. Nothing else is checked; whoever parses the pieces does. Throws Truncated.
 */
export function* incidentPieces(chunks: Iterable<string>): Generator<string, string> {
  let rest = '';
  let element = '';
  let depth = 0;
  let inList = false;
  let inString = false;
  let escaped = false;
  for (const chunk of chunks) {
    let from = 0;
    const toRest = (to: number): void => {
      const piece = chunk.slice(from, to);
      rest += inList ? piece.replace(/[\s,]+/g, '') : piece;
      from = to;
    };
    for (let index = 0; index < chunk.length; index += 1) {
      const code = chunk.charCodeAt(index);
      if (inString) {
        if (escaped) escaped = false;
        else if (code === backslash) escaped = true;
        else if (code === quote) inString = false;
      } else if (code === quote) inString = true;
      else if (code === brace || code === bracket) {
        if (inList && depth === 2) toRest(index);
        depth += 1;
        if (depth !== 2 || inList) continue;
        toRest(index + 1);
        inList = /"incidents"\s*:\s*\[$/.test(rest.slice(-200));
      } else if (code === braceEnd || code === bracketEnd) {
        depth -= 1;
        if (!inList || depth > 2) continue;
        if (depth === 2) {
          yield element + chunk.slice(from, index + 1);
          element = '';
          from = index + 1;
        } else {
          toRest(index);
          inList = false;
        }
      }
    }
    if (inList && depth > 2) element += chunk.slice(from);
    else toRest(chunk.length);
  }
  if (depth > 0 || inString || rest.trim() === '') throw new Truncated();
  return rest;
}
