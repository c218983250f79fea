import { expect, test } from 'vitest';
import { primaryAndStandby } from '../../store/support/failover.ts';
import { lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { overhear } from '../../support/overhear.ts';
import { command, declareIn } from '../support/scene.ts';
import { eachInAPlace, takeovers } from './bots.ts';

const place = eachInAPlace();

async function declared(title: string) {
  const { workspace } = place();
  await declareIn(workspace, title);
  const channel = await workspace.until(
    () => workspace.channels.find(({ name }) => name.endsWith(title.toLowerCase())),
    `the channel of ${title}`,
  );
  await workspace.until(() => channel.messages.some(({ pinned }) => pinned), 'the headline');
  return channel;
}

const owed = (url: string, like = '%') =>
  withClient(
    url,
    async (client) => (await client.query('SELECT FROM outbox WHERE key LIKE $1', [like])).rowCount,
  );

describeWith(lackOfPostgres, 'Two bots whose PostgreSQL fails over', () => {
  test('lose nothing that was acknowledged, and post it once, if the standby has every commit and is asked too early', {
    timeout: 150_000,
  }, async () => {
    const pair = await primaryAndStandby('synchronous');
    const bots = [await place().botOn(pair.cable.url), await place().botOn(pair.cable.url)];
    const { workspace } = place();
    const alice = workspace.person('alice');
    const channel = await declared('Kept');
    await workspace.idle();
    const posted = new Promise<void>((done) =>
      workspace.faults.add({
        method: 'chat.postMessage',
        answer: 'hang_after',
        when: ({ text }) => {
          if (!`${text}`.includes('the severity from')) return false;
          done();
          return true;
        },
      }),
    );
    const answer = await alice.command(command, 'severity P2', { in: channel.name });
    expect(answer).toMatchObject({ ok: true, text: 'INC-1: severity changed to P2.' });
    // The post by one bot and the answer of the other come in either order.
    await posted;
    await pair.primary.stop('immediate');
    pair.cable.leadTo(pair.on(pair.standby));
    const refused = await alice.command(command, 'severity P3', { in: channel.name });
    expect(overhear(refused.ok ? refused.text : '')).toContain('the database takes no writes');
    await pair.promote();
    const delivered = () => bots.map(takeovers).reduce((sum, count) => sum + count);
    await expect.poll(delivered, { timeout: 20_000 }).toBeGreaterThan(1);
    expect((await declared('Afterwards')).name).toBe('inc-2-afterwards');
    await workspace.idle();
    const changes = channel.messages.filter(({ text }) => text.includes('the severity from'));
    expect(changes).toHaveLength(1);
    expect(channel.messages.filter(({ text }) => text.startsWith('[P2] INCIDENT'))).toHaveLength(1);
  });

  test("repeat nothing in Slack that the standby never got, and don't know of it", {
    timeout: 150_000,
  }, async () => {
    const pair = await primaryAndStandby('asynchronous');
    const bots = [await place().botOn(pair.cable.url), await place().botOn(pair.cable.url)];
    const { workspace } = place();
    const alice = workspace.person('alice');
    const channel = await declared('Behind');
    await workspace.idle();
    const rest = workspace.faults.add({
      method: 'chat.postMessage',
      times: 999,
      answer: { status: 429, retryAfter: 1 },
    });
    for (const words of ['severity P2', 'commander @bob'])
      await alice.command(command, words, { in: channel.name });
    await expect.poll(() => owed(pair.on(pair.standby), 'post_change%')).toBe(2);
    await pair.fallBehind();
    rest();
    const posted = (words: string) => channel.messages.filter(({ text }) => text.includes(words)).length;
    await workspace.until(() => posted('is now incident commander') > 0, 'the changes');
    const lost = await declared('Lost');
    await workspace.idle();
    await pair.primary.stop('immediate');
    expect(await owed(pair.on(pair.standby), 'post_change%')).toBe(2);

    await pair.promote();
    pair.cable.leadTo(pair.on(pair.standby));
    await expect
      .poll(() => owed(pair.on(pair.standby), 'post_change%').catch(() => null), { timeout: 30_000 })
      .toBe(0);
    expect([posted('the severity from'), posted('is now incident commander')]).toEqual([1, 1]);
    expect(bots.map(takeovers).reduce((sum, count) => sum + count)).toBeGreaterThan(1);
    const answer = await alice.command(command, 'severity P3', { in: lost.name });
    expect(overhear(answer.ok ? answer.text : '')).toMatch(/incident/);
    const next = await declared('Another');
    expect(next.name).toBe('inc-2-another');
    await workspace.idle();
    expect(lost.messages.filter(({ text }) => text.includes('Another'))).toEqual([]);
  });
});
