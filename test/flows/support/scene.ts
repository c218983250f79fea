import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Harness, type HarnessOptions, startHarness } from '../../../demo/harness.ts';
import type { Entry } from '../../../packages/slack-sandbox/slack/people/forms/form-values.ts';
import type { Person } from '../../../packages/slack-sandbox/slack/people/person.ts';
import type { ChannelSnapshot } from '../../../packages/slack-sandbox/slack/people/snapshots.ts';
import type { Workspace } from '../../../packages/slack-sandbox/workspace.ts';
import { lendDatabase } from '../../store/support/lent-databases.ts';
import { overhear } from '../../support/overhear.ts';
import { nextDue, outbox } from './record.ts';

/** A stage with its people at hand, and the steps that every story needs. */
export type Scene = Harness & {
  readonly alice: Person;
  readonly bob: Person;
  readonly carol: Person;
  /** Resolves when nothing is on its way and the bot owes nothing for the next second, which its own pace may take. */
  settled(): Promise<void>;
  /** Alice declares an incident in #general; resolves with its channel when everything stands there. */
  declare(fields?: Readonly<Record<string, Entry>>): Promise<ChannelSnapshot>;
  /** Types `/intercom-incident …` in a channel (#general unless said otherwise), and waits for what it does. */
  type(who: Person, text: string, channel?: string): Promise<string>;
  /** Presses a button or types a command that opens a modal, and waits until it is open. */
  opens(who: Person, act: () => Promise<unknown>): Promise<void>;
  /** Opens somebody's Home tab; resolves with what it shows once the bot has published it. */
  home(who: Person): Promise<string>;
};

/** Saturday, 21 November 2026, 14:00 UTC. */
export const startAt = Date.UTC(2026, 10, 21, 14);

/** The command, as people type it. */
export const command = '/intercom-incident';

/** What alice fills in when a test does not care. */
const outage = { Title: 'Conversations not loading', Severity: 'P1' } as const;

/** How long the bot makes itself wait between two messages in a channel, ms. */
const ownPace = 1_000;

/** Once in almost three years. */
const rarely = 'P1=999d,P2=999d,P3=999d,P4=999d';

/** A disk in memory, where there is one: half of a test's time would go into waiting for a real one. */
const disk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Whether the scenes of this run keep their records in PostgreSQL (see vitest.config.ts). */
const onPostgres = process.env.SCENES_ON === 'postgres';

/** Sets a scene without Slack's rate limits. Whoever sets it stops it. */
export async function setScene(options: HarnessOptions = {}): Promise<Scene> {
  const folder = mkdtempSync(join(disk, 'incident-'));
  const workspace = { rateLimits: false, ...options.workspace };
  // The checks repeat only where a test is about that.
  const database = onPostgres
    ? await lendDatabase()
    : { url: `file:${join(folder, 'incidents.db')}`, async giveBack() {} };
  const env = { TRIAGE_EVERY: rarely, DATABASE_URL: database.url, ...options.env };
  const stage = await startHarness({ startAt, ...options, workspace, env });
  const stop = async (): Promise<void> => {
    overhearIn(stage.workspace);
    await stage.stop();
    await database.giveBack();
    rmSync(folder, { recursive: true, force: true });
  };
  return Object.assign(sceneOn(stage), { stop });
}

/** Keeps what people were told in a workspace: in messages, answers, forms, tabs and files. */
function overhearIn({ calls, deliveries, channels }: Workspace): void {
  overhear(calls.map(({ args }) => args));
  overhear(deliveries.flatMap(({ attempts }) => attempts.map(({ answer }) => answer)));
  overhear(channels.flatMap(({ files }) => files.map(({ content }) => content)));
}

/** Alice declares an incident with this title, with whichever bot answers in the workspace. */
export async function declareIn(workspace: Workspace, title: string): Promise<void> {
  const alice = workspace.person('alice');
  await alice.command(command, `open P1 ${title}`);
  await workspace.until(() => alice.modal, 'the declare modal');
  await alice.submit();
}

function sceneOn(stage: Harness): Scene {
  const { workspace } = stage;
  const alice = workspace.person('alice');
  const settled = async (): Promise<void> => {
    // Only moves of the clock count, because work takes as long as the machine needs.
    for (let moves = 0; moves < 150; ) {
      await workspace.idle();
      const due = nextDue(stage);
      const wait = due === null ? Number.POSITIVE_INFINITY : due - stage.clock.now();
      if (wait > ownPace) return;
      if (due === 0 || wait <= 0) continue;
      stage.clock.advance(wait);
      moves += 1;
    }
    throw new Error(`The bot still owes ${outbox(stage).map(({ key, why }) => `${key} (${why})`)}.`);
  };
  const opens = async (who: Person, act: () => Promise<unknown>): Promise<void> => {
    const before = who.modal?.id;
    await act();
    await workspace.until(() => who.modal && who.modal.id !== before, 'a modal');
  };
  return Object.assign(Object.create(stage) as Harness, {
    alice,
    bob: workspace.person('bob'),
    carol: workspace.person('carol'),
    settled,
    opens,
    async home(who: Person): Promise<string> {
      const before = who.home?.hash;
      who.openHome();
      await workspace.until(() => who.home && who.home.hash !== before, 'the Home tab');
      await workspace.idle();
      return who.homeScreen ?? '';
    },
    async type(who: Person, text: string, channel = 'general'): Promise<string> {
      const answer = await who.command(command, text, { in: channel });
      if (!answer.ok) throw new Error(`Slack shows ${who.name} an error: ${answer.error}`);
      await settled();
      return answer.text ?? '';
    },
    async declare(fields: Readonly<Record<string, Entry>> = {}): Promise<ChannelSnapshot> {
      const known = new Set(workspace.channels.map(({ id }) => id));
      await opens(alice, () => alice.command(command, 'open'));
      await alice.submit({ ...outage, ...fields });
      await settled();
      const channel = workspace.channels.find(({ id, kind }) => kind === 'public' && !known.has(id));
      if (!channel) throw new Error('No incident channel was opened.');
      return channel;
    },
  });
}
