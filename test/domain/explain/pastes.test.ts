import { describe, expect, test } from 'vitest';
import { explain } from '../../../src/domain/explain/explain.ts';
import { hostPastes } from './everyday/host-pastes.ts';
import { onCallPastes } from './everyday/on-call.ts';
import { pastes } from './everyday/pastes.ts';

const owns: readonly string[] = ['own_host', 'refused_here', 'own_code'];

/** Whose problem `explain` says it is, in the words of the table. */
function explainedText(text: string): string {
  const explained = explain(text);
  const first = explained.kind === 'known' ? explained.entries[0] : undefined;
  if (first === undefined) return 'nothing';
  if (first.key === 'metric') return 'metric';
  if (first.key === 'other_host') return 'elsewhere';
  return owns.includes(first.key) ? 'own' : first.owner;
}

describe.each([...Object.entries(pastes), ...Object.entries(hostPastes), ...Object.entries(onCallPastes)])(
  'A paste that a person labeled %s',
  (label, texts) => {
    test.each(texts)('%s', (text) => {
      expect(explainedText(text)).toBe(label);
    });
  },
);
