import { expect, test } from 'vitest';
import { fillArchive, openArchive } from '../../src/store/archive/open-archive.ts';
import { move } from '../../src/store/moving/move.ts';
import { openToFill, openToMove } from '../../src/store/moving/open-to-move.ts';
import { importFrom } from '../../src/terminal/export/import.ts';
import { moved } from '../../src/terminal/move.ts';
import { runProgram } from '../flows/support/program.ts';
import { type Cable, type Fault, layCable } from '../store/support/cable.ts';
import { fragileServer } from '../store/support/crash.ts';
import { freshDatabase, lackOfPostgres, useUpNumbers, withClient } from '../store/support/postgres.ts';
import { describeWith } from '../support/describe-with.ts';
import { exportOf, importInto, newDatabase, written } from './export/support/exports.ts';
import { historyOf } from './export/support/histories.ts';

/** Fills a new database over a cable with two incidents; returns what the command says, and how many are there. */
type Filling = (cable: Cable, far: string) => Promise<{ answer: string; incidents: number }>;

const heard = (work: Promise<string>) => work.catch((error: Error) => `${error.name}: ${error.message}`);
const count = (url: string) =>
  withClient(url, async (client) => (await client.query('SELECT FROM incidents')).rowCount ?? 0);

/** Lets a database accept new connections, or not. */
const letIn = (url: string, allowed: boolean) =>
  withClient(new URL('/postgres', url).href + new URL(url).search, (client) =>
    client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} ALLOW_CONNECTIONS ${allowed}`),
  );

const fillings: Readonly<Record<'move' | 'import', Filling>> = {
  async move(cable, far) {
    const from = await historyOf([[], []]);
    const work = moved(`file:${from}`, cable.url).then((done) => ('text' in done ? done.text : done.refused));
    return { answer: await heard(work), incidents: await count(far) };
  },
  async import(cable, far) {
    const document = written(await exportOf(await historyOf([[], []])));
    const work = importInto(cable.url, document).then((refused) => refused ?? 'imported');
    return { answer: await heard(work), incidents: await count(far) };
  },
};
const commands = ['move', 'import'] as const;
const done = { move: /^2 incidents with \d+ events/, import: /^imported$/ };
const nothing = {
  move: /^StoreUnavailable: Nothing was moved \(.+\)\. Both databases are as they were\. Check \S+, its disk, and the network to it\.$/,
  import:
    /^StoreUnavailable: Nothing was imported \(.+\)\. Check PostgreSQL, its disk, and the network to it\.$/,
};

/** Fills a database whose connection breaks. */
async function filledWith(command: (typeof commands)[number], fault: Fault) {
  const far = await freshDatabase();
  const cable = await layCable(far);
  cable.breakAt(fault);
  return fillings[command](cable, far);
}

describeWith(lackOfPostgres, 'Filling a PostgreSQL whose connection breaks', () => {
  test.each(commands)('during the commit: %s says that all was saved if it was', async (command) => {
    const { answer, incidents } = await filledWith(command, {
      at: 'COMMIT',
      after: 'pg_current_xact_id',
      arrives: true,
    });
    expect(answer).toMatch(done[command]);
    expect(incidents).toBe(2);
  });

  test.each(commands)("during the commit: %s says that nothing was saved if it wasn't", async (command) => {
    const { answer, incidents } = await filledWith(command, {
      at: 'COMMIT',
      after: 'pg_current_xact_id',
      arrives: false,
    });
    expect(answer).toMatch(nothing[command]);
    expect(incidents).toBe(0);
  });

  test.each(commands)(
    'before the commit: %s blames the connection, and nothing was saved',
    async (command) => {
      for (const at of ['incidents', 'events', 'numbering'])
        for (const arrives of [true, false]) {
          const { answer, incidents } = await filledWith(command, { at, after: 'BEGIN', arrives });
          expect(answer).toMatch(nothing[command]);
          expect(incidents).toBe(0);
        }
    },
  );

  test("for good during the commit makes move and import say that they can't tell", async () => {
    const from = await historyOf([[], []]);
    const document = written(await exportOf(from));
    const works = [
      async (url: string, shut: () => Promise<unknown>) => {
        const [source, target] = [await openToMove(`file:${from}`), await openToFill(url)];
        await shut();
        try {
          await move(source, target);
        } finally {
          await Promise.all([source.close(), target.close()]);
        }
      },
      (url: string, shut: () => Promise<unknown>) =>
        importFrom(document, (work) => fillArchive(url, (into) => shut().then(() => work(into)))),
    ];
    for (const work of works) {
      const far = await freshDatabase();
      const cable = await layCable(far);
      cable.breakAt({ at: 'COMMIT', after: 'pg_current_xact_id', arrives: true });
      await expect(work(cable.url, () => letIn(far, false))).rejects.toThrow(
        /^The database \S+ went away while it was saving, so it has everything or nothing\. Once it's back, start this again: it says if the database isn't empty\.$/,
      );
      await letIn(far, true);
      expect(await count(far)).toBe(2);
    }
  });
});

describeWith(lackOfPostgres, 'Filling a PostgreSQL that crashes while it commits', () => {
  test.each(commands)(
    "leaves the outcome open: %s doesn't take another's transaction for its own",
    async (command) => {
      const { cable, url, keepNothing, crash } = await fragileServer();
      await keepNothing();
      cable.breakAt({ at: 'COMMIT', after: 'pg_current_xact_id', arrives: true, hangs: true });
      const filling = fillings[command](cable, url);
      await expect.poll(() => count(url), { interval: 5, timeout: 20_000 }).toBe(2);
      await crash();
      await useUpNumbers(url);
      cable.cut();
      cable.mend();
      const { answer, incidents } = await filling;
      expect(answer).toMatch(/went away while it was saving, so it has everything or nothing\./);
      expect(incidents).toBe(0);
    },
  );
});

describeWith(lackOfPostgres, 'Reading a PostgreSQL whose connection breaks', () => {
  test('ends an export with a sentence', { timeout: 60_000 }, async () => {
    const far = await freshDatabase();
    await moved(`file:${await historyOf([[], []])}`, far);
    const cable = await layCable(far);
    cable.breakAt({ at: 'FROM events', arrives: true });
    const { code, output } = await runProgram({ DATABASE_URL: cable.url }, 'cli', 'export');
    expect(output).toMatch(
      /The command stopped because the database doesn't answer\. Nothing was changed\. Check PostgreSQL and the network to it\..*\s*$/,
    );
    expect(output).not.toContain('    at ');
    expect(code).toBe(1);
  });

  test('ends a move with a sentence, and the new file stays empty', async () => {
    const far = await freshDatabase();
    await moved(`file:${await historyOf([[], []])}`, far);
    const cable = await layCable(far);
    cable.breakAt({ at: 'FROM "events"', arrives: true });
    const to = newDatabase();
    await expect(moved(cable.url, `file:${to}`)).rejects.toThrow(
      /^Nothing was moved \(.+\)\. Both databases are as they were\./,
    );
    const archive = await openArchive(`file:${to}`);
    expect(await archive.ids()).toEqual([]);
    await archive.close();
    expect(await moved(far, `file:${to}`)).toMatchObject({ text: expect.stringMatching(done.move) });
  });
});
