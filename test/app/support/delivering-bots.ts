import { onTestFinished } from 'vitest';
import { Delivery } from '../../../src/app/delivery/delivery.ts';
import type { DeliveringParts } from '../../../src/app/delivery/parts-of-a-term.ts';
import type { Term } from '../../../src/app/delivery/term.ts';
import { minute } from '../../domain/support/fixtures.ts';
import { HandClock } from './hand-clock.ts';
import { HandLeases } from './hand-lease.ts';
import { listeningLog } from './listening-log.ts';

/** Some bots that would deliver, on one clock, not yet started. */
export function someBots() {
  const clock = new HandClock(minute(0));
  const leases = new HandLeases(clock);
  const { log, lines } = listeningLog();
  const happened: string[] = [];
  const bot = (name: string, parts: Partial<DeliveringParts> = {}) => {
    const terms: Term[] = [];
    const slack = { reached: true };
    const lease = leases.of(name);
    const build = (term: Term): DeliveringParts => {
      terms.push(term);
      return {
        start: async () => void happened.push(`${name} starts ${term.number}`),
        nudge: () => void happened.push(`${name} is nudged`),
        missed: () => void happened.push(`${name} looks for what was missed`),
        stop: async () => void happened.push(`${name} stops ${term.number}`),
        ...parts,
      };
    };
    const delivery = new Delivery({
      ...{ lease, build, clock, log, timer: clock },
      reachesSlack: async () => slack.reached,
    });
    onTestFinished(() => delivery.stop());
    return { delivery, lease, terms, slack };
  };
  return { clock, leases, bot, happened, lines };
}

/** Two bots, the first of which delivers. */
export async function twoBots() {
  const set = someBots();
  const [a, b] = [set.bot('a'), set.bot('b')];
  await a.delivery.start();
  await b.delivery.start();
  set.happened.length = 0;
  return { ...set, a, b };
}
