import { describe, expect, test } from 'vitest';
import type { Engine } from '../support/bench.ts';

const acme = { team: 'T0ACME', url: 'https://acme.slack.com/' };
const other = { team: 'T0OTHER', url: 'https://other.slack.com/' };

/** Whose incidents a store has. */
export const workspace = (engine: Engine): void => {
  describe('A database', () => {
    test('belongs to the Slack workspace of the first bot that asked, for good', async () => {
      const bench = await engine.bench();
      expect(await bench.store.knownHome()).toBeNull();
      expect(await bench.store.homeOf(acme)).toEqual(acme);
      expect(await bench.store.homeOf(other)).toEqual(acme);
      const store = await bench.restart();
      expect(await store.knownHome()).toEqual(acme);
      expect(await store.homeOf(other)).toEqual(acme);
      expect(await store.homeOf({ ...acme, url: 'https://renamed.slack.com/' })).toEqual(acme);
    });

    test('belongs to one Slack workspace if bots of two ask at once', async () => {
      const { store } = await engine.bench();
      const [one, two] = await Promise.all([store.homeOf(acme), store.homeOf(other)]);
      expect(one).toEqual(two);
    });
  });
};
