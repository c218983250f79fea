import { describe, expect } from 'vitest';
import type { FaultAnswer } from '../../../packages/slack-sandbox/slack/api/faults.ts';
import type { JsonObject } from '../../../packages/slack-sandbox/slack/json.ts';
import { listeningLog } from '../../app/support/listening-log.ts';
import { overhear } from '../../support/overhear.ts';
import { headline, lastEphemeral } from '../support/find-messages.ts';
import { picture } from '../support/picture.ts';
import { command, type Scene } from '../support/scene.ts';
import { story } from '../support/story.ts';

type Change = (payload: JsonObject) => JsonObject;

const part = (value: unknown): JsonObject => Object(value);
const without = (payload: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(payload).filter(([key]) => key !== name));
const inView = (payload: JsonObject, change: Change): JsonObject => ({
  ...payload,
  view: change(part(payload.view)),
});
const pressing = (payload: JsonObject, change: Change): JsonObject => ({
  ...payload,
  actions: [change(part(Array.isArray(payload.actions) ? payload.actions[0] : null))],
});

/** The last payload of a type that Slack sent. */
function sent(set: Scene, type: string): JsonObject {
  const delivery = set.workspace.deliveries.findLast((one) => one.type === type);
  if (!delivery) throw new Error(`Slack has sent no ${type}.`);
  return delivery.payload;
}

/** An incident with a form, a press and a shortcut of alice's behind it, and a log that is read. */
async function stage(scene: (options: object) => Promise<Scene>, transport: 'socket' | 'http') {
  const { log, lines } = listeningLog();
  const set = await scene({ transport, log });
  const channel = await set.declare();
  await set.opens(set.alice, () => set.alice.click(headline(channel), 'Add note'));
  await set.alice.submit({ Note: 'The proxy was restarted' });
  await set.alice.shortcut('Add to incident timeline', set.alice.post(channel.name, 'Look'));
  await set.alice.command(command, 'status', { in: channel.name });
  await set.settled();
  return {
    set,
    channel,
    warned: () => lines.filter((line) => /Ignored a (?:malformed )?payload/u.test(line)),
  };
}

const forms: readonly (readonly [string, Change])[] = [
  ['a name that no form has', (form) => inView(form, (view) => ({ ...view, callback_id: 'elsewhere' }))],
  ['no name', (form) => inView(form, (view) => without(view, 'callback_id'))],
  ['no memory', (form) => inView(form, (view) => without(view, 'private_metadata'))],
  ['a memory that is no JSON', (form) => inView(form, (view) => ({ ...view, private_metadata: '{' }))],
  ['a memory of another shape', (form) => inView(form, (view) => ({ ...view, private_metadata: '{"a":1}' }))],
  [
    'a memory beyond every limit',
    (form) => inView(form, (view) => ({ ...view, private_metadata: 'x'.repeat(500_000) })),
  ],
  ['no state', (form) => inView(form, (view) => without(view, 'state'))],
  [
    'a field of another shape',
    (form) => inView(form, (view) => ({ ...view, state: { values: { note: { value: { value: 7 } } } } })),
  ],
  ['no id', (form) => inView(form, (view) => without(view, 'id'))],
  ['nobody who sent it', (form) => without(form, 'user')],
];

describe.concurrent.each(['socket', 'http'] as const)('A form over %s', (transport) => {
  story("that can't be read stays open with a sentence, and leaves a log line", async ({ scene }) => {
    const { set, warned } = await stage(scene, transport);
    const before = picture(set);
    const form = sent(set, 'view_submission');
    for (const [what, change] of forms) {
      const answer = overhear(await set.workspace.send('interactive', change(form)));
      expect([what, answer]).toEqual([
        what,
        {
          kind: 'acked',
          body: {
            response_action: 'errors',
            errors: {
              note: expect.stringMatching(/^The bot couldn't read that form\. Nothing was changed\./u),
            },
          },
        },
      ]);
    }
    await set.settled();

    expect(picture(set)).toEqual(before);
    expect(warned()).toHaveLength(forms.length);
  });

  story("that can't be read and has no field for an error shows it in a view on top", async ({ scene }) => {
    const { set } = await stage(scene, transport);
    const form = sent(set, 'view_submission');
    for (const blocks of [[], null, [{ type: 'section' }]]) {
      const bare = inView(form, (view) => ({ ...view, blocks, callback_id: 'elsewhere' }));
      expect(await set.workspace.send('interactive', bare)).toMatchObject({
        kind: 'acked',
        body: { response_action: 'push', view: { type: 'modal', title: { text: 'Not done' } } },
      });
    }
  });
});

const presses: readonly (readonly [string, Change])[] = [
  [
    'a button that nobody hears',
    (press) => pressing(press, (action) => ({ ...action, action_id: 'elsewhere' })),
  ],
  ['a button without a name', (press) => pressing(press, (action) => without(action, 'action_id'))],
  ['a button without its time', (press) => pressing(press, (action) => without(action, 'action_ts'))],
  [
    'a button with a value of another shape',
    (press) => pressing(press, (action) => ({ ...action, value: 7 })),
  ],
  ['no button at all', (press) => ({ ...press, actions: [] })],
];

describe.concurrent.each(['socket', 'http'] as const)('An action over %s', (transport) => {
  story(
    "by button, shortcut, or command that can't be read is answered with a sentence",
    async ({ scene }) => {
      const { set, channel, warned } = await stage(scene, transport);
      const { alice, workspace } = set;
      const press = sent(set, 'block_actions');
      const shortcut = sent(set, 'message_action');
      const typed = sent(set, command);
      const before = picture(set);
      const tries: readonly (readonly [string, 'interactive' | 'slash_commands', JsonObject, RegExp])[] = [
        ...presses.map(
          ([what, change]) => [what, 'interactive', change(press), /couldn't read that button/u] as const,
        ),
        [
          'a shortcut that nobody hears',
          'interactive',
          { ...shortcut, callback_id: 'elsewhere' },
          /that shortcut/u,
        ],
        ['a shortcut without its message', 'interactive', without(shortcut, 'message'), /that shortcut/u],
      ];
      for (const [what, kind, payload, words] of tries) {
        const known = alice.ephemerals().length;
        expect([what, await workspace.send(kind, payload)]).toEqual([what, { kind: 'acked', body: null }]);
        await set.settled();
        expect([what, alice.ephemerals().length, lastEphemeral(alice).text]).toEqual([
          what,
          known + 1,
          expect.stringMatching(words),
        ]);
      }
      for (const broken of [
        without(typed, 'trigger_id'),
        without(typed, 'user_id'),
        { ...typed, command: '/x' },
      ])
        expect(overhear(await workspace.send('slash_commands', broken))).toMatchObject({
          kind: 'acked',
          body: { text: expect.stringContaining("The bot couldn't read that command") },
        });

      expect(picture(set)).toEqual(before);
      expect(warned()).toHaveLength(tries.length + 3);
      expect(channel.name).toBe('inc-1-conversations-not-loading');
    },
  );

  story("without a channel that can't be read is answered in a direct message", async ({ scene }) => {
    const { set } = await stage(scene, transport);
    const press = without(sent(set, 'block_actions'), 'channel');
    await set.workspace.send(
      'interactive',
      pressing(press, (action) => ({ ...action, action_id: 'elsewhere' })),
    );
    await set.settled();

    const direct = set.workspace.channels.filter(({ kind }) => kind === 'im').flatMap(({ posts }) => posts);
    expect(direct.map(({ text }) => text)).toEqual([expect.stringContaining("couldn't read that button")]);
  });

  story(
    "that can't be read is reported once, and in a direct message only if nothing else was shown",
    async ({ scene }) => {
      const { set, channel } = await stage(scene, transport);
      const { alice, workspace } = set;
      const press = pressing(sent(set, 'block_actions'), (action) => ({ ...action, action_id: 'elsewhere' }));
      const fates: readonly (readonly [answer: FaultAnswer, ephemeral: number, direct: number])[] = [
        [{ error: 'user_not_in_channel' }, 0, 1],
        [{ error: 'channel_not_found' }, 0, 1],
        ['reset_after', 1, 0],
        [{ status: 503, applied: true }, 1, 0],
        [{ error: 'internal_error', applied: true }, 1, 0],
        // Nobody can know that these did not arrive.
        ['reset_before', 0, 0],
        [{ error: 'fatal_error' }, 0, 0],
      ];
      const direct = () =>
        workspace.channels.filter(({ kind }) => kind === 'im').flatMap(({ posts }) => posts);
      for (const [answer, recorded, more] of fates) {
        const before = [alice.ephemerals(channel.name).length, direct().length];
        workspace.faults.add({ method: 'chat.postEphemeral', answer });
        await workspace.send('interactive', press);
        await set.settled();
        const after = [alice.ephemerals(channel.name).length, direct().length];
        expect([answer, after.map((count, i) => count - (before[i] ?? 0))]).toEqual([
          answer,
          [recorded, more],
        ]);
      }
    },
  );
});
