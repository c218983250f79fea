import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { facts, reminders } from '../support/find-messages.ts';
import { runProgram } from '../support/program.ts';
import { databaseFile, eventRows, outbox } from '../support/record.ts';
import type { Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const minute = 60_000;
const terminal = (set: Scene, ...args: readonly string[]) => runProgram(set.env, 'cli', ...args);

/** Exports everything in the terminal, and imports it there in place of the database. Says what the import said. */
async function moved(set: Scene): Promise<string> {
  const file = databaseFile(set);
  const document = join(dirname(file), 'incidents.json');
  const { output, code } = await terminal(set, 'export');
  expect(code).toBe(0);
  writeFileSync(document, output);
  await set.haltBot();
  renameSync(file, `${file}.old`);
  const imported = await terminal(set, 'import', document);
  expect(imported.code).toBe(0);
  return imported.output;
}

story(
  'A bot with imported incidents posts nothing about their past, and continues them',
  async ({ scene }) => {
    const set = await scene();
    const { alice, bob, clock, workspace } = set;
    const channel = await set.declare({ Commander: 'bob' });
    await set.type(bob, 'note Rolled back', channel.name);
    const over = await set.declare({ Title: 'Over', Severity: 'P3' });
    await set.type(alice, 'duplicate INC-1', over.name);
    const before = eventRows(set);
    const printed = await moved(set);
    expect(printed).toBe(
      '2 incidents imported. Nothing is posted for what happened before.\nINC-1 is open: checks and reminders start again with the next update or change of severity there.\nStart the bot: npm start\n',
    );
    expect(eventRows(set)).toEqual(before);

    const calls = workspace.calls.length;
    await set.resumeBot();
    clock.advance(300 * minute);
    await set.settled();
    const wrote = workspace.calls
      .slice(calls)
      .map(({ method }) => method)
      .filter((method) => /^chat|^files|^conversations\.(?!info|history|members|list|replies)/.test(method));
    expect(wrote).toEqual([]);
    expect(outbox(set)).toEqual([]);

    await set.type(bob, 'severity P2', channel.name);
    expect(facts(channel).title).toContain('P2');
    clock.advance(61 * minute);
    await set.settled();
    expect(reminders(channel)).toHaveLength(1);
    const next = await set.declare({ Title: 'Next' });
    expect(next.name).toMatch(/^inc-3-/);
  },
);
