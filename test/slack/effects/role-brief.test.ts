import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startWorkspace } from '../../../packages/slack-sandbox/start-workspace.ts';
import { loggedAs } from '../../../src/app/worker/logged-as.ts';
import { channelIdSchema } from '../../../src/domain/incident/ids.ts';
import { waitsForThem } from '../../../src/slack/effects/people/being-invited.ts';
import { briefRole } from '../../../src/slack/effects/people/role-brief.ts';
import { openSqlite } from '../../../src/store/sqlite/sqlite-store.ts';
import { overhear } from '../../support/overhear.ts';
import { firstClaim } from '../support/claim.ts';
import { effectContextFor } from '../support/effect-context.ts';
import { alice, incident } from '../support/incidents.ts';

test('Nobody is told of a private incident who is neither in its channel nor being invited', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'brief-'));
  const store = openSqlite(`file:${join(folder, 'incidents.db')}`);
  const slack = await startWorkspace();
  onTestFinished(async () => {
    await slack.stop();
    await store.close();
    await rm(folder, { recursive: true });
  });
  const effect = { type: 'brief_role', of: 1 } as const;
  const outcome = await briefRole(effectContextFor(slack, store))({
    claim: firstClaim(slack.clock.now(), { effect }),
    effect,
    incident: incident({
      commander: alice,
      privateTo: [alice],
      channel: { id: channelIdSchema.parse('C0INCIDENTS'), name: 'inc-7' },
    }),
  });

  expect(outcome).toMatchObject({ kind: 'done' });
  expect(slack.calls.map(({ method }) => method).filter((method) => method.startsWith('chat.'))).toEqual([]);
  expect(overhear(waitsForThem({ clock: slack.clock }))).toMatchObject({
    kind: 'retry',
    why: 'people are being invited to the private channel',
    untried: true,
  });
});

test("The log names a private incident's effect by its type only", () => {
  expect(overhear(loggedAs({ ...firstClaim(0), unnamed: true }))).toBe('post_change of a private incident');
  expect(loggedAs(firstClaim(0))).toBe('post_change:7:5');
});
