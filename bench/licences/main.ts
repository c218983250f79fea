import { isAllowed, type Locked, lockedPackages } from './read.ts';

const line = (one: Locked): string =>
  `${isAllowed(one) ? '  ' : '! '}${one.name.padEnd(40)}${one.version.padEnd(12)}${one.licence ?? 'none named'}`;

const all = lockedPackages();
for (const [title, dev] of [
  ['Part of the running bot', false],
  ['Tools', true],
] as const) {
  const part = all.filter((one) => one.dev === dev);
  console.log([`${title}: ${part.length}`, ...part.map(line), ''].join('\n'));
}
const wrong = all.filter((one) => !isAllowed(one));
if (wrong.length > 0) console.log(`${wrong.length} with a licence that is not allowed (marked !).`);
process.exitCode = wrong.length > 0 ? 1 : 0;
