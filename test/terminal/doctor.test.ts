import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../src/app/log.ts';
import { readConfig } from '../../src/config.ts';
import { diagnose } from '../../src/domain/triage/diagnose.ts';
import { ownerWord } from '../../src/domain/triage/format.ts';
import { triageChecks } from '../../src/terminal/doctor.ts';
import { doctorLines } from '../../src/terminal/doctor-check.ts';
import { examineSlack } from '../../src/terminal/examine-slack.ts';
import { triageExitCode } from '../../src/terminal/triage.ts';
import { anyObservations } from '../domain/triage/support/arbitrary.ts';
import { oldInstallation } from '../flows/support/faults/installations.ts';
import type { Scene } from '../flows/support/scene.ts';
import { story } from '../flows/support/story.ts';

/** What the doctor says about one thing, with what to do. */
async function saidOf(set: Scene, what: string): Promise<string> {
  const read = readConfig(set.env);
  if ('problems' in read) throw new Error(read.problems.join('\n'));
  const { checks } = await examineSlack(read.config, createLog('silent'));
  return doctorLines(checks.filter((check) => check.what === what)).join('\n');
}

describe.concurrent('The doctor on a current installation', () => {
  story('finds every scope', async ({ scene }) => {
    expect(await saidOf(await scene(), 'Slack scopes')).toBe('ok    Slack scopes: all granted');
  });

  story('finds a private announcement channel that the bot is in', async ({ scene }) => {
    const set = await scene();
    set.alice.makePrivate('incidents');

    expect(await saidOf(set, 'Announcement channel')).toBe(
      'ok    Announcement channel: #incidents, a private channel',
    );
  });

  story("advises an invitation to a channel that the bot isn't in", async ({ scene }) => {
    const set = await scene();
    set.alice.remove('incidents', 'incident_bot');
    set.alice.makePrivate('incidents');

    expect(await saidOf(set, 'Announcement channel')).toBe(
      [
        'FAIL  Announcement channel: Slack returned channel_not_found',
        '      → Set INCIDENT_ANNOUNCE_CHANNEL to a channel ID. If the channel is private, invite the bot with /invite.',
      ].join('\n'),
    );
  });

  story('names the events, the command, and the shortcuts, which no token shows', async ({ scene }) => {
    const set = await scene();

    expect(await saidOf(set, 'Slack app settings')).toBe(
      [
        "look  Slack app settings: a token doesn't show these, so compare them",
        '      → "Event Subscriptions", "Subscribe to bot events": app_home_opened, member_joined_channel, message.channels, message.groups, pin_added, pin_removed, reaction_added, reaction_removed, user_change. After a change, reinstall the app.',
        '        "Slash Commands": /intercom-incident, with "Escape channels, users, and links sent to your app" ticked.',
        '        "Interactivity & Shortcuts": "Add to incident timeline" (on messages, callback ID add_to_timeline), "Declare from message" (on messages, callback ID declare_from_message), "Make an action item" (on messages, callback ID make_action_item), "Declare an incident" (global, callback ID declare_anywhere).',
      ].join('\n'),
    );
  });
});

describe.concurrent('The doctor on an installation from before private channels', () => {
  story("names each missing scope with what it's for", async ({ scene }) => {
    const check = await saidOf(await scene({ workspace: oldInstallation }), 'Slack scopes');

    expect(check.split('\n')).toEqual([
      'FAIL  Slack scopes: missing groups:history, groups:read, groups:write',
      '      → Add under "OAuth & Permissions" of your app, then reinstall the app to the workspace. Everything else works without them:',
      expect.stringMatching(/^ {8}groups:history, to read marked messages/u),
      expect.stringMatching(/^ {8}groups:read, to see private channels, and who may know/u),
      expect.stringMatching(/^ {8}groups:write, to open private incident channels/u),
    ]);
  });

  story.for([
    ['is in', 'missing_scope', 'C0INCIDENTS is a private channel: ', ''],
    [
      'is not in',
      'channel_not_found',
      'If C0INCIDENTS is a private channel, ',
      ' Otherwise set INCIDENT_ANNOUNCE_CHANNEL to a channel ID.',
    ],
  ] as const)(
    'names the scopes, and advises no invitation to a private announcement channel that the bot %s',
    async ([how, answer, before, after], { scene }) => {
      const set = await scene({ workspace: oldInstallation });
      if (how === 'is not in') set.alice.remove('incidents', 'incident_bot');
      set.alice.makePrivate('incidents');

      expect(await saidOf(set, 'Announcement channel')).toBe(
        [
          `FAIL  Announcement channel: Slack returned ${answer}`,
          `      → ${before}add the scopes groups:history, groups:read, and groups:write under "OAuth & Permissions" of your app, reinstall the app, and run doctor again.${after}`,
        ].join('\n'),
      );
    },
  );

  story('still finds a public announcement channel', async ({ scene }) => {
    expect(await saidOf(await scene({ workspace: oldInstallation }), 'Announcement channel')).toBe(
      'ok    Announcement channel: #incidents',
    );
  });
});

describe("The doctor on a triage's result", () => {
  const kindOf = { ok: 'fine', bad: 'failed', unknown: 'unknown', not_run: 'unset' } as const;

  test('calls the same things wrong, unknown, and not checked, whatever was observed', () => {
    fc.assert(
      fc.property(anyObservations, (observations) => {
        const diagnosis = diagnose(observations);
        const checks = triageChecks(diagnosis);
        const kinds = checks.map(({ kind }) => kind);
        const well = diagnosis.owner === 'nobody';
        expect(kinds.slice(0, -1)).toEqual(
          diagnosis.probes.map(({ probe, outcome }) =>
            outcome === 'bad' && (well || probe === 'clock') ? 'compare' : kindOf[outcome],
          ),
        );
        expect(kinds.at(-1)).toBe(['fine', 'failed', 'unknown'][triageExitCode(diagnosis)]);
        expect(checks.at(-1)?.evidence).toBe(`${ownerWord(diagnosis.owner)}. ${diagnosis.cause}`);
      }),
    );
  });
});
