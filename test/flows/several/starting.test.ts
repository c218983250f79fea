import { expect, test } from 'vitest';
import { layCable } from '../../store/support/cable.ts';
import { freshDatabase, lackOfPostgres } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { eachInAPlace } from './bots.ts';

const place = eachInAPlace();

describeWith(lackOfPostgres, 'A bot that starts on a PostgreSQL', () => {
  test('and loses it before it knows who delivers ends, and its log says what to do', async () => {
    const cable = await layCable(await freshDatabase());
    cable.breakAt({ at: 'WITH taken AS', arrives: false });
    await expect(place().botOn(cable.url)).rejects.toThrow(
      'The database went away during the start. Check PostgreSQL and the network to it, then start the bot again.',
    );
  });
});
