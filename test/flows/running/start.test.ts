import { createServer } from 'node:net';
import { describe, expect } from 'vitest';
import { createLog } from '../../../src/app/log.ts';
import { startBot } from '../../../src/bot.ts';
import { type Config, type Environment, readConfig } from '../../../src/config.ts';
import { runProgram } from '../support/program.ts';
import { rewrite, schemaVersion } from '../support/record.ts';
import { story } from '../support/story.ts';

/** The log's lines that are JSON, as their messages. */
const messages = (output: string): string[] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => String(Object(JSON.parse(line)).msg));

function configOf(env: Environment): Config {
  const read = readConfig(env);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  return read.config;
}

describe('A start that fails', { timeout: 60_000 }, () => {
  story(
    'without any setting names each missing one with where to find it, and has an exit code',
    async () => {
      const { code, output } = await runProgram({});

      expect(code).not.toBe(0);
      const lines = output.trim().split('\n');
      expect(lines[0]).toBe('Fix these settings:');
      expect(lines.slice(1)).toEqual([
        expect.stringMatching(/^- SLACK_BOT_TOKEN is missing; copy the Bot User OAuth Token from/u),
        expect.stringMatching(
          /^- SLACK_APP_TOKEN \(for Socket Mode\) or SLACK_SIGNING_SECRET \(for HTTP mode\) is missing/u,
        ),
      ]);
    },
  );

  story('with several wrong settings names them all at once, without their values', async () => {
    const settings = {
      SLACK_BOT_TOKEN: 'xoxp-wrong-kind',
      SLACK_APP_TOKEN: 'xoxb-wrong-kind',
      SLACK_API_URL: 'slack.com',
      PORT: 'http',
      INCIDENT_ANNOUNCE_CHANNEL: '#incidents',
      INTERCOM_REGION: 'moon',
      PROBE_TIMEOUT: 'soon',
      UPDATE_EVERY: 'P1=30m,P9=1h',
      RESPOND_WITHIN: 'quickly',
      TIMEZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'postgres://bot:wrong-kind@localhost',
    };
    const { code, output } = await runProgram(settings);

    expect(code).not.toBe(0);
    const named = output.match(/^- (\w+)/gmu)?.map((line) => line.slice(2));
    expect(new Set(named)).toEqual(new Set(Object.keys(settings)));
    expect(output).not.toContain('wrong-kind');
  });

  story(
    "on another bot's database says so in a sentence, and leaves the other bot alone",
    async ({ scene }) => {
      const set = await scene();
      const channel = await set.declare();
      const { code, output } = await runProgram({ ...set.env, PORT: '0' });

      expect(code).not.toBe(0);
      expect(messages(output)).toEqual([
        expect.stringMatching(
          /^A bot is already using the database \/.*\. Nothing was changed\. Stop it, or name a different one in DATABASE_URL\.$/u,
        ),
      ]);
      expect(await set.type(set.alice, 'note Still here', channel.name)).toBe(
        'INC-1: note added to the timeline.',
      );
    },
  );

  story(
    'with a token that Slack refuses says which settings to check, and never shows the token',
    async ({ scene }) => {
      const set = await scene();
      await set.bot.stop();
      const { code, output } = await runProgram({ ...set.env, SLACK_BOT_TOKEN: 'xoxb-1-revoked' });

      expect(code).not.toBe(0);
      expect(messages(output)).toEqual([
        'Slack rejected a token (invalid_auth). Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN, and that the app is installed in the workspace.',
      ]);
      expect(output).not.toContain('xoxb-1-revoked');
    },
  );

  story('while Slack has a temporary problem is retried until that is over', async ({ scene }) => {
    const set = await scene();
    await set.bot.stop();
    set.workspace.faults.add({ method: 'apps.connections.open', answer: { error: 'internal_error' } });
    const restarted = set.restart();
    await set.workspace.until(
      () => set.workspace.calls.at(-1)?.answer?.error === 'internal_error',
      'the answer',
    );
    set.clock.advance(1_000);
    await restarted;

    expect(await set.type(set.alice, 'list')).toContain('No incidents yet.');
  });

  story('on a port that is taken leaves nothing running, so that the next start works', async ({ scene }) => {
    const other = createServer();
    const port = await new Promise<number>((listening) => {
      other.listen(0, () => listening(Number(Object(other.address()).port)));
    });
    const set = await scene({ env: { PORT: '0' } });
    await set.bot.stop();
    const env = { ...set.env, PORT: String(port) };
    await expect(startBot(configOf(env), { clock: set.clock, log: createLog('silent') })).rejects.toThrow(
      `PORT ${port} is already in use. Stop the other program, or set a different PORT.`,
    );
    other.close();
    await set.restart();

    expect(await set.type(set.alice, 'list')).toContain('No incidents yet.');
  });

  story.for([
    [
      'an address of another machine',
      '192.0.2.1',
      /^HOST 192\.0\.2\.1 isn't an address of this machine .*such as 127/,
    ],
    ['a name that nobody knows', 'no-such-host.invalid', /^HOST no-such-host\.invalid isn't an address/],
  ] as const)('on %s says so, and leaves nothing running', async ([, HOST, sentence], { scene }) => {
    const set = await scene();
    await set.bot.stop();
    const parts = { clock: set.clock, log: createLog('silent') };
    await expect(startBot(configOf({ ...set.env, HOST }), parts)).rejects.toThrow(sentence);
    await set.restart();

    expect(await set.type(set.alice, 'list')).toContain('No incidents yet.');
  });

  story("on a newer version's database says so, and changes nothing", async ({ scene }) => {
    const set = await scene();
    await set.bot.stop();
    const ours = schemaVersion(set);
    rewrite(set, 'PRAGMA user_version = 999');

    await expect(set.restart()).rejects.toThrow(
      `The database has schema 999, but this version only knows ${ours}. Start the newer version`,
    );
    expect(schemaVersion(set)).toBe(999);
    rewrite(set, `PRAGMA user_version = ${ours}`);
    await set.restart();
    expect(await set.type(set.alice, 'list')).toContain('No incidents yet.');
  });
});
