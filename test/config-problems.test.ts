import { describe, expect, test } from 'vitest';
import type { Environment } from '../src/config.ts';
import { config, problem, problems, socket, spans } from './support/read-settings.ts';

describe('The response times in the settings', () => {
  test('can be set for some severities; the others keep their default', () => {
    expect(config({ ...socket, RESPOND_WITHIN: 'P1=5m, p4=2bd' }).policy.respondWithin).toEqual(
      spans('5m', '1h', '4h', '2bd'),
    );
  });

  test('for updates, responses, and checks are separate', () => {
    const { policy } = config({ ...socket, UPDATE_EVERY: 'P1=10m', TRIAGE_EVERY: 'P1=1m' });
    expect([policy.updateEvery, policy.respondWithin, policy.triageEvery].map(({ P1 }) => P1.amount)).toEqual(
      [10, 15, 1],
    );
  });

  test.each([
    ['P5=1h', 'P5=1h'],
    ['P1=15', 'P1=15'],
    ['P1=15m,P2=soon', 'P2=soon'],
    ['P1=15m P2=1h', 'P1=15m P2=1h'],
    ['P1=15m=20m', 'P1=15m=20m'],
    ['15m', '15m'],
    ['P1=15m\nP2=1h', 'P1=15m P2=1h'],
    [`P1=${'1'.repeat(200)}m`, `P1=${'1'.repeat(56)}…`],
  ])('%s is refused, naming the wrong part', (text, part) => {
    expect(problem({ RESPOND_WITHIN: text })).toBe(
      `RESPOND_WITHIN "${part}" isn't in the form P1=15m (units: s, m, h, d, bd)`,
    );
  });

  test.each(['UPDATE_EVERY', 'RESPOND_WITHIN', 'TRIAGE_EVERY'])(
    'of more than a thousand days are refused in %s, because no form of Slack can show when they end',
    (setting) => {
      expect(config({ ...socket, [setting]: 'P1=1000d,P2=999999s,P3=24000h' })).toBeDefined();
      for (const span of ['1001d', '999999bd', '24001h'])
        expect(problem({ [setting]: `P1=${span}` })).toBe(
          `${setting} "P1=${span}" is longer than 1000 days; write a shorter time`,
        );
    },
  );

  test('for checks without an incident are refused beyond a thousand days too', () => {
    const setting = { INCIDENT_ANNOUNCE_CHANNEL: 'C0123456789', WATCH_EVERY: '999999d' };
    expect(problem(setting)).toMatch(/^WATCH_EVERY must be a duration of 10s to 1000d/u);
  });

  test('that are all wrong are all named', () => {
    expect(problems({ ...socket, UPDATE_EVERY: 'x,P2=y' })).toHaveLength(2);
  });
});

describe('A wrong setting', () => {
  test.each<[Environment, RegExp]>([
    [{ SLACK_BOT_TOKEN: 'xoxp-1' }, /^SLACK_BOT_TOKEN must start with xoxb-; copy the Bot User OAuth Token/],
    [{ SLACK_BOT_TOKEN: undefined }, /^SLACK_BOT_TOKEN is missing; copy the Bot User OAuth Token/],
    [{ SLACK_APP_TOKEN: 'xoxb-1' }, /^SLACK_APP_TOKEN must start with xapp-;.*connections:write/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1\n2' }, /^SLACK_BOT_TOKEN contains a space, a line break,.* copy the token/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1 # bot' }, /^SLACK_BOT_TOKEN contains a space, a line break, or another/],
    [{ SLACK_APP_TOKEN: 'xapp-1é' }, /^SLACK_APP_TOKEN contains a space, .*another character that no/],
    [{ SLACK_API_URL: 'slack.com/api' }, /^SLACK_API_URL must be a URL such as/],
    [{ PORT: 'http' }, /^PORT must be a port number such as 3000/],
    [{ PORT: '70000' }, /^PORT must be at most 65535/],
    [{ HOST: '127.0.0.1:3000' }, /^HOST must be an address of this machine without a port, such as 127/],
    [{ HOST: 'http://0.0.0.0' }, /^HOST must be an address/],
    [{ HOST: '300.0.0.1' }, /^HOST must be an address/],
    [{ PORT: '3000.5' }, /^PORT must be a whole number/],
    [
      { INCIDENT_ANNOUNCE_CHANNEL: '#incidents' },
      /^INCIDENT_ANNOUNCE_CHANNEL must be a channel ID such as C0123456789/,
    ],
    [
      { BRIDGE_URL: 'https://meet.example/incidents' },
      /^BRIDGE_URL must be a web address of at most 300 characters with \{id\} in it/,
    ],
    [{ POSTMORTEM_CANVAS: 'yes' }, /^POSTMORTEM_CANVAS must be true or false/],
    [{ FORGET_DELETED: 'yes' }, /^FORGET_DELETED must be true or false/],
    [{ BRIDGE_URL: 'meet.example/{id}' }, /^BRIDGE_URL must be a web address/],
    [{ BRIDGE_URL: 'zoommtg://zoom.us/{id}' }, /^BRIDGE_URL must be a web address/],
    [{ BRIDGE_URL: 'https://meet.example/a b/{id}' }, /^BRIDGE_URL must be a web address/],
    [{ BRIDGE_URL: 'https://eve:pass@meet.example/{id}' }, /^BRIDGE_URL must .* no login/],
    [{ INTERCOM_REGION: 'EU' }, /^INTERCOM_REGION must be us, eu, or au/],
    [{ INTERCOM_API_URL: 'ftp://x.example' }, /^INTERCOM_API_URL must be a URL such as/],
    [{ INTERCOM_DEPLOYMENT: 'sync; rm' }, /^INTERCOM_DEPLOYMENT must be a Deployment's name/],
    [{ INTERCOM_SECRET_ID: '$(id)' }, /^INTERCOM_SECRET_ID must be a secret's name or ARN/],
    [{ INTERCOM_STATUS_URL: 'status' }, /^INTERCOM_STATUS_URL must be a URL such as/],
    [{ HEALTH_CHECK_URL: '/health' }, /^HEALTH_CHECK_URL must be the full URL/],
    [{ PROBE_TIMEOUT: '5' }, /^PROBE_TIMEOUT must be a duration from 1s to 2m/],
    [
      { DATABASE_URL: ':memory:' },
      /^DATABASE_URL must be a file that stays, such as file:.* a restart would lose every incident$/,
    ],
    [{ DATABASE_URL: 'file::memory:?cache=shared' }, /^DATABASE_URL must be a file that stays/],
    [
      { DATABASE_URL: 'mysql://db.example/x' },
      /^DATABASE_URL must be a file, such as file:.* or a PostgreSQL/,
    ],
    [{ DATABASE_URL: 'postgres://bot:a/b@db.example/x' }, /^DATABASE_URL must be a URL such as postgres:/],
    [{ DATABASE_URL: 'postgresql://bot@db.example' }, /^DATABASE_URL must end with the name of the database/],
    [
      { DATABASE_URL: 'postgres://db.example/x?sslmode=prefer' },
      /^DATABASE_URL must have an sslmode of disable,/,
    ],
    [{ DATABASE_URL: 'postgres://db.example/x?sslmode=verify-ca' }, /^DATABASE_URL must have the CA's file/],
    [{ TIMEZONE: 'Mars/Olympus' }, /^TIMEZONE must be an IANA time zone such as Europe\/Berlin/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be trace, debug, info/],
  ])('is named with its fix: %o', (setting, sentence) => {
    expect(problem(setting)).toMatch(sentence);
  });

  test('is reported together with all others, in both halves', () => {
    const all = problems({
      TIMEZONE: 'x',
      PORT: 'x',
      LOG_LEVEL: 'x',
      RESPOND_WITHIN: 'x',
      HEALTH_CHECK_URL: 'x',
    });
    const names = all.map((sentence) => sentence.split(' ')[0]).sort();
    expect(names).toEqual([
      'HEALTH_CHECK_URL',
      'LOG_LEVEL',
      'PORT',
      'RESPOND_WITHIN',
      'SLACK_APP_TOKEN',
      'SLACK_BOT_TOKEN',
      'TIMEZONE',
    ]);
  });

  test('never puts a token into its sentence', () => {
    const sentence = problems({ SLACK_BOT_TOKEN: 'secret-1', SLACK_APP_TOKEN: 'secret-2', PORT: 'x' }).join();
    expect(sentence).not.toContain('secret');
  });
});
