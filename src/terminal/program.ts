import { Command, Option } from 'commander';
import { systemClock } from '../app/clock.ts';
import { createLog } from '../app/log.ts';
import { type LocalConfig, loadEnvFile, readLocalConfig } from '../config.ts';
import { explain } from '../domain/explain/explain.ts';
import { explanationLines } from '../domain/explain/format-explanation.ts';
import { defaultSpan } from '../domain/figures/window.ts';
import { markedName } from '../domain/incident/incident.ts';
import { runTriage } from '../intercom/triage.ts';
import { fillArchive, openArchive } from '../store/archive/open-archive.ts';
import { openStore } from '../store/opening/open-store.ts';
import type { Store } from '../store/store.ts';
import { backedUp, restored } from './backup.ts';
import { examine } from './doctor.ts';
import { doctorLines } from './doctor-check.ts';
import { importedText, importFrom } from './export/import.ts';
import { exportNotice, runExport } from './export/run-export.ts';
import { printFigures } from './figures.ts';
import { printFound } from './find.ts';
import { listed, listJson, listText } from './list.ts';
import type { Keep } from './merge-sections.ts';
import { moved } from './move.ts';
import { printOutages } from './outages.ts';
import { type Printed, printPostmortem, writePostmortem } from './record.ts';
import { inTerminal } from './slack-commands.ts';
import { storeFailure } from './store-failure.ts';
import { diagnosisText, triageExitCode } from './triage.ts';

const program: Command = new Command('intercom-incident').description(
  'Diagnose Intercom and read, check, and repair incident records from the terminal, without Slack.',
);

program
  .command('triage')
  .description(
    "run the checks and see whose problem it is (exit code: 0 healthy, 1 problem found, 2 can't tell)",
  )
  .option('--json', 'print the diagnosis as JSON')
  .action(async ({ json }: { json?: boolean }) => {
    const diagnosis = await runTriage(settings().intercom, systemClock.now);
    console.log(json ? JSON.stringify(diagnosis, null, 2) : ours(diagnosisText(diagnosis)));
    process.exitCode = triageExitCode(diagnosis);
  });

program
  .command('explain')
  .description(
    'explain a status, an error code, or any pasted error: whose problem it is, cause, fix, and whether to retry',
  )
  .argument('<error...>', 'for example: 429, token_revoked, or the whole body in quotes')
  .action((words: string[]) => {
    const read = readLocalConfig(process.env);
    const explanation = explain(words.join(' '), 'config' in read ? read.config.intercom : undefined);
    console.log(ours(explanationLines(explanation).join('\n')));
    process.exitCode = explanation.kind === 'known' ? 0 : 1;
  });

program
  .command('list')
  .description('print the open incidents and the latest closed ones; with filters, all that have them')
  .argument('[filters...]', 'for example: open P1 since:30d')
  .option('--json', 'print them as JSON')
  .option('--before <incident>', 'with filters: only those declared before this one')
  .action((filters: string[], { json, before }: Printing) =>
    printed(async (store) => {
      const { timeZone } = settings().policy;
      if (filters.length > 0) return found(store, filters, false, { json, before });
      const incidents = await listed(store);
      return { text: json ? listJson(incidents) : listText(incidents, systemClock.now(), timeZone) };
    }),
  );

program
  .command('find')
  .description('find incidents by words in their titles, causes, timelines, request_ids, and reviews')
  .argument('<words...>', 'for example: token revoked P1 since:30d owner:intercom code:token_revoked')
  .option('--json', 'print them as JSON')
  .option('--before <incident>', 'only those declared before this one')
  .action((words: string[], printing: Printing) => printed((store) => found(store, words, true, printing)));

program
  .command('figures')
  .description(
    'print figures of the incidents: how many, false alarms, times, updates kept, outages, action items',
  )
  .argument(
    '[span]',
    '30d, 90d, 365d, or all; or intercom, for the outages that Intercom caused in a month',
    defaultSpan,
  )
  .argument(
    '[month]',
    'for intercom: the month in UTC, for example 2026-10; the current one unless you name another',
  )
  .addOption(new Option('--json', 'print them as JSON').conflicts('csv'))
  .option('--csv', 'print them as CSV')
  .action((span: string, month: string | undefined, { json, csv }: { json?: boolean; csv?: boolean }) => {
    const format = json ? 'json' : csv ? 'csv' : 'text';
    if (month !== undefined && span !== 'intercom')
      program.error(`"${month}" is only understood after intercom: figures intercom ${month}.`);
    const asked = { now: systemClock.now(), timeZone: settings().policy.timeZone };
    return printed((store) =>
      span === 'intercom'
        ? printOutages(store, month, format, asked.now)
        : printFigures(store, span, format, asked),
    );
  });

program
  .command('postmortem')
  .description('print the postmortem as Markdown (a draft until the incident is closed)')
  .argument('<incident>', 'for example INC-1')
  .option('--into <file>', 'write it into this file instead, between markers; everything else there stays')
  .addOption(
    new Option('--keep <side>', 'with --into: what stays where people changed the same section').choices([
      'file',
      'record',
    ]),
  )
  .action((name: string, { into, keep = null }: { into?: string; keep?: Keep }) =>
    into === undefined && keep !== null
      ? program.error('--keep says which side wins in a file. Name the file with --into.')
      : printed((store) =>
          into === undefined
            ? printPostmortem(store, name)
            : writePostmortem(store, name, { file: into, keep }),
        ),
  );

program
  .command('export')
  .description(
    'print all incidents, or one: as JSON with every event (docs/export.md), or as CSV with figures',
  )
  .argument('[incident]', 'for example INC-1, or all', 'all')
  .addOption(new Option('--json', 'as JSON (the default)').conflicts('csv'))
  .option('--csv', 'as CSV for a spreadsheet, one row an incident')
  .option('--public', 'leave out private incidents')
  .action(async (name: string, options: { csv?: true; public?: true }) => {
    const as = options.csv ? 'csv' : 'json';
    const publicOnly = options.public ?? false;
    const done = await unlessUnavailable(async () => {
      const archive = await openArchive(settings().databaseUrl);
      const exported = await runExport(archive, { name, as, publicOnly }, process.stdout);
      await archive.close();
      return exported;
    });
    if ('refused' in done) program.error(done.refused);
    const notice = exportNotice(done);
    if (notice !== null) console.error(notice);
  });

program
  .command('import')
  .description('fill an empty database with what the export command printed (stop the bot first)')
  .argument('<file>', 'for example incidents.json')
  .action(async (file: string) => {
    const { databaseUrl } = settings();
    const done = await unlessUnavailable(() => importFrom(file, (work) => fillArchive(databaseUrl, work)));
    if ('refused' in done) program.error(done.refused);
    const store = await openStore(databaseUrl, { exclusive: false });
    const { open } = await listed(store);
    await store.close();
    console.log(`${importedText(done, open.map(markedName))}\nStart the bot: npm start`);
  });

program
  .command('doctor')
  .description(
    "check tokens, scopes, the channel, Intercom, the health URL, the database, and failed actions (exit code: 0 all fine, 1 problem found, 2 can't tell about Intercom)",
  )
  .option('--retry', 'retry failed actions')
  .action(async ({ retry }: { retry?: boolean }) => {
    const { checks, exitCode } = await examine(process.env, {
      log: createLog('silent'),
      now: systemClock.now,
      revive: retry ?? false,
    });
    console.log(doctorLines(checks).join('\n'));
    process.exitCode = exitCode;
  });

program
  .command('backup')
  .description('back up the database to a new file (safe while the bot runs)')
  .argument('<file>', 'for example backup-2026-11-21.db')
  .action((file: string) => print(() => backedUp(settings().databaseUrl, file)));

program
  .command('restore')
  .description('replace the database with a backup (stop the bot first; the old database is kept)')
  .argument('<file>', 'a file that the backup command wrote')
  .action((file: string) => print(() => restored(settings().databaseUrl, file, systemClock.now())));

program
  .command('move')
  .description('copy the database --to a new one, from a file to PostgreSQL or back (stop the bot first)')
  .usage('--to <url>')
  .requiredOption('--to <url>', 'the new one (required), for example postgres://bot@db.example/incidents')
  .action(({ to }: { to: string }) => print(() => moved(settings().databaseUrl, to)));

type Printing = { json?: boolean | undefined; before?: string | undefined };
const found = (store: Store, words: readonly string[], takesWords: boolean, { json, before }: Printing) =>
  printFound(
    store,
    { typed: words.join(' '), takesWords, ...(json && { json }), ...(before && { before }) },
    systemClock.now(),
    settings().policy.timeZone,
  );

const ours = (text: string): string =>
  inTerminal(
    text,
    program.commands.map((command) => command.name()),
  );

/** Returns the settings that need no Slack; ends the program with every problem if they are wrong. */
function settings(): LocalConfig {
  const read = readLocalConfig(process.env);
  if ('config' in read) return read.config;
  return program.error(['Fix these settings:', ...read.problems.map((problem) => `- ${problem}`)].join('\n'));
}

const printed = (read: (store: Store) => Promise<Printed>): Promise<void> =>
  print(async () => {
    const store = await openStore(settings().databaseUrl, { exclusive: false });
    const result = await read(store);
    await store.close();
    return result;
  });

async function print(work: () => Printed | Promise<Printed>): Promise<void> {
  const result = await unlessUnavailable(work);
  if ('refused' in result) program.error(result.refused);
  console.log(result.text);
}

/** Returns the result of the work; ends the program with the sentence if the store can't be used. */
async function unlessUnavailable<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = storeFailure(error);
    if (failure === null) throw error;
    return program.error(failure);
  }
}

loadEnvFile();
await program.parseAsync();
