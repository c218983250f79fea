import { setImmediate } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { botMessages, headline } from '../support/find-messages.ts';
import { freePort, status } from '../support/ports.ts';
import { events, rewrite } from '../support/record.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

const both = async (port: number) => [await status(port, '/healthz'), await status(port, '/readyz')];

const begins = (text: string) => (args: Readonly<Record<string, unknown>>) =>
  String(args.text ?? '').startsWith(text);

/** Whether a call of this method, with a text that begins so, waits for its answer. */
const open = ({ workspace }: Scene, name: string, text = ''): boolean =>
  workspace.calls.some(
    ({ method, args, status: answered, ms }) =>
      method === name && answered === null && ms === null && begins(text)(args),
  );

/** Holds the next such call until the returned function moves the clock past it. */
function hold({ workspace, clock }: Scene, method: string, text = ''): () => void {
  workspace.faults.add({ method, answer: { delayMs: 60_000 }, when: begins(text) });
  return () => clock.advance(60_000);
}

describe.concurrent.each(['socket', 'http'] as const)('The health endpoints in %s mode', (transport) => {
  story('return 200 while the bot works', async ({ scene }) => {
    const set = await scene({ transport });

    expect(await both(set.bot.port)).toEqual([200, 200]);
    expect(await status(set.bot.port, '/elsewhere')).toBe(404);
  });

  story('return not ready, though healthy, until Slack has accepted the token', async ({ scene }) => {
    const port = await freePort();
    const set = await scene({ transport, env: { PORT: String(port) } });
    await set.bot.stop();
    const release = hold(set, 'auth.test');
    const starting = set.restart();
    while ((await status(port, '/healthz')) === null) await setImmediate();
    expect(await both(port)).toEqual([200, 503]);
    await set.workspace.until(() => open(set, 'auth.test'), 'auth.test');
    release();
    await starting;

    expect(await both(port)).toEqual([200, 200]);
  });

  story('return not ready while the bot stops, and running work is finished', async ({ scene }) => {
    const set = await scene({ transport });
    const { alice, workspace } = set;
    await set.opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
    const release = hold(set, 'chat.postMessage');
    await alice.submit();
    await workspace.until(() => open(set, 'chat.postMessage'), 'a post on its way');
    const { port } = set.bot;
    const stopping = set.bot.stop();
    const answered = await status(port, '/readyz');
    release();
    await stopping;

    expect(await status(port, '/healthz')).toBeNull();
    expect(answered).toBe(503);
  });

  story("return unhealthy from a check that can't write until three in a row can", async ({ scene }) => {
    const set = await scene({ transport, still: true });
    const looked = async () => {
      set.clock.advance(5_000);
      await set.workspace.idle();
      return status(set.bot.port, '/healthz');
    };
    rewrite(set, 'ALTER TABLE inbox RENAME TO inbox_elsewhere');
    expect(await looked()).toBe(503);
    rewrite(set, 'ALTER TABLE inbox_elsewhere RENAME TO inbox');

    expect([await looked(), await looked(), await looked()]).toEqual([503, 503, 200]);
  });
});

describe.concurrent('Readiness in Socket Mode', () => {
  story('and health can be queried from this machine only, unless HOST says otherwise', async ({ scene }) => {
    // Any address of 127.0.0.0/8 is this machine, but not the one that the bot listens on.
    const from = async ({ bot }: Scene) =>
      fetch(`http://127.0.0.2:${bot.port}/readyz`).then(
        ({ status: code }) => code,
        () => null,
      );
    expect(await from(await scene())).toBeNull();
    expect(await from(await scene({ env: { HOST: '0.0.0.0' } }))).toBe(200);
    expect(await from(await scene({ transport: 'http' }))).toBe(200);
  });

  story('ends when the connection is lost, and returns with it', async ({ scene }) => {
    const set = await scene();
    const { clock, workspace } = set;
    const mend = workspace.faults.add({
      method: 'apps.connections.open',
      times: 1_000,
      answer: { status: 500 },
    });
    workspace.dropConnections();
    await workspace.until(
      () =>
        workspace.calls.some(
          ({ method, status: code }) => method === 'apps.connections.open' && code === 500,
        ),
      'a refused connection',
    );
    await workspace.idle();
    expect(await both(set.bot.port)).toEqual([200, 503]);
    mend();
    clock.advance(60_000);
    await workspace.until(() => workspace.connections === 1, 'the new connection');
    await workspace.idle();

    expect(await both(set.bot.port)).toEqual([200, 200]);
  });
});

describe.concurrent('A graceful stop', () => {
  story(
    'finishes the call in progress, and leaves the rest in the outbox until the next start',
    async ({ scene }) => {
      const set = await scene();
      const { alice, opens, settled, workspace } = set;
      await opens(alice, () => alice.command(command, 'open P1 Inbox is empty'));
      const release = hold(set, 'chat.postMessage', '[P1] INCIDENT');
      await alice.submit();
      await workspace.until(() => open(set, 'chat.postMessage', '[P1] INCIDENT'), 'the headline on its way');
      const stopping = set.bot.stop();
      release();
      await stopping;
      const channel = workspace.channel('inc-1-inbox-is-empty');
      const posted = events(set, 'headline_posted').length;
      expect(posted).toBe(botMessages(channel, '[P1] INCIDENT').length);
      await set.restart();
      await settled();

      expect(headline(channel).pinned).toBe(true);
      expect(botMessages(channel, 'Whose problem')).toHaveLength(1);
    },
  );

  story('still delivers a response that someone was promised', async ({ scene }) => {
    const set = await scene({ transport: 'http' });
    const { carol } = set;
    await set.intercom.set({ api: { kind: 'slow', ms: 300 } });
    await carol.command(command, 'triage', { in: 'random' });
    expect(carol.ephemerals()).toHaveLength(1);
    await set.bot.stop();

    expect(carol.ephemerals()[1]?.text).toMatch(/^Whose problem: /u);
  });

  story('loses no open form: it can be submitted after the restart', async ({ scene }) => {
    const set = await scene();
    const channel = await set.declare();
    await set.opens(set.alice, () => set.alice.click(headline(channel), 'Add note'));
    await set.restart();

    expect(await set.alice.submit({ Note: 'Written while the bot was off' })).toEqual({ closed: true });
    expect(events(set, 'note_added').map(({ body }) => body.text)).toEqual(['Written while the bot was off']);
  });

  story('can be requested twice', async ({ scene }) => {
    const set = await scene();
    await Promise.all([set.bot.stop(), set.bot.stop()]);

    expect(await status(set.bot.port, '/healthz')).toBeNull();
  });
});
