import { parseArgs } from 'node:util';
import { fuzz, type Report } from './run.ts';

/** `--transport http` or `socket` uses only that one. */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100000' },
    transport: { type: 'string' },
  },
});
const [seed, count] = [Number(values.seed), Number(values.count)];
/** Socket Mode carries one payload at a time per connection, so it gets the smaller share. */
const overSocket = Math.floor(count / 10);

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const ms = (time: number): string => `${time.toFixed(1)} ms`;

function print({ plan, samples, statuses, seconds, ack, memory, events, violations }: Report): void {
  const sent = Object.values(statuses).reduce((sum, of) => sum + of, 0);
  console.log(
    [
      `${plan.transport}, seed ${plan.seed}: ${sent} payloads made of ${samples} real ones in ${seconds.toFixed(1)} s, ${(sent / seconds).toFixed(0)} a second`,
      `  answers   ${Object.entries(statuses)
        .map(([status, of]) => `${status}: ${of}`)
        .join(', ')}`,
      `  ack       median ${ms(ack.median)}, 99 % ${ms(ack.p99)}, longest ${ms(ack.longest)}`,
      `  memory    ${mb(memory.begun)} at first, ${mb(memory.warm)} after a fifth, ${mb(memory.ended)} at the end`,
      `  record    ${events} events, all readable`,
      ...violations.slice(0, 50).map((violation) => `  VIOLATION ${violation}`),
    ].join('\n'),
  );
}

const progress = (done: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done}`);
};
let wrong = 0;
for (const [transport, part] of [
  ['http', count - overSocket],
  ['socket', overSocket],
] as const) {
  if (values.transport && values.transport !== transport) continue;
  const report = await fuzz({ seed, count: part, transport, progress });
  print(report);
  wrong += report.violations.length;
}
process.exitCode = wrong > 0 ? 1 : 0;
