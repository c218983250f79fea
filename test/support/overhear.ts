import { appendFileSync, mkdirSync } from 'node:fs';
import { expect } from 'vitest';
import { heardFile, heardFolder } from './heard-files.ts';

const known = { testFile: '', texts: new Set<string>() };

/**
 * Passes on what people are told and keeps every text in it, at any depth, for the list of sentences: what no test has
 * overheard, nobody says.
 */
export function overhear<T>(value: T): T {
  const testFile = expect.getState().testPath ?? '';
  if (known.testFile !== testFile) Object.assign(known, { testFile, texts: new Set<string>() });
  const fresh = [...new Set(textsIn(value))].filter((text) => !known.texts.has(text));
  if (testFile === '' || fresh.length === 0) return value;
  for (const text of fresh) known.texts.add(text);
  mkdirSync(heardFolder, { recursive: true });
  appendFileSync(heardFile(testFile), fresh.map((text) => `${JSON.stringify(text)}\n`).join(''));
  return value;
}

/** Blocks and views go over the line as JSON in a text. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return /^[[{]/.test(value) ? [value, ...textsIn(parsed(value))] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
