import { describe, expect, test } from 'vitest';
import { type Environment, readConfig, readLocalConfig } from '../src/config.ts';
import { parseSpan } from '../src/domain/text/duration.ts';

const socket: Environment = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

/** The spans of P1 to P4 as they are kept. */
const spans = (...[P1 = '', P2 = '', P3 = '', P4 = '']: string[]) => ({
  P1: parseSpan(P1),
  P2: parseSpan(P2),
  P3: parseSpan(P3),
  P4: parseSpan(P4),
});

/** The settings that an environment gives; fails with the problems when it gives none. */
function config(env: Environment) {
  const read = readConfig(env);
  return 'config' in read ? read.config : expect.fail(read.problems.join('\n'));
}

/** What is wrong with an environment. */
function problems(env: Environment): readonly string[] {
  const read = readConfig(env);
  return 'problems' in read ? read.problems : [];
}

/** The one problem that a setting makes beside a good environment. */
function problem(setting: Environment): string {
  const found = problems({ ...socket, ...setting });
  expect(found).toHaveLength(1);
  return found[0] ?? '';
}

describe('the settings', () => {
  test('need two tokens only; all else has a default', () => {
    expect(config(socket)).toEqual({
      slack: {
        mode: 'socket',
        botToken: 'xoxb-1',
        appToken: 'xapp-1',
        apiUrl: 'https://slack.com/api/',
        port: 3000,
        host: '127.0.0.1',
        responders: [],
        oncall: [],
      },
      announceChannel: null,
      roles: ['Commander', 'Comms lead', 'Scribe'],
      bridgeUrl: null,
      forgetDeleted: false,
      intercom: {
        token: null,
        region: 'us',
        apiUrl: 'https://api.intercom.io',
        statusUrl: 'https://www.finstatus.com',
        healthUrl: null,
        names: { deployment: null, secretId: null },
        timeoutMs: 5_000,
        timeZone: 'UTC',
      },
      databaseUrl: 'file:./data/incidents.db',
      watchEveryMs: null,
      policy: {
        oncall: {},
        respondWithin: spans('15m', '1h', '4h', '1bd'),
        updateEvery: spans('30m', '1h', '4h', '1d'),
        triageEvery: spans('2m', '5m', '15m', '1h'),
        timeZone: 'UTC',
      },
      logLevel: 'info',
    });
  });

  test('are taken as they are set', () => {
    const set = config({
      ...socket,
      SLACK_API_URL: 'http://127.0.0.1:9999/api',
      PORT: '0',
      INCIDENT_ANNOUNCE_CHANNEL: 'C0123456789',
      BRIDGE_URL: 'https://meet.example/{id}',
      FORGET_DELETED: 'true',
      INTERCOM_ACCESS_TOKEN: 'dG9rOjE=',
      INTERCOM_STATUS_URL: 'https://status.example/',
      INTERCOM_DEPLOYMENT: 'intercom-sync',
      INTERCOM_SECRET_ID: 'arn:aws:secretsmanager:eu-west-1:1:secret:intercom-a1B2',
      HEALTH_CHECK_URL: 'https://ours.example/health',
      PROBE_TIMEOUT: '90s',
      DATABASE_URL: 'file:/var/lib/incidents.db',
      TIMEZONE: 'Asia/Kolkata',
      LOG_LEVEL: 'debug',
    });
    expect(set).toMatchObject({
      slack: { apiUrl: 'http://127.0.0.1:9999/api/', port: 0 },
      announceChannel: 'C0123456789',
      bridgeUrl: 'https://meet.example/{id}',
      forgetDeleted: true,
      intercom: {
        token: 'dG9rOjE=',
        statusUrl: 'https://status.example',
        healthUrl: 'https://ours.example/health',
        names: {
          deployment: 'intercom-sync',
          secretId: 'arn:aws:secretsmanager:eu-west-1:1:secret:intercom-a1B2',
        },
        timeoutMs: 90_000,
      },
      databaseUrl: 'file:/var/lib/incidents.db',
      policy: { timeZone: 'Asia/Kolkata' },
      logLevel: 'debug',
    });
  });

  test('are served to this machine in Socket Mode, to everybody in HTTP mode, unless HOST says otherwise', () => {
    const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };
    expect(config(socket).slack.host).toBe('127.0.0.1');
    expect(config(http).slack.host).toBeNull();
    for (const HOST of ['0.0.0.0', '::', 'bot.example', 'localhost'])
      for (const mode of [socket, http]) expect(config({ ...mode, HOST }).slack.host).toBe(HOST);
  });

  test.each([
    ['us', 'https://api.intercom.io'],
    ['eu', 'https://api.eu.intercom.io'],
    ['au', 'https://api.au.intercom.io'],
  ])('reach the host of the region %s', (region, host) => {
    expect(config({ ...socket, INTERCOM_REGION: region }).intercom.apiUrl).toBe(host);
  });

  test.each([
    'https://www.finstatus.com/',
    'https://www.finstatus.com/api/v2/status.json',
    'https://www.finstatus.com/us-hosting',
    'https://www.finstatus.com/eu-hosting/incidents/01KQ7C166NZA1BF7NGWN205C5S/write-up',
    'https://www.finstatus.com?utm_source=mail',
  ])('read the site of the status page where one of its pages is given: %s', (INTERCOM_STATUS_URL) => {
    expect(config({ ...socket, INTERCOM_STATUS_URL }).intercom.statusUrl).toBe('https://www.finstatus.com');
  });

  test('keep the path of a site that is below one', () => {
    const INTERCOM_STATUS_URL = 'http://mirror.local/intercom';
    expect(config({ ...socket, INTERCOM_STATUS_URL }).intercom.statusUrl).toBe(INTERCOM_STATUS_URL);
  });

  test('reach another host where one is set, whatever the region', () => {
    const set = { ...socket, INTERCOM_REGION: 'eu', INTERCOM_API_URL: 'http://127.0.0.1:9/' };
    expect(config(set).intercom).toMatchObject({ region: 'eu', apiUrl: 'http://127.0.0.1:9' });
  });

  test('that are empty or blank are not set', () => {
    const blank = {
      TIMEZONE: '',
      PORT: '  ',
      INTERCOM_ACCESS_TOKEN: '',
      HEALTH_CHECK_URL: ' ',
      RESPOND_WITHIN: '',
    };
    expect(config({ ...socket, ...blank })).toEqual(config(socket));
  });

  test('may have blanks around them', () => {
    expect(config({ SLACK_BOT_TOKEN: ' xoxb-1 ', SLACK_APP_TOKEN: '\txapp-1\n' })).toEqual(config(socket));
  });

  test('of other programs are none of ours', () => {
    expect(config({ ...socket, PATH: '/bin', P1: 'x' })).toEqual(config(socket));
  });
});

describe('the way to Slack', () => {
  test('is HTTP where there is no app token', () => {
    expect(config({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cret' }).slack).toMatchObject({
      mode: 'http',
      signingSecret: 's3cret',
    });
  });

  test('is Socket Mode where there are both', () => {
    expect(config({ ...socket, SLACK_SIGNING_SECRET: 's3cret' }).slack.mode).toBe('socket');
  });

  test('is missing where there is neither, and both ways are named', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringMatching(/SLACK_APP_TOKEN.*Socket Mode.*SLACK_SIGNING_SECRET.*HTTP mode/),
    ]);
  });
});

describe('promised times', () => {
  test('may be set for some severities; the others keep their default', () => {
    expect(config({ ...socket, RESPOND_WITHIN: 'P1=5m, p4=2bd' }).policy.respondWithin).toEqual(
      spans('5m', '1h', '4h', '2bd'),
    );
  });

  test('of updates, of responses and of checks are apart', () => {
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
  ])('%s is refused with the part that is wrong', (text, part) => {
    expect(problem({ RESPOND_WITHIN: text })).toBe(
      `RESPOND_WITHIN "${part}" isn't in the form P1=15m (units: s, m, h, d, bd)`,
    );
  });

  test('that are all wrong are all named', () => {
    expect(problems({ ...socket, UPDATE_EVERY: 'x,P2=y' })).toHaveLength(2);
  });
});

describe('a wrong setting', () => {
  test.each<[Environment, RegExp]>([
    [{ SLACK_BOT_TOKEN: 'xoxp-1' }, /^SLACK_BOT_TOKEN must start with xoxb-; copy the Bot User OAuth Token/],
    [{ SLACK_BOT_TOKEN: undefined }, /^SLACK_BOT_TOKEN is missing; copy the Bot User OAuth Token/],
    [{ SLACK_APP_TOKEN: 'xoxb-1' }, /^SLACK_APP_TOKEN must start with xapp-;.*connections:write/],
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
    [{ DATABASE_URL: 'postgres://db.example/x' }, /^DATABASE_URL must be a file, such as file:/],
    [{ TIMEZONE: 'Mars/Olympus' }, /^TIMEZONE must be an IANA time zone such as Europe\/Berlin/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be trace, debug, info/],
  ])('is named with its fix: %o', (setting, sentence) => {
    expect(problem(setting)).toMatch(sentence);
  });

  test('is told together with all others, in both halves', () => {
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

  test('never brings a token into its sentence', () => {
    const said = problems({ SLACK_BOT_TOKEN: 'secret-1', SLACK_APP_TOKEN: 'secret-2', PORT: 'x' }).join();
    expect(said).not.toContain('secret');
  });
});

describe('ONCALL', () => {
  test('names a user group for each severity that calls one', () => {
    const { policy, slack } = config({ ...socket, ONCALL: ' p1=S0123, P2 = S0456,P3=S0123' });
    expect(policy.oncall).toEqual({ P1: 'S0123', P2: 'S0456', P3: 'S0123' });
    expect(slack.oncall).toEqual(['S0123', 'S0456']);
  });

  test.each([
    ['S0123', `"S0123" isn't in the form P1=S0123456789`],
    ['P5=S0123', `"P5=S0123" isn't in the form P1=S0123456789`],
    ['P1=oncall', `"P1=oncall" isn't in the form P1=S0123456789`],
    ['P1=S0123,', `"" isn't in the form P1=S0123456789`],
    ['P1=S0123,P1=S0456', 'names a group for P1 twice; leave one out'],
  ])('%s is refused', (ONCALL, sentence) => {
    expect(problem({ ONCALL })).toContain(`ONCALL ${sentence}`);
  });
});

describe('ROLES', () => {
  test('names further roles, behind those of every incident', () => {
    expect(
      config({ ...socket, ROLES: ' Support lead ,Liaison d’affaires,R&D'.replace('’', "'") }).roles,
    ).toEqual(['Commander', 'Comms lead', 'Scribe', 'Support lead', "Liaison d'affaires", 'R&D']);
  });

  test.each([
    ['Scribe', 'ROLES names "Scribe" twice, or every incident has that role anyway; leave it out'],
    ['comms-lead', 'ROLES names "comms-lead" twice, or every incident has that role anyway; leave it out'],
    ['Liaison,liaison', 'ROLES names "liaison" twice, or every incident has that role anyway; leave it out'],
    [
      'none',
      `ROLES "none" isn't a role's name; write up to 30 letters, digits and spaces, such as Support lead`,
    ],
    [
      'Lead,,',
      `ROLES "" isn't a role's name; write up to 30 letters, digits and spaces, such as Support lead`,
    ],
    [
      '<@U1>',
      `ROLES "<@U1>" isn't a role's name; write up to 30 letters, digits and spaces, such as Support lead`,
    ],
    [
      'L'.repeat(31),
      `ROLES "${'L'.repeat(31)}" isn't a role's name; write up to 30 letters, digits and spaces, such as Support lead`,
    ],
    [Array.from({ length: 11 }, (_, i) => `Role ${i}`).join(), 'ROLES names 11 roles; at most 10 fit'],
  ])('%s is refused', (ROLES, sentence) => {
    expect(problems({ ...socket, ROLES })).toContain(sentence);
  });
});

describe('the settings of the terminal', () => {
  test('need nothing of Slack', () => {
    const {
      slack: _,
      announceChannel: __,
      roles: ___,
      bridgeUrl: ____,
      forgetDeleted: _____,
      ...local
    } = config(socket);
    const { oncall: _oncall, ...policy } = local.policy;
    expect(readLocalConfig({})).toEqual({ config: { ...local, policy } });
  });

  test('have the same problems', () => {
    expect(readLocalConfig({ TIMEZONE: 'x', PORT: 'x' })).toEqual({
      problems: [expect.stringMatching(/^TIMEZONE/)],
    });
  });
});
