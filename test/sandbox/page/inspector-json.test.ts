import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from '../../../packages/slack-sandbox/page/inspector/editor/json-scan.ts';
import { lineAndColumn } from '../../../packages/slack-sandbox/page/inspector/editor/place-text.ts';

/** What is said of a text that is no JSON, and where. */
function faultOf(text: string): string {
  const scan = scanJson(text);
  if (scan.ok) return 'none';
  const { line, column } = lineAndColumn(text, scan.fault.at);
  return `${line}:${column} ${scan.fault.why}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("The inspector's JSON editor", () => {
  it.each([
    ['', '1:1 the text ends too soon'],
    ['{\n  "a": 1,\n}', '3:1 expected a name in double quotes'],
    ['{\n  "a" 1\n}', '2:7 : is expected'],
    ['[1\n2]', '2:1 , or ] is expected'],
    ['{"a": 1', '1:8 , or } is expected'],
    ['{"a": tru}', '1:7 expected a value'],
    ['["x\ny"]', '1:4 write line breaks and tabs in strings as \\n and \\t'],
    ['["x', '1:2 missing closing quote'],
    ['["\\q"]', '1:3 invalid escape'],
    ['{} {}', '1:4 unexpected text after the end of the JSON'],
    ["{'a': 1}", '1:2 expected a name in double quotes'],
  ])('says what is wrong with %j, and where', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  it('refuses text that is nested too deeply', () => {
    expect(faultOf('['.repeat(100_000))).toBe('1:202 nested more than 200 levels deep');
  });

  it('reports an error exactly when the browser cannot parse the text', () => {
    const damaged = fc
      .tuple(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '1', 'e', '\t'),
      )
      .map(([text, at, mark]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + mark + text.slice(place + (at % 2));
      });
    fc.assert(fc.property(damaged, (text) => scanJson(text).ok === isJson(text)));
  });

  it('knows the place of every value by its JSON pointer', () => {
    const text = '{"blocks": [{"a/b": 1}, {"x": [true]}]}';
    const scan = scanJson(text);
    const at = (pointer: string) => (scan.ok ? text.slice(scan.places.get(pointer)) : '');
    expect(at('/blocks/0/a~1b')).toBe('1}, {"x": [true]}]}');
    expect(at('/blocks/1/x/0')).toBe('true]}]}');
    expect(at('')).toBe(text);
  });
});
