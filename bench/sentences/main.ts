import { everySentence } from './list.ts';
import { grouped } from './print.ts';
import { unsaid } from './unsaid.ts';

const all = everySentence();
const never = unsaid(all);
const unsaidOnly = process.argv.includes('--unsaid');
const counts = `${all.length} sentences, ${never.length} of them said in no test that has run here`;
console.log([...grouped(unsaidOnly ? never : all), '', counts].join('\n'));
