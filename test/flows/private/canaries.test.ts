import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { Random } from '../../../bench/chaos/random.ts';
import { acts } from '../support/private/acts.ts';
import { tellsOf } from '../support/private/secrets.ts';
import { Tale } from '../support/private/tale.ts';
import { story } from '../support/story.ts';
import { watchEnv } from '../support/triage/watching.ts';

/** How many things happen in a tale. Where `TALES` says how many seeds to try, they begin at `SEED`. */
const length = Number(process.env.LENGTH ?? 60);
const seeds = Array.from(
  { length: Number(process.env.TALES ?? 2) },
  (_, i) => Number(process.env.SEED ?? 1) + i,
);
const patience = length * 3_000;

const often = acts.flatMap(([act, times]) => Array.from({ length: times }, () => act));
const [first, ...more] = often;

describe.concurrent.each(seeds)('In random story %i, over both transports,', (seed) => {
  story('nobody outside a private incident learns of it', { timeout: patience }, async ({ scene }) => {
    const lines: string[] = [];
    const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
    const random = new Random(seed);
    const set = await scene({
      transport: random.pick(['socket', 'http']),
      log,
      env: { ONCALL: 'P1=S000ONCALL1', POSTMORTEM_CANVAS: 'true', ...(random.chance(0.5) && watchEnv) },
    });
    if (random.chance(0.2))
      set.workspace.faults.add({
        method: 'conversations.create',
        answer: { error: 'restricted_action' },
        when: ({ is_private }) => String(is_private) === 'true',
      });
    const tale = new Tale(set, random);
    await tale.begins();
    for (let i = 0; i < length && tale.leaks.length === 0; i += 1)
      await random.pick([first, ...more])?.(tale);
    await tale.reads();

    expect({ leaks: tale.leaks, done: tale.leaks.length > 0 ? tale.done : [] }).toEqual({
      leaks: [],
      done: [],
    });
    const words = [...tale.secrets.map(({ word }) => word), 'numbat', 'wombat'];
    const betrays = (text: string): boolean =>
      words.some((word) => text.toLowerCase().includes(word)) ||
      tale.secrets.some((one) => tellsOf(one, text));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter(betrays)).toEqual([]);
    expect([...tale.labels].filter(betrays)).toEqual([]);
  });
});
