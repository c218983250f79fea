import type { Log } from '../app/log.ts';
import { type Environment, type LocalConfig, readConfig, readLocalConfig } from '../config.ts';
import { incidentName } from '../domain/incident/ids.ts';
import { calendarDay, clockTime } from '../domain/text/format-time.ts';
import type { Diagnosis, Owner, ProbeReport } from '../domain/triage/diagnosis.ts';
import { ownerWord } from '../domain/triage/format.ts';
import { runTriage } from '../intercom/triage.ts';
import { effectWords } from '../slack/views/notices/notices.ts';
import type { Deliverer } from '../store/delivery-lease.ts';
import { adviceFor } from '../store/error-advice.ts';
import { databaseName } from '../store/opening/database-name.ts';
import { isPostgres } from '../store/opening/database-url.ts';
import { NoTablesYet } from '../store/opening/migrations.ts';
import { openStore, rehearseFirstStart } from '../store/opening/open-store.ts';
import { OtherWorkspace, refuseOtherWorkspace } from '../store/other-workspace.ts';
import { yetToBeMade } from '../store/sqlite/database/location.ts';
import type { HomeWorkspace, Store } from '../store/store.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { compare, type DoctorCheck, failed, fine, undetermined, unset } from './doctor-check.ts';
import { examineSlack } from './examine-slack.ts';
import { triageExitCode } from './triage.ts';

/**
 * What was found, and the exit code: 0 everything is healthy, 1 something is wrong, 2 the Intercom checks can't tell.
 */
type Examination = { readonly checks: readonly DoctorCheck[]; readonly exitCode: number };

/** Checks everything the bot depends on. With `revive`, effects that failed permanently are queued again. */
export async function examine(
  env: Environment,
  { log, now, revive }: { log: Log; now: () => number; revive: boolean },
): Promise<Examination> {
  const full = readConfig(env);
  const local = readLocalConfig(env);
  const settings =
    'problems' in full
      ? full.problems.map((problem) => failed('Settings', problem, 'Set it in the environment or in .env.'))
      : [fine('Settings', 'complete')];
  const askedSlack = 'config' in full ? examineSlack(full.config, log) : null;
  const workspace = async () => (await askedSlack)?.workspace ?? null;
  const [ofSlack, diagnosis, ofStore] = await Promise.all([
    askedSlack,
    'config' in local ? runTriage(local.config.intercom, now) : null,
    'config' in local ? examineStore(local.config, { now, revive, workspace }) : [],
  ]);
  const checks = [
    ...settings,
    ...(ofSlack?.checks ?? []),
    ...(diagnosis ? triageChecks(diagnosis) : []),
    ...ofStore,
  ];
  const wrong = checks.some(({ kind }) => kind === 'failed');
  return { checks, exitCode: wrong || !diagnosis ? 1 : triageExitCode(diagnosis) };
}

const more = 'Run: npx intercom-incident triage';

/**
 * Each probe of a triage, and its diagnosis, as doctor checks: the doctor calls wrong and unknown what the triage
 * does.
 */
export function triageChecks({ owner, cause, action, probes }: Diagnosis): DoctorCheck[] {
  const judge = { nobody: fine, intercom: failed, ours: failed, unknown: undetermined }[owner];
  return [
    ...probes.map((probe) => probeCheck(probe, owner)),
    judge('Whose problem', `${ownerWord(owner)}. ${cause}`, `${action}\n${more}`),
  ];
}

/** What to do about a probe is said once, by the diagnosis; if that says that all is well, by the probe. */
function probeCheck({ probe, label, outcome, summary }: ProbeReport, owner: Owner): DoctorCheck {
  const todo = owner === 'nobody' ? more : null;
  switch (outcome) {
    case 'ok':
      return fine(label, summary);
    case 'bad':
      // If nothing is wrong overall, for example in an outage of a product that nobody here uses; and a wrong clock
      // is listed next to the diagnosis, because a person has to see which of the two is wrong.
      return owner === 'nobody' || probe === 'clock'
        ? compare(label, summary, todo)
        : failed(label, summary, todo);
    case 'unknown':
      return undetermined(label, summary, todo);
    case 'not_run':
      return unset(label, summary, probe === 'health' ? 'Set it in the environment or in .env.' : null);
  }
}

const startTodo = 'Start the bot: npm start. If there should be records already, check DATABASE_URL.';

/** Before the first start there is no database, and that is fine unless it can't be created. */
function missingDatabase({ file, barredBy }: NonNullable<ReturnType<typeof yetToBeMade>>): DoctorCheck {
  return barredBy === null
    ? unset('Database', `no database at ${file} yet; the first start creates it`, startTodo)
    : failed(
        'Database',
        `no database at ${file}, and the bot can't create it: ${barredBy} isn't writable`,
        "Give the bot's user write permission there, or set DATABASE_URL to a file that it can write.",
      );
}

/** Which of several bots delivers; of one alone, that says nothing. */
function deliveryChecks(deliverer: Deliverer): DoctorCheck[] {
  switch (deliverer.kind) {
    case 'sole':
      return [];
    case 'bot':
      return [
        fine(
          'Delivery',
          `by ${deliverer.name}, since ${calendarDay(deliverer.since)} ${clockTime(deliverer.since)} UTC`,
        ),
      ];
    case 'nobody':
      return [
        undetermined(
          'Delivery',
          'no bot delivers right now',
          'If bots run on this database, look again in five seconds. Otherwise start one: npm start.',
        ),
      ];
  }
}

/** Opens the store. If it has no tables yet, throws what would keep the first start from making them, or else NoTablesYet. */
const opened = (databaseUrl: string): Promise<Store> =>
  openStore(databaseUrl, { exclusive: false }).catch(async (error: unknown) => {
    if (error instanceof NoTablesYet) await rehearseFirstStart(databaseUrl);
    throw error;
  });

type Examining = {
  readonly now: () => number;
  readonly revive: boolean;
  /** That of the bot token; null if Slack doesn't say. */
  readonly workspace: () => Promise<HomeWorkspace | null>;
};

async function examineStore(
  { databaseUrl }: LocalConfig,
  { now, revive, workspace }: Examining,
): Promise<DoctorCheck[]> {
  const missing = isPostgres(databaseUrl) ? null : yetToBeMade(databaseUrl);
  if (missing) return [missingDatabase(missing)];
  const named = databaseName(databaseUrl);
  try {
    const store = await opened(databaseUrl);
    try {
      const [home, bot] = [await store.knownHome(), await workspace()];
      if (home && bot) refuseOtherWorkspace(home, bot);
      await store.checkWritable();
      const checks: DoctorCheck[] = [
        fine('Database', `${named} is writable`),
        ...deliveryChecks(await store.lease.deliverer()),
      ];
      for (const { incident, seq, why } of await store.unreadable())
        checks.push(
          failed(
            'Record',
            `can't read entry ${seq} of ${incidentName(incident)}: ${why}`,
            'The incident is kept but read-only. Run the version that wrote it.',
          ),
        );
      const dead = await store.dead();
      if (revive && dead.length > 0) {
        const revived = await store.revive(now());
        return [
          ...checks,
          fine('Outbox', `${revived} failed entries queued again; the bot retries them within seconds`),
        ];
      }
      for (const { subject, effect, why, todo } of dead)
        checks.push(
          failed(
            'Outbox',
            `${subject.kind === 'incident' ? incidentName(subject.id) : 'Monitoring'}: couldn't ${effectWords(effect)} (${why})`,
            `${todo} Then: npx intercom-incident doctor --retry`,
          ),
        );
      return dead.length > 0 ? checks : [...checks, fine('Outbox', 'no failed entries')];
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof NoTablesYet)
      return [
        unset(
          'Database',
          `none of the bot's tables in ${named} yet; the first start creates them`,
          startTodo,
        ),
      ];
    if (error instanceof StoreUnavailable || error instanceof OtherWorkspace)
      return [failed('Database', 'cannot be used', error.message)];
    const advice = adviceFor(error);
    if (advice) return [failed('Database', advice.what, advice.todo)];
    throw error;
  }
}
