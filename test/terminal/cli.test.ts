import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inTerminal } from '../../src/terminal/slack-commands.ts';
import { type Run, runProgram } from '../flows/support/program.ts';
import { databaseFile } from '../flows/support/record.ts';
import { type Scene, setScene } from '../flows/support/scene.ts';

let set: Scene;
const cli = (args: readonly string[], env = {}): Promise<Run> =>
  runProgram({ ...set.env, ...env }, 'cli', ...args);

beforeAll(async () => {
  set = await setScene({ logLevel: 'silent' });
  await set.intercom.set({ api: 'unavailable' });
  await set.declare({ Commander: 'alice' });
});
afterAll(() => set.stop());

describe('triage in the terminal', () => {
  test('exits with 0 and says so if everything is healthy', async () => {
    await set.intercom.set({ api: 'healthy' });
    const { code, output } = await cli(['triage']);
    expect(code).toBe(0);
    expect(output).toMatch(
      /^Whose problem: Nobody's\nCause: .+\nDo now: .+\nConfidence: high\nSuggested severity: none/,
    );
  });

  test("exits with 0 if only the token is set, and says what isn't checked", async () => {
    await set.intercom.set({ api: 'healthy' });
    const { code, output } = await cli(['triage'], { HEALTH_CHECK_URL: '' });
    expect(code).toBe(0);
    expect(output).toMatch(
      /^Whose problem: Nobody's\nCause: .+our own service isn't checked \(HEALTH_CHECK_URL isn't set\)\nDo now: .+\nConfidence: medium\n/,
    );
  });

  test('exits with 1 and the steps to take if there is a problem', async () => {
    await set.intercom.set({ api: 'token_revoked' });
    const { code, output } = await cli(['triage']);
    expect(code).toBe(1);
    expect(output).toContain('Whose problem: Ours');
    expect(output).toMatch(/Next steps\n +1\. Verify the token/);
    expect(output).not.toContain(set.intercom.token);
  });

  test('exits with 2 if nobody can tell, and says which setting is missing', async () => {
    await set.intercom.set({ api: 'healthy' });
    const { code, output } = await cli(['triage'], { INTERCOM_ACCESS_TOKEN: '' });
    expect(code).toBe(2);
    expect(output).toContain("INTERCOM_ACCESS_TOKEN isn't set");
    expect(output).toContain('Our health endpoint: healthy');
  });

  test('prints JSON that a program can read', async () => {
    await set.intercom.set({ api: 'unavailable' });
    const { output } = await cli(['triage', '--json']);
    expect(JSON.parse(output)).toMatchObject({ owner: 'intercom', severity: 'P1' });
  });
});

describe('The record in the terminal', () => {
  test('is the postmortem, even while the bot runs', async () => {
    const { code, output } = await cli(['postmortem', 'INC-1']);
    expect(code).toBe(0);
    expect(output).toMatch(/^## Incident: Intercom /);
    expect(output).toContain('**Duration:** Not recorded');
  });

  test('is JSON with what is known now, the timeline, and every event', async () => {
    const { output } = await cli(['export', 'inc-1']);
    const shape = z.object({
      name: z.literal('INC-1'),
      timeline: z.array(z.object({ at: z.iso.datetime() })),
    });
    expect(shape.parse(JSON.parse(output)).timeline.length).toBeGreaterThan(1);
    expect(JSON.parse(output)).toMatchObject({
      status: 'INVESTIGATING',
      resolved: null,
      events: expect.any(Array),
    });
  });

  test('is CSV for a spreadsheet, or JSON, but not both', async () => {
    const { code, output } = await cli(['export', '--csv']);
    expect(code).toBe(0);
    expect(output).toMatch(
      /^\ufeffincident,title,.*\r\nINC-1,Conversations not loading,P1,INVESTIGATING,real,/,
    );
    expect(await cli(['export', '--csv', '--json'])).toEqual({
      code: 1,
      output: expect.stringContaining("'--json' cannot be used with option '--csv'"),
    });
  });

  test.each([
    [['figures', '--csv', '--json'], "error: option '--json' cannot be used with option '--csv'"],
    [['figures', '30d', '2026-10'], '"2026-10" is only understood after intercom: figures intercom 2026-10.'],
    [
      ['postmortem', 'INC-1', '--keep', 'file'],
      '--keep says which side wins in a file. Name the file with --into.',
    ],
    [['postmortem', 'INC-999'], "There's no incident INC-999 in this database."],
    [['export', 'nonsense'], '"nonsense" isn\'t an incident. Use a name such as INC-1, or all.'],
    [
      ['import', '/nowhere.json'],
      "/nowhere.json can't be read (ENOENT: no such file or directory, open '/nowhere.json'). Nothing was imported. Check the path.",
    ],
  ])('%j exits with 1 and a sentence', async (args, sentence) => {
    const { code, output } = await cli(args);
    expect(code).toBe(1);
    expect(output.trim()).toBe(sentence);
  });

  test('says where the database should be if there is none', async () => {
    const { code, output } = await cli(['postmortem', 'INC-1'], { DATABASE_URL: 'file:./nowhere.db' });
    expect(code).toBe(1);
    expect(output).toMatch(/There's no database at .*nowhere\.db yet\..*DATABASE_URL/);
  });
});

describe('finding in the terminal', () => {
  test('prints what has the words and filters, and why', async () => {
    const { code, output } = await cli(['find', 'conversations', 'P1', 'since:9y']);
    expect([code, output]).toEqual([
      0,
      '  INC-1 [P1] INVESTIGATING: Conversations not loading · declared 2026-11-21 14:00 UTC\n',
    ]);
  });

  test('is JSON that a program can read, and takes filters alone after list', async () => {
    const { output } = await cli(['list', 'open', 'P1', '--json']);
    expect(JSON.parse(output)).toMatchObject([{ name: 'INC-1', severity: 'P1', private: false, why: null }]);
    expect((await cli(['find', 'conversations', '--before', 'INC-1'])).output).toBe('Nothing found.\n');
  });

  test('refuses a filter that it does not understand', async () => {
    const { code, output } = await cli(['find', 'token', 'owner:me']);
    expect(code).toBe(1);
    expect(output).toContain('Use owner:intercom, owner:ours, owner:nobody, or owner:unknown.');
    expect((await cli(['list', 'open', '--before', 'x'])).output).toContain(
      `"x" isn't an incident. Use a name such as INC-1.`,
    );
  });
});

describe('The list in the terminal', () => {
  test('shows the open incidents with commander and next update', async () => {
    const { code, output } = await cli(['list']);
    expect(code).toBe(0);
    expect(output).toMatch(
      /^Open: 1\n {2}INC-1 \[P1\] INVESTIGATING: Conversations not loading · commander \S.* · .*update .*14:30 UTC · declared 2026-11-21 14:00 UTC\n$/,
    );
  });

  test('is JSON that a program can read', async () => {
    const { output } = await cli(['list', '--json']);
    expect(JSON.parse(output)).toEqual([
      {
        name: 'INC-1',
        title: 'Conversations not loading',
        severity: 'P1',
        status: 'INVESTIGATING',
        open: true,
        drill: false,
        private: false,
        commander: 'U00000ALICE',
        commanderName: expect.stringMatching(/alice/i),
        channel: expect.stringMatching(/^C/),
        declared: expect.stringMatching(/^2026-11-21T14:00:\d\d\.\d{3}Z$/),
        resolved: null,
        closed: null,
        cancelled: null,
        duplicateOf: null,
        nextUpdate: expect.stringMatching(/^2026-11-21T14:30:/),
      },
    ]);
  });
});

describe('backup and restore in the terminal', () => {
  test('copy the database while the bot runs, once, and say what the copy contains', async () => {
    const target = join(dirname(databaseFile(set)), 'backup.db');
    const first = await cli(['backup', target]);
    expect(first).toEqual({
      code: 0,
      output: expect.stringMatching(/: 1 incident, \d+\.\d MB, verified\.\n$/),
    });
    const again = await cli(['backup', target]);
    expect(again).toEqual({
      code: 1,
      output: expect.stringMatching(/already exists, and backups never overwrite/),
    });

    const elsewhere = { DATABASE_URL: `file:${join(dirname(target), 'elsewhere.db')}` };
    const restored = await cli(['restore', target], elsewhere);
    expect(restored).toEqual({
      code: 0,
      output: expect.stringMatching(/: 1 incident, \d+\.\d MB, restored\.\nStart the bot: npm start/),
    });
    expect((await cli(['postmortem', 'INC-1'], elsewhere)).output).toMatch(/^## Incident: Intercom /);
    expect(await cli(['restore', target])).toEqual({
      code: 1,
      output: expect.stringMatching(/^A bot is already using the database .* Nothing was changed\./),
    });
  });
});

test('the help of move shows that it needs the new database', async () => {
  const { output } = await cli(['move', '--help']);
  expect(output).toMatch(/^Usage: intercom-incident move --to <url>$/m);
  expect(output).toContain('(required)');
});

describe('explain in the terminal', () => {
  test('says whose problem a code is, its cause, fix, and whether a retry helps', async () => {
    const { code, output } = await cli(['explain', 'rate_limit_exceeded']);
    expect(code).toBe(0);
    expect(output).toMatch(/^Whose problem: Ours\n.+\nCause: .+\nFix: .+\nRetry: yes, after the reset/);
  });

  test('exits with 1 for an unknown error', async () => {
    expect(await cli(['explain', 'rubbish'])).toMatchObject({
      code: 1,
      output: expect.stringMatching(/rubbish.* run `npx intercom-incident triage`\./su),
    });
  });

  test('still names the commands that exist only in Slack', () => {
    expect(inTerminal('Type `/intercom-incident explain`, then /intercom-incident open.', ['explain'])).toBe(
      'Type `npx intercom-incident explain`, then /intercom-incident open.',
    );
  });
});

test("An explanation in the terminal uses the configured region's host", async () => {
  const { output } = await cli(['explain', '401'], { INTERCOM_API_URL: '', INTERCOM_REGION: 'eu' });
  expect(output).toContain('https://api.eu.intercom.io/me');
});
