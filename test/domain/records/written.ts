import { postmortem } from '../../../src/domain/records/postmortem.ts';
import { alice, bob } from '../support/fixtures.ts';
import { type Past, record } from '../support/given.ts';

const names = new Map<string, string>([
  [alice, 'Alice'],
  [bob, 'Bob'],
]);

/** The lines of the postmortem of these events. */
export const written = (...past: readonly Past[]): string[] =>
  (postmortem(record(past), (user) => names.get(user) ?? user) ?? 'no postmortem').split('\n');

/** The first of its lines that starts with a label. */
export const line = (label: string, ...past: readonly Past[]): string | undefined =>
  written(...past).find((one) => one.startsWith(label));

/** The text under one of its headings. */
export function part(heading: string, ...past: readonly Past[]): string {
  const text = written(...past).join('\n');
  return (text.split(`### ${heading}\n`)[1] ?? '').split('\n\n###')[0] ?? '';
}
