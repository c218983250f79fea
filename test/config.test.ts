import { describe, expect, test } from 'vitest';
import { readLocalConfig } from '../src/config.ts';
import { config, problem, problems, socket, spans } from './support/read-settings.ts';

describe('The settings', () => {
  test('require only two tokens; everything else has a default', () => {
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
        postmortemCanvas: false,
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
        reviewWithin: { P1: 5, P2: 5 },
        triageEvery: spans('2m', '5m', '15m', '1h'),
        timeZone: 'UTC',
      },
      logLevel: 'info',
    });
  });

  test('are used as they are set', () => {
    const set = config({
      ...socket,
      SLACK_API_URL: 'http://127.0.0.1:9999/api',
      PORT: '0',
      INCIDENT_ANNOUNCE_CHANNEL: 'C0123456789',
      BRIDGE_URL: 'https://meet.example/{id}',
      POSTMORTEM_CANVAS: 'true',
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
      slack: { apiUrl: 'http://127.0.0.1:9999/api/', port: 0, postmortemCanvas: true },
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

  test('serve only this machine in Socket Mode, and everyone in HTTP mode, unless HOST says otherwise', () => {
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
  ])('use the host of the region %s', (region, host) => {
    expect(config({ ...socket, INTERCOM_REGION: region }).intercom.apiUrl).toBe(host);
  });

  test.each([
    'https://www.finstatus.com/',
    'https://www.finstatus.com/api/v2/status.json',
    'https://www.finstatus.com/us-hosting',
    'https://www.finstatus.com/eu-hosting/incidents/01KQ7C166NZA1BF7NGWN205C5S/write-up',
    'https://www.finstatus.com?utm_source=mail',
  ])("use the status page's site if one of its pages is given: %s", (INTERCOM_STATUS_URL) => {
    expect(config({ ...socket, INTERCOM_STATUS_URL }).intercom.statusUrl).toBe('https://www.finstatus.com');
  });

  test('keep the path of a site below one', () => {
    const INTERCOM_STATUS_URL = 'http://mirror.local/intercom';
    expect(config({ ...socket, INTERCOM_STATUS_URL }).intercom.statusUrl).toBe(INTERCOM_STATUS_URL);
  });

  test('use another host if one is set, whatever the region', () => {
    const set = { ...socket, INTERCOM_REGION: 'eu', INTERCOM_API_URL: 'http://127.0.0.1:9/' };
    expect(config(set).intercom).toMatchObject({ region: 'eu', apiUrl: 'http://127.0.0.1:9' });
  });

  test('that are empty or only spaces count as not set', () => {
    const blank = {
      TIMEZONE: '',
      PORT: '  ',
      INTERCOM_ACCESS_TOKEN: '',
      HEALTH_CHECK_URL: ' ',
      RESPOND_WITHIN: '',
    };
    expect(config({ ...socket, ...blank })).toEqual(config(socket));
  });

  test('can have spaces around them', () => {
    expect(config({ SLACK_BOT_TOKEN: ' xoxb-1 ', SLACK_APP_TOKEN: '\txapp-1\n' })).toEqual(config(socket));
  });

  test('of other programs are ignored', () => {
    expect(config({ ...socket, PATH: '/bin', P1: 'x' })).toEqual(config(socket));
  });
});

describe('The connection to Slack', () => {
  test('is HTTP without an app token', () => {
    expect(config({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cret' }).slack).toMatchObject({
      mode: 'http',
      signingSecret: 's3cret',
    });
  });

  test('is Socket Mode if both are set', () => {
    expect(config({ ...socket, SLACK_SIGNING_SECRET: 's3cret' }).slack.mode).toBe('socket');
  });

  test('is missing without either, and both ways are named', () => {
    expect(problems({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([
      expect.stringMatching(/SLACK_APP_TOKEN.*Socket Mode.*SLACK_SIGNING_SECRET.*HTTP mode/),
    ]);
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
  test('adds roles after those of every incident', () => {
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
    [
      '\u3164',
      `ROLES "\u3164" isn't a role's name; write up to 30 letters, digits and spaces, such as Support lead`,
    ],
    [Array.from({ length: 11 }, (_, i) => `Role ${i}`).join(), 'ROLES names 11 roles; at most 10 fit'],
  ])('%s is refused', (ROLES, sentence) => {
    expect(problems({ ...socket, ROLES })).toContain(sentence);
  });
});

describe("The terminal's settings", () => {
  test('need nothing from Slack', () => {
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
