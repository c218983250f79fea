import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { heardFolder } from '../../test/support/heard-files.ts';
import { joined, wasSaid } from './heard.ts';
import type { Sentence } from './read.ts';

const text = z.string();

/** Every text that people were shown in the tests that have run on this machine. */
function toldInTests(): string[] {
  const files = existsSync(heardFolder) ? readdirSync(heardFolder) : [];
  return files.flatMap((file) =>
    readFileSync(join(heardFolder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => text.parse(JSON.parse(line))),
  );
}

/** The sentences that nobody was shown in these tests. */
export function unsaid(sentences: readonly Sentence[]): Sentence[] {
  const all = joined(toldInTests());
  return sentences.filter((sentence) => !wasSaid(sentence, all));
}
