import { setImmediate } from 'node:timers/promises';
import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { createLog } from '../../../src/app/log.ts';
import { type UserId, userIdSchema } from '../../../src/domain/incident/ids.ts';
import { Membership } from '../../../src/slack/access/membership.ts';
import { askIdentity } from '../../../src/slack/api/identity.ts';
import { gate } from '../../app/support/wait-until-idle.ts';
import { overhear } from '../../support/overhear.ts';

let workspace: Workspace;
let membership: Membership;
let aheadMs: number;
/** Until when Slack's answers are on their way. */
let arrives: Promise<void>;

beforeEach(async () => {
  workspace = await startWorkspace();
  aheadMs = 0;
  arrives = Promise.resolve();
  const client = new WebClient(workspace.botToken, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    async fetch(...call) {
      const answer = await fetch(...call);
      await arrives;
      return answer;
    },
  });
  const identity = await askIdentity(client);
  const now = () => workspace.clock.now() + aheadMs;
  membership = new Membership({ client, home: () => identity, now, log: createLog('silent') });
});

afterEach(() => workspace.stop());

const idOf = (name: string) => userIdSchema.parse(workspace.person(name).id);

test.each([
  ['gives no answer', 'hang'],
  ['answers 500', { status: 500 }],
] as const)(
  'while Slack %s about someone, they can use the bot, and only their first action waits for it',
  async (_, answer) => {
    workspace.faults.add({ method: 'users.info', times: 100, answer });
    const guest = idOf('guest');
    expect(await membership.refusal(guest, null)).toBeNull();

    const next = Promise.race([membership.refusal(guest, null), setImmediate('still waiting')]);
    expect(await next).toBeNull();
  },
);

test('a guest is refused as soon as Slack responds again', async () => {
  const mend = workspace.faults.add({ method: 'users.info', times: 100, answer: { status: 500 } });
  const guest = idOf('guest');
  await membership.refusal(guest, null);
  mend();
  await membership.refusal(guest, null);
  await workspace.idle();

  expect((await membership.refusal(guest, null))?.refused).toContain("Guests can't use this bot");
});

test.each([
  ['once another bot was told of a change', (user: UserId) => membership.doubt(user)],
  ['after a time in which no other bot could be heard', () => membership.doubt('any')],
])('someone who was known counts as Slack says now, %s', async (_, doubt) => {
  const dave = idOf('dave');
  expect(await membership.refusal(dave, null)).toBeNull();
  workspace.person('dave').deactivate();
  expect(await membership.refusal(dave, null)).toBeNull();
  doubt(dave);
  expect((await membership.refusal(dave, null))?.refused).toContain('This account is deactivated');
});

test.each([
  [
    'this bot',
    (user: UserId) =>
      membership.readProfileEvent({ user: { id: user, team_id: workspace.teamId, deleted: true } }),
  ],
  ['another bot', (user: UserId) => membership.doubt(user)],
])(
  "someone's membership is what Slack last told %s, even if an older answer from Slack arrives later",
  async (_, tell) => {
    const dave = idOf('dave');
    const way = gate();
    arrives = way.passed;
    const asked = membership.look(dave);
    await workspace.until(
      () => workspace.calls.some(({ method, status }) => method === 'users.info' && status === 200),
      'the answer',
    );
    workspace.person('dave').deactivate();
    tell(dave);
    way.open();
    await asked;
    expect((await membership.refusal(dave, null))?.refused).toContain('This account is deactivated');
  },
);

test('someone whose account was deactivated is refused', async () => {
  const dave = idOf('dave');
  workspace.person('dave').deactivate();
  expect(overhear(await membership.refusal(dave, null))?.refused).toContain('This account is deactivated');
});

test("someone whom Slack doesn't know is refused as soon as its answer is there, however late it came", async () => {
  workspace.faults.add({ method: 'users.info', answer: { delayMs: 60_000 } });
  const nobody = userIdSchema.parse('U0NOBODY1');
  expect(await membership.refusal(nobody, null)).toBeNull();
  workspace.clock.advance(60_000);
  await workspace.idle();

  expect(overhear(await membership.refusal(nobody, null))?.refused).toContain(
    'Only members of this workspace',
  );
  expect(workspace.calls.filter(({ method }) => method === 'users.info')).toHaveLength(1);
});

test('someone whom Slack refuses to describe is asked about once in ten minutes, not at every action', async () => {
  const nobody = userIdSchema.parse('U0NOBODY1');
  for (let act = 0; act < 3; act += 1)
    expect((await membership.refusal(nobody, null))?.refused).toContain('Only members of this workspace');

  expect(workspace.calls.filter(({ method }) => method === 'users.info')).toHaveLength(1);
});

test('after the clock was a day ahead once, someone is asked about again at their next action', async () => {
  aheadMs = 86_400_000;
  await membership.refusal(idOf('guest'), null);
  aheadMs = 0;
  await membership.refusal(idOf('guest'), null);
  await workspace.idle();
  await membership.refusal(idOf('guest'), null);

  expect(workspace.calls.filter(({ method }) => method === 'users.info')).toHaveLength(2);
});
