import { expect, test } from 'vitest';
import { openStore } from '../../src/store/opening/open-store.ts';
import { asBot } from '../../src/store/patience.ts';
import { layCable } from '../store/support/cable.ts';
import { freshDatabase, lackOfPostgres } from '../store/support/postgres.ts';
import { openDatabase } from '../store/support/postgres-engine.ts';
import { describeWith } from '../support/describe-with.ts';

describeWith(lackOfPostgres, 'A terminal', () => {
  test('still waits for a slow PostgreSQL after a bot has given up', { timeout: 30_000 }, async () => {
    const cable = await layCable(await freshDatabase());
    cable.hang();
    const opening = openStore(cable.url, { exclusive: false });
    await expect(openStore(cable.url)).rejects.toThrow("can't be opened");
    cable.mend();
    const terminal = await opening;

    const bot = openDatabase(cable.url, asBot.answerMs);
    await bot.checkWritable();
    cable.hang();
    const answers = [terminal.list({ open: false, limit: 1, known: 'all' }), terminal.lease.deliverer()];
    await expect(bot.checkWritable()).rejects.toThrow("The database doesn't answer.");
    await expect(bot.lease.deliverer()).rejects.toThrow("The database doesn't answer.");
    cable.mend();
    expect(await Promise.all(answers)).toEqual([[], { kind: 'nobody' }]);
    await terminal.close();
  });
});
