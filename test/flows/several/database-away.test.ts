import { expect, test, vi } from 'vitest';
import type { BotProcess } from '../../../bench/chaos/bot/bot-process.ts';
import { layCable } from '../../store/support/cable.ts';
import { freshDatabase, lackOfPostgres, withClient } from '../../store/support/postgres.ts';
import { describeWith } from '../../support/describe-with.ts';
import { overhear } from '../../support/overhear.ts';
import { command, declareIn } from '../support/scene.ts';
import { renaming, takesWrites } from './beside.ts';
import { eachInAPlace } from './bots.ts';

const place = eachInAPlace();

/** An incident, and what its bot answers to a note, and how long that took, ms. */
async function noted(bot: BotProcess) {
  const { workspace } = place();
  const alice = workspace.person('alice');
  await declareIn(workspace, 'Away');
  const channel = await workspace.until(() => {
    const found = workspace.findChannel('inc-1-away');
    return found?.members.includes('alice') ? found : null;
  }, 'alice in the channel');
  await workspace.idle();
  expect(bot.lines.join('\n')).not.toContain('A request failed');
  return async (text: string): Promise<{ reply: string; ms: number }> => {
    const from = performance.now();
    const answer = await alice.command(command, `note ${text}`, { in: channel.name });
    return { reply: overhear(answer.ok ? (answer.text ?? '') : ''), ms: performance.now() - from };
  };
}

/** A note is taken again, once the bot has its database back. */
const goesOn = (note: (text: string) => Promise<{ reply: string }>) =>
  vi.waitFor(async () => expect((await note('Back again')).reply).not.toMatch(/saved/), {
    timeout: 10_000,
    interval: 300,
  });

const notSaved = (what: string): RegExp =>
  new RegExp(
    `^That couldn't be done: ${what}\\. Nothing was changed\\. Tell your bot admin \\(reference \\w+\\)`,
  );

describeWith(lackOfPostgres, 'Whoever uses a bot whose database', () => {
  test('is silent hears within three seconds that nothing was changed, and the bot goes on with it', async () => {
    const cable = await layCable(await freshDatabase());
    const note = await noted(await place().botOn(cable.url));
    cable.hang();
    const { reply, ms } = await note('Lost');
    expect(reply).toMatch(notSaved("the database doesn't answer"));
    expect(ms).toBeLessThan(3_000);
    cable.cut();
    cable.mend();
    await goesOn(note);
  });

  test('fails over hears that it takes no writes, and the bot goes on once it does', async () => {
    const url = await freshDatabase();
    const note = await noted(await place().botOn(url));
    await takesWrites(url, false);
    expect((await note('Lost')).reply).toMatch(notSaved('the database takes no writes'));
    await takesWrites(url, true);
    await goesOn(note);
  });

  test('has the incident locked by another session hears that, and the bot goes on once it is free', async () => {
    const url = await freshDatabase();
    const note = await noted(await place().botOn(url));
    await withClient(url, async (shell) => {
      await shell.query('BEGIN');
      await shell.query('SELECT FROM incidents WHERE id = 1 FOR UPDATE');
      expect((await note('Lost')).reply).toMatch(notSaved('something else has the record locked'));
    });
    await goesOn(note);
  });

  test('has another name hears that the bot may not enter, and the bot goes on once it has its name back', async () => {
    const url = await freshDatabase();
    const note = await noted(await place().botOn(url));
    const { hide, show } = renaming(url);
    await hide();
    expect((await note('Lost')).reply).toMatch(notSaved("the database doesn't let the bot in"));
    await show();
    await goesOn(note);
  });

  test('goes away at the commit is told to check, because it may have been saved', async () => {
    const cable = await layCable(await freshDatabase());
    const note = await noted(await place().botOn(cable.url));
    cable.breakAt({ after: 'Perhaps kept', at: 'COMMIT', arrives: true, hangs: true });
    expect((await note('Perhaps kept')).reply).toMatch(
      /^The database went away meanwhile\. Check whether that was saved before you try again\./,
    );
    cable.cut();
    cable.mend();
    await goesOn(note);
  });
});
