import { expect, test } from 'vitest';
import { adviceFor } from '../../../src/store/error-advice.ts';
import { freshDatabase, lackOfPostgres } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { status } from '../support/ports.ts';
import { renaming, takesWrites } from './beside.ts';
import { eachInAPlace } from './bots.ts';

const place = eachInAPlace();

/** A bot, and what `/healthz` and `/readyz` say of it. */
async function healthOf(url: string) {
  const { port } = await place().botOn(url);
  return async () => [await status(port, '/healthz'), await status(port, '/readyz')];
}

const patient = { timeout: 20_000, interval: 100 };

describeWith(lackOfPostgres, 'A load balancer', () => {
  test('gives nothing to a bot that its database shuts out, until it is let in again', async () => {
    const url = await freshDatabase();
    const health = await healthOf(url);
    expect(await health()).toEqual([200, 200]);
    const { hide, show } = renaming(url);
    await hide();
    await expect.poll(health, patient).toEqual([503, 503]);
    await show();
    await expect.poll(health, patient).toEqual([200, 200]);
  });

  test('still gives people to a bot whose database takes no writes for now, so that they get a sentence', async () => {
    const url = await freshDatabase();
    const health = await healthOf(url);
    await takesWrites(url, false);
    await expect.poll(health, patient).toEqual([503, 200]);
  });
});

test.each([
  ['OLD_PRIMARY', true],
  ['42501', true],
  ['28P01', true],
  ['28000', true],
  ['3D000', true],
  ['25006', false],
  ['53100', false],
  ['53300', false],
  ['55P03', false],
  ['57P01', false],
  ['DATABASE_AWAY', false],
  ['SQLITE_FULL', false],
])('The code %s means that a database shuts a bot out: %s', (code, isShutOut) => {
  const advice = adviceFor(Object.assign(new Error('x'), { code }));
  expect(advice?.shutsOut === true).toBe(isShutOut);
});
