import type { Log } from '../app/log.ts';
import { type Environment, type LocalConfig, readConfig, readLocalConfig } from '../config.ts';
import { incidentName } from '../domain/ids.ts';
import { runTriage } from '../intercom/triage.ts';
import { effectWords } from '../slack/views/notices.ts';
import { StoreUnavailable } from '../store/sqlite/connect.ts';
import { openSqlite } from '../store/sqlite/sqlite-store.ts';
import { storeTrouble } from '../store/trouble.ts';
import { examineSlack } from './examine-slack.ts';
import { type Finding, failed, fine } from './finding.ts';

/** Checks everything the bot stands on. With `revive`, effects that were put aside are owed again. */
export async function examine(
  env: Environment,
  { log, now, revive }: { log: Log; now: () => number; revive: boolean },
): Promise<Finding[]> {
  const full = readConfig(env);
  const local = readLocalConfig(env);
  const settings =
    'problems' in full
      ? full.problems.map((problem) => failed('Settings', problem, 'Set it in the environment or in .env.'))
      : [fine('Settings', 'complete')];
  const parts = await Promise.all([
    'config' in full ? examineSlack(full.config, log) : [],
    'config' in local ? examineIntercom(local.config, now) : [],
    'config' in local ? examineStore(local.config, now, revive) : [],
  ]);
  return [...settings, ...parts.flat()];
}

async function examineIntercom({ intercom }: LocalConfig, now: () => number): Promise<Finding[]> {
  const diagnosis = await runTriage(intercom, now);
  return diagnosis.probes.map(({ label, outcome, summary }) => {
    if (outcome === 'ok') return fine(label, summary);
    const todo =
      outcome === 'not_run' ? 'Set it in the environment or in .env.' : 'Run: npx intercom-incident triage';
    return failed(label, summary, todo);
  });
}

async function examineStore(
  { databaseUrl }: LocalConfig,
  now: () => number,
  revive: boolean,
): Promise<Finding[]> {
  try {
    const store = openSqlite(databaseUrl, { exclusive: false });
    try {
      await store.checkWritable();
      const findings: Finding[] = [fine('Database', `${databaseUrl} can be written`)];
      for (const { incident, seq, why } of await store.unreadable('everywhere'))
        findings.push(
          failed(
            'Record',
            `entry ${seq} of ${incidentName(incident)} cannot be read: ${why}`,
            'It is kept, and read-only. Start the version that wrote it.',
          ),
        );
      const dead = await store.dead();
      if (revive && dead.length > 0) {
        const revived = await store.revive(now());
        return [
          ...findings,
          fine(
            'Owed effects',
            `${revived} put aside before are owed again; the bot takes them up within seconds`,
          ),
        ];
      }
      for (const { subject, effect, why, todo } of dead)
        findings.push(
          failed(
            'Owed effects',
            `${subject.kind === 'incident' ? incidentName(subject.id) : 'The watch'}: could not ${effectWords(effect)}: ${why}`,
            `${todo} Then: npx intercom-incident doctor --retry`,
          ),
        );
      return dead.length > 0 ? findings : [...findings, fine('Owed effects', 'none is put aside')];
    } finally {
      await store.close();
    }
  } catch (error) {
    if (error instanceof StoreUnavailable) return [failed('Database', 'cannot be used', error.message)];
    const trouble = storeTrouble(error);
    if (trouble) return [failed('Database', trouble.what, trouble.todo)];
    throw error;
  }
}
