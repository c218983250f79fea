import { describe, expect, test } from 'vitest';
import { intercomSettings } from '../../demo/bot-settings.ts';
import { apiScenarios, healthScenarios, statusScenarios } from '../../packages/intercom-sandbox/scenarios.ts';
import { type Change, startIntercom } from '../../packages/intercom-sandbox/start.ts';
import { readLocalConfig } from '../../src/config.ts';
import { ownerWord } from '../../src/domain/triage/format.ts';
import { runTriage } from '../../src/intercom/triage.ts';
import { triageChecks } from '../../src/terminal/doctor.ts';
import { doctorLines } from '../../src/terminal/doctor-check.ts';
import { diagnosisText, triageExitCode } from '../../src/terminal/triage.ts';

/** Every state of the simulated world, one part of it at a time. */
const worlds: readonly (readonly [string, Change])[] = [
  ...named(apiScenarios).map((api) => [`its API is ${api}`, { api }] as const),
  ...named(statusScenarios).map((status) => [`its status page is ${status}`, { status }] as const),
  ...named(healthScenarios).map((health) => [`our service is ${health}`, { health }] as const),
];

function named<T extends object>(scenarios: T): (keyof T & string)[] {
  const isName = (name: string): name is keyof T & string => name in scenarios;
  return Object.keys(scenarios).filter(isName);
}

async function diagnosed(change: Change) {
  const intercom = await startIntercom();
  try {
    await intercom.set(change);
    const read = readLocalConfig({
      ...intercomSettings(intercom),
      PROBE_TIMEOUT: '1s',
    });
    if ('problems' in read) return expect.fail(read.problems.join('\n'));
    return await runTriage(read.config.intercom, Date.now);
  } finally {
    await intercom.stop();
  }
}

/** How the doctor marks what the triage marks so. What is wrong with nobody's problem a person has to look at. */
const marks = {
  'ok ': ['ok  '],
  BAD: ['FAIL', 'look'],
  '?  ': ['?   '],
  '-  ': ['-   '],
};
const isMark = (mark: string): mark is keyof typeof marks => Object.hasOwn(marks, mark);

describe.concurrent('In the terminal the doctor agrees with the triage', () => {
  test.each(worlds)('on each check and on the verdict if %s', async (_, change) => {
    const diagnosis = await diagnosed(change);
    const doctor = doctorLines(triageChecks(diagnosis));
    const triage = diagnosisText(diagnosis).split('\n');
    for (const { label } of diagnosis.probes) {
      const mark = triage.find((line) => line.slice(6).startsWith(`${label}: `))?.slice(2, 5) ?? '';
      const found = doctor.find((line) => line.slice(6).startsWith(`${label}: `))?.slice(0, 4);
      if (!isMark(mark)) expect.fail(`The triage does not tell of ${label}.`);
      expect(marks[mark]).toContain(found);
    }
    const verdict = `${['ok  ', 'FAIL', '?   '][triageExitCode(diagnosis)]}  Whose problem: ${ownerWord(diagnosis.owner)}`;
    expect(doctor).toContainEqual(expect.stringContaining(verdict));
    expect(triage[0]).toBe(`Whose problem: ${ownerWord(diagnosis.owner)}`);
  });
});
