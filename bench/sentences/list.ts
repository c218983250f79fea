import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Sentence, sentencesOf } from './read.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where texts for people in Slack are. Of the store, people are told only what its errors mean. */
const speaks = ['src/slack', 'src/domain', 'src/intercom', 'src/app'];
const spokenOfStore = 'src/store/error-advice.ts';

/** What is there for other readers: files, or the start of their paths. */
export const forOthers = [
  // The log and the terminal.
  ...['src/app/log.ts', 'src/app/store-care.ts', 'src/slack/api/scopes.ts'],
  ...[
    'src/slack/transport/socket-connection.ts',
    'src/slack/api/slack-fetch.ts',
    'src/slack/api/exchange.ts',
    'src/intercom/http/tunnel.ts',
  ],
  // Anyone who connects to the port, and Slack itself.
  ...['src/slack/transport/verify-request.ts', 'src/app/reject-request.ts', 'src/slack/text/readers-time.ts'],
  // Documents, and the drills' API.
  ...['src/domain/sources.ts', 'src/domain/drill/probes.ts', 'src/domain/triage/tree.ts'],
  // Words that recognize something.
  ...['explain-words', 'status-names', 'read/client-failures', 'read/hosts'].map(
    (name) => `src/domain/explain/${name}.ts`,
  ),
  'src/intercom/health/health-words.ts',
  'src/domain/incident/look-alike.ts',
  'src/domain/incident/people/roles.ts',
];

/** What to do about the store is for operators. */
const forOperators = ({ file, when }: Sentence): boolean => file === spokenOfStore && when.includes('todo:');

/** Every sentence that the bot can say in Slack, in order of files and lines. */
export function everySentence(): Sentence[] {
  return [...speaks.flatMap(filesIn), spokenOfStore]
    .filter((file) => !forOthers.some((other) => file.startsWith(other)))
    .flatMap((file) => sentencesOf(file, readFileSync(join(root, file), 'utf8')))
    .filter((sentence) => !forOperators(sentence));
}

/** Every line that the program can log, in order of files and lines. */
export function everyLogLine(): Sentence[] {
  return filesIn('src')
    .flatMap((file) => sentencesOf(file, readFileSync(join(root, file), 'utf8'), () => true))
    .filter(({ to }) => to.startsWith('log.'));
}

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file))
    .toSorted();
