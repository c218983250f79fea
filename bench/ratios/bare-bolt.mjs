/*
 * The baseline of the ratios: a Bolt app that only acknowledges. Plain JavaScript, so that no compiler slows its start.
 * With COMMIT_TO, a file or the URL of a PostgreSQL database, it makes one raw commit there before it acknowledges a modal
 * or a command, with the bot's own durability.
 */
import bolt from '@slack/bolt';
import Database from 'better-sqlite3';

const { App, LogLevel } = bolt;
const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, PORT, COMMIT_TO } = process.env;

const app = new App({
  token: SLACK_BOT_TOKEN,
  signingSecret: SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: SLACK_API_URL },
  logLevel: LogLevel.WARN,
});

const commit = COMMIT_TO ? await openCommit(COMMIT_TO) : () => {};

app.command(/.*/, async ({ ack }) => {
  await commit();
  await ack();
});
app.action(/.*/, async ({ ack }) => ack());
app.view(/.*/, async ({ ack }) => {
  await commit();
  await ack();
});
app.event('message', async () => {});

await app.start({ port: Number(PORT), host: '127.0.0.1' });

async function openCommit(to) {
  if (to.startsWith('postgres:')) return openPostgresCommit(to);
  const db = new Database(to);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS kept (at INTEGER NOT NULL)');
  const insert = db.prepare('INSERT INTO kept (at) VALUES (?)');
  return () => insert.run(Date.now());
}

async function openPostgresCommit(connectionString) {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString });
  await pool.query('CREATE TABLE IF NOT EXISTS kept (at BIGINT NOT NULL)');
  return () => pool.query({ name: 'keep', text: 'INSERT INTO kept (at) VALUES ($1)', values: [Date.now()] });
}
