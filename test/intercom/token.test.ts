import { describe, expect, test } from 'vitest';
import { startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { tokenFault, tokenProblem } from '../../src/intercom/token.ts';
import { runTriage } from '../../src/intercom/triage.ts';
import { overhear } from '../support/overhear.ts';
import { now } from './support/server.ts';

const good = 'dG9rOmQ0YzViNmE3XzEyMzQ=';

describe('A token is malformed:', () => {
  test.each([
    [`Bearer ${good}`, 'Bearer'],
    [`bearer ${good}`, 'Bearer'],
    [`Authorization: Bearer ${good}`, 'Bearer'],
    [`"${good}"`, 'quotation mark'],
    [`'${good}'`, 'quotation mark'],
    [`\u201c${good}\u201d`, 'quotation mark'],
    ['dG9rOm Q0YzViNmE3', 'space'],
    ['dG9rOm\tQ0YzViNmE3', 'space'],
    ['dG9rOm\nQ0YzViNmE3', 'line break'],
    ['dG9rOm\\nQ0YzViNmE3', 'line break'],
    ['$' + '{INTERCOM_ACCESS_TOKEN}', 'placeholder'],
    ['$INTERCOM_ACCESS_TOKEN', 'placeholder'],
    ['%INTERCOM_ACCESS_TOKEN%', 'placeholder'],
    ['{{ .Values.token }}', 'placeholder'],
    ['<your token>', 'placeholder'],
    ['your-token-here', 'placeholder'],
    ['changeme', 'placeholder'],
    ['undefined', 'placeholder'],
    ['********', 'placeholder'],
    ['REPLACE_ME', 'placeholder'],
    ['replace-with-token', 'placeholder'],
    ['<%= token %>', 'placeholder'],
    ['paste your token here', 'placeholder'],
    ['intercom_token_here', 'placeholder'],
    ['dummy', 'placeholder'],
    ['INTERCOM_ACCESS_TOKEN', "variable's name"],
    ['INTERCOM_TOKEN_PROD', "variable's name"],
    [`INTERCOM_ACCESS_TOKEN=${good}`, "variable's name"],
    [`{"token":"${good}"}`, 'JSON'],
    ['op://vault/intercom/token', 'address of a secret'],
    ['arn:aws:secretsmanager:eu-west-1:1:secret:intercom', 'address of a secret'],
    ['xoxb-1-2-abc', 'Slack'],
    ['dG9rOm\u200bQ0Yz', 'invisible character'],
    ['dG9rOm\u2026', 'non-ASCII'],
    ['dG9rOmé', 'non-ASCII'],
    ['dG9rOm,Q0Yz', 'no token has'],
  ])('%j: %s', (token, words) => {
    expect(tokenFault(token)).toContain(words);
    expect(overhear(tokenProblem(token))).toContain('INTERCOM_ACCESS_TOKEN is malformed');
  });

  test.each([good, 'sandbox-intercom-token', 'tok:1_2-3.4~5+6/7==', 'TOKEN==', 'addR0a0', 'ABCDEF'])(
    "%j isn't malformed",
    (token) => {
      expect(tokenFault(token)).toBeNull();
    },
  );
});

test("A malformed token is reported as such, isn't sent, and isn't in the result", async () => {
  const intercom = await startIntercom({ token: good, now });
  try {
    const { apiUrl, statusUrl, healthUrl } = intercom;
    const where = { region: 'us', apiUrl, statusUrl, healthUrl, timeoutMs: 1_000 } as const;
    const diagnosis = await runTriage({ token: `Bearer ${good}`, ...where }, now);
    expect(diagnosis).toMatchObject({ leaf: 'token_malformed', owner: 'unknown' });
    expect(diagnosis.cause).toContain('it starts with "Bearer"');
    expect(JSON.stringify(diagnosis)).not.toContain(good);
    expect(intercom.requests.every(({ token }) => token === 'none')).toBe(true);
  } finally {
    await intercom.stop();
  }
});
