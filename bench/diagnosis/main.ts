import { isLate, runAll } from './all.ts';
import { type Marked, misses, ownerMark, type Tally, tally } from './score.ts';

/** The deadline of each subject, in ms. */
const timeoutMs = 1_500;

const share = (part: number, of: number) => `${part} (${((100 * part) / of).toFixed(1)} %)`;

const rows: readonly [string, (counted: Tally) => string][] = [
  ['owner right', ({ owner, cases }) => share(owner, cases)],
  ['owner wrong', ({ wrong, cases }) => share(wrong, cases)],
  ['"cannot tell" where one could', ({ unsure, cases }) => share(unsure, cases)],
  ['kind right', ({ kind, cases }) => share(kind, cases)],
  ['severity right', ({ severity, cases }) => share(severity, cases)],
  ['action right', ({ action, cases }) => share(action, cases)],
];

function missed(title: string, marked: readonly Marked[]): string {
  const lines = marked.map((one) => `- ${one.name}: ${misses(one).join('; ')}. Label: ${one.because}`);
  return ['', `${title}: ${marked.length}`, ...lines].join('\n');
}

const began = performance.now();
const { results, repeated } = await runAll(timeoutMs, 'both');
const seconds = (performance.now() - began) / 1000;
const bot = results.map((one) => one.bot);
const runbook = results.flatMap((one) => one.runbook ?? []);
const late = results.filter(isLate);

const wrongOwner = ({ right, answered }: Marked) => ownerMark(right.owner, answered.owner) === 'wrong';
console.log(missed('Cases where the runbook names the wrong owner', runbook.filter(wrongOwner)));
console.log(
  missed(
    'Cases where this bot misses anything of its label',
    bot.filter((one) => misses(one).length > 0),
  ),
);
console.log(`\n${`${bot.length} labelled cases`.padEnd(34)}${'this bot'.padEnd(18)}the runbook`);
for (const [name, of] of rows)
  console.log(`${name.padEnd(34)}${of(tally(bot)).padEnd(18)}${of(tally(runbook))}`);
console.log(
  `\n${new Set(bot.map(({ leaf }) => leaf)).size} different verdicts; ${late.length} diagnoses later than their deadline; ${repeated} worlds asked again; ${seconds.toFixed(1)} s in all.`,
);
process.exitCode = tally(bot).wrong > 0 ? 1 : 0;
