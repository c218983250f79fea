import { expect, test } from 'vitest';
import { adviceFor } from '../../../src/store/error-advice.ts';
import { primaryAndStandby } from '../../store/support/failover.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
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

/** Until when the bot delivers, as a server knows. */
const leaseOn = (url: string): Promise<string> =>
  withClient(url, async (client) => {
    const { rows } = await client.query('SELECT expires_at::text AS until FROM delivery');
    return String(rows[0]?.until);
  });

/** The bot looks every five seconds, and is healthy again after three looks. */
const patient = { timeout: 40_000, interval: 100 };

describeWith(lackOfPostgres, 'A load balancer', () => {
  test('gives nothing to a bot whose address leads back to an old primary, until it leads to the new one', {
    timeout: 150_000,
  }, async () => {
    const { cable, on, primary, standby, promote } = await primaryAndStandby('asynchronous');
    const health = await healthOf(cable.url);
    expect(await health()).toEqual([200, 200]);
    await promote();
    const renewed = () => leaseOn(on(standby));
    const before = await renewed();
    cable.leadTo(on(standby));
    await expect.poll(renewed, patient).not.toBe(before);
    await expect.poll(health, patient).toEqual([200, 200]);
    cable.leadTo(on(primary));
    await expect.poll(health, patient).toEqual([503, 503]);
    cable.leadTo(on(standby));
    await expect.poll(health, patient).toEqual([200, 200]);
  });

  test('still gives people to a bot whose database is gone or takes no writes, so that they get a sentence', {
    timeout: 150_000,
  }, async () => {
    const url = await freshDatabase();
    const health = await healthOf(url);
    const { hide, show } = renaming(url);
    await hide();
    await expect.poll(health, patient).toEqual([503, 200]);
    await show();
    await expect.poll(health, patient).toEqual([200, 200]);
    await takesWrites(url, false);
    await expect.poll(health, patient).toEqual([503, 200]);
  });
});

test.each([
  ['OLD_PRIMARY', true],
  ['42501', false],
  ['28P01', false],
  ['28000', false],
  ['3D000', false],
  ['25006', false],
  ['53100', false],
  ['53300', false],
  ['55P03', false],
  ['57P01', false],
  ['DATABASE_AWAY', false],
  ['SQLITE_FULL', false],
])('The code %s means that payloads should go to other bots: %s', (code, isTheirs) => {
  const advice = adviceFor(Object.assign(new Error('x'), { code }));
  expect(advice?.leaveToOthers === true).toBe(isTheirs);
});
