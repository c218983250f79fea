import { describe, expect, test } from 'vitest';
import type { Diagnosis } from '../../../../src/domain/triage/diagnosis.ts';
import { detailsAnswer, diagnosisDetails } from '../../../../src/slack/views/diagnosis/diagnosis-details.ts';
import { asked, diagnosis, entry, diagnosed as incident, probe } from '../../support/diagnoses.ts';
import { at, incident as incidentNow, time } from '../../support/incidents.ts';
import { blockText } from '../../support/reading.ts';

describe("A diagnosis's details", () => {
  const details = (over: Partial<Diagnosis> = {}) =>
    diagnosisDetails(incident, entry(diagnosis(over)), 'UTC');

  test.each([
    ['what a bad probe saw', ':x: API /me: 503 · 120 ms · service_unavailable'],
    ['what a good probe saw', ':white_check_mark: Our health endpoint: healthy'],
    ['the questions asked', '*Reasoning*\nDoes Intercom'],
    ['the commands to paste, in a box', "```curl -sS 'https://api.intercom.io/me'\necho done```"],
    ['what to do where a step cannot be done', "_Can't do this?_ The cache is cold: warm it."],
  ])('show %s', (_, text) => {
    expect(blockText(details())).toContain(text);
    expect(blockText(detailsAnswer(diagnosis(), time.now, time))).toContain(text);
  });

  test('say in their text what a probe saw: status, milliseconds, code, request_id, and the rate limit', () => {
    expect(details().text).toContain(
      '\nAPI /me: 503 · 120 ms · service_unavailable · request_id 3f1c2b9a-0000-4000-8000-000000000000 · 1666 of 1667 left\n',
    );
  });

  test('end their text with the questions and answers', () => {
    expect(details().text.split('\n').slice(-2)).toEqual([
      "Does Intercom's API answer as expected? No: 503 after 120 ms",
      'Is an incident posted? No: none is open',
    ]);
  });

  test('for one person start with when it was made, then have the five lines', () => {
    const answer = detailsAnswer(diagnosis(), time.now, time);
    expect(answer.text).toMatch(/^Checked [^\n]*\nWhose problem: Intercom\nCause: /u);
    expect(blockText(answer)).toMatch(/^Checked /u);
  });

  test("say what an incident's checks say by now, and in a drill that they are simulated", () => {
    const well = { owner: 'nobody', cause: 'Recovered: Intercom responds' } as const;
    const stretch = { ...well, leaf: 'recovered', since: at('2026-11-21T14:04:00Z'), runs: 1, anew: false };
    const drilled = incidentNow({
      stretches: [stretch],
      drill: { script: 'lunch-hour', startedAt: at('2026-11-21T13:00:00Z'), partsTold: 0 },
    });
    const read = blockText(detailsAnswer(diagnosis(), at('2026-11-21T14:02:00Z'), time, drilled));
    expect(read).toMatch(/^\*DRILL: these checks are simulated\.\*/u);
    expect(read).toMatch(
      /Last checks:\* Nobody's\. Recovered: Intercom responds[\s\S]*Whose problem:\* Intercom/u,
    );
  });

  test.each([
    ['unknown', ':grey_question:'],
    ['not_run', ':heavy_minus_sign:'],
  ] as const)("don't show a probe that is %s as healthy", (outcome, mark) => {
    const probes = [probe({ outcome, summary: 'no token is set' })];
    expect(blockText(details({ probes }))).toContain(`${mark} API /me: no token is set`);
  });

  test('show an unknown answer as unknown', () => {
    const trail = [asked({ answer: 'unknown', because: 'the page could not be read' })];
    expect(details({ trail }).text).toContain('Cannot tell: the page could not be read');
  });

  test('are valid if nothing was asked and nothing is to be done', () => {
    const bare = details({ owner: 'nobody', severity: null, trail: [], steps: [] });
    expect(blockText(bare)).not.toContain('Next steps');
  });
});
