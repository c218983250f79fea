import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pino } from 'pino';
import { describe, expect } from 'vitest';
import { headline } from '../support/find-messages.ts';
import { databaseFile } from '../support/record.ts';
import { story } from '../support/story.ts';

/** Words that stand in no log, and a token that stands nowhere at all. */
const words = 'canary-5d0f71';
const token = 'xoxb-998877665544-canaryTOKEN5d0f71';

describe.concurrent.each(['socket', 'http'] as const)(
  'What people write, over %s and at log level trace,',
  (transport) => {
    story(
      'is in no log line, and tokens they paste are in no file and no Slack call either',
      async ({ scene }) => {
        const lines: string[] = [];
        const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
        const set = await scene({ transport, log });
        const secret = `${words} Bearer ${token} and ${token}`;
        const channel = await set.declare({ Title: `Inbox ${words} ${token}`, Impact: secret });
        const { alice } = set;
        await set.type(alice, `note ${secret}`, channel.name);
        await set.type(alice, `explain ${secret}`, channel.name);
        await set.type(alice, secret, channel.name);
        const message = alice.post(channel.name, `${secret} "request_id":"${token}"`);
        await alice.shortcut('Add to incident timeline', message);
        await set.settled();
        set.workspace.faults.add({ method: 'views.open', answer: { error: 'internal_error' } });
        await alice.click(headline(channel), 'Close');
        await set.settled();
        await set.opens(alice, () => alice.click(headline(channel), 'Close'));
        await alice.submit({
          Summary: secret,
          'Root cause': secret,
          'Action items': `${secret} - ${secret} - ${secret}`,
        });
        await set.settled();

        expect(lines).not.toEqual([]);
        const own = [
          set.workspace.botToken,
          set.workspace.appToken,
          set.workspace.signingSecret,
          set.intercom.token,
        ];
        for (const secret of [words, token, ...own]) expect(lines.join('')).not.toContain(secret);
        const folder = dirname(databaseFile(set));
        for (const name of readdirSync(folder))
          expect([name, readFileSync(join(folder, name)).includes(token)]).toEqual([name, false]);
        expect(JSON.stringify(set.workspace.calls.map(({ args }) => args))).not.toContain(token);
      },
    );

    story('can be found in the log by the short reference that the person is given', async ({ scene }) => {
      const lines: string[] = [];
      const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
      const set = await scene({ transport, log });
      const channel = await set.declare();
      set.workspace.faults.add({ method: 'views.open', answer: { error: 'internal_error' } });
      await set.alice.click(headline(channel), 'Close');
      await set.settled();

      const ref = /reference ([0-9a-f]{6})/.exec(set.alice.ephemerals().at(-1)?.text ?? '')?.[1];
      expect(lines.filter((line) => ref && line.includes(`"ref":"${ref}"`))).toHaveLength(1);
    });
  },
);
