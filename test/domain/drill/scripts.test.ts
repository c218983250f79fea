import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drillDiagnosis } from '../../../src/domain/drill/diagnosis.ts';
import type { Script } from '../../../src/domain/drill/script.ts';
import { anyScript, drillList, scriptNamed, scripts, storyOf } from '../../../src/domain/drill/scripts.ts';
import { extractRequestIds } from '../../../src/domain/records/request-ids.ts';
import type { Diagnosis } from '../../../src/domain/triage/diagnosis.ts';
import type { PastCheck } from '../../../src/domain/triage/observation.ts';
import { pastCheck } from '../../../src/domain/triage/past-check.ts';
import { overhear } from '../../support/overhear.ts';
import { minute, start } from '../support/fixtures.ts';

/** What checks every other minute say, from the start to ten minutes after the last stage. */
function course(script: Script): { at: number; diagnosis: Diagnosis }[] {
  const checks: PastCheck[] = [];
  const last = script.stages.at(-1)?.at ?? 0;
  return Array.from({ length: last / 2 + 6 }, (_, i) => {
    const at = i * 2;
    const diagnosis = drillDiagnosis(
      { script: script.name, startedAt: start },
      minute(at),
      checks.slice(-10),
    );
    checks.push(pastCheck({ at: minute(at), leaf: diagnosis.leaf, owner: diagnosis.owner }));
    return { at, diagnosis };
  });
}

const isTruth = ({ truth }: Script, { owner, kind }: Diagnosis) =>
  owner === truth.owner && kind === truth.kind;

describe.each(scripts.map((script) => [script.name, script] as const))('the drill %s', (_, script) => {
  const moments = overhear(course(script));
  overhear(script);

  test('gets a diagnosis at every moment', () => {
    expect(
      moments.filter(({ diagnosis }) => diagnosis.cause === '' || diagnosis.leaf === 'cannot_tell'),
    ).toEqual([]);
  });

  test('shows the truth from the stated minute on, with its severity', () => {
    const { visibleFrom, severity } = script.truth;
    const first = moments.find(({ diagnosis }) => isTruth(script, diagnosis));
    expect(first?.at).toBeGreaterThanOrEqual(visibleFrom);
    expect(first?.at).toBeLessThan(visibleFrom + 2);
    expect(first?.diagnosis.severity).toBe(severity);
  });

  test('allows more than one interpretation at its beginning', () => {
    expect(script.truth.visibleFrom).toBeGreaterThan(0);
    expect(moments[0]?.diagnosis.kind).not.toBe(script.truth.kind);
  });

  test('ends with everything healthy, so that it can be resolved', () => {
    expect(moments.at(-1)?.diagnosis.owner).toBe('nobody');
  });

  test('is in order of time, with something in each stage', () => {
    const times = script.stages.map(({ at }) => at);
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
    expect(script.stages.filter(({ world, says }) => !world && !says)).toEqual([]);
  });

  test('has request_ids to collect that differ from real ones, once each', () => {
    const ids = storyOf(script).flatMap(({ says }) => extractRequestIds(says.text));
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !id.startsWith('d2111000-'))).toEqual([]);
  });

  test('gives nothing away by its name, its line in the list, or its first symptom', () => {
    const open = `${script.name} ${script.about} ${script.symptom.text}`.toLowerCase();
    expect(open).not.toContain(script.truth.kind);
    expect(`${script.name} ${script.about}`).not.toMatch(
      /intercom|token|scope|rate|limit|webhook|api|40\d|50\d/i,
    );
  });
});

describe('The drills', () => {
  test('are in docs/drills.md as they are listed', () => {
    const lines = drillList().map(({ name, about }) => `- **${name}**: ${about}`);
    expect(readFileSync('docs/drills.md', 'utf8')).toContain(`\n\n${lines.join('\n')}\n\n`);
  });

  test('are at least six, with unique names', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(6);
    expect(new Set(scripts.map(({ name }) => name)).size).toBe(scripts.length);
  });

  test('are really different: no two have the same truth in the same region', () => {
    const truths = scripts.map(({ region, truth }) => `${region} ${truth.owner} ${truth.kind}`);
    expect(new Set(truths).size).toBe(truths.length);
  });

  test('are listed by name and one line only', () => {
    expect(Object.keys(drillList()[0] ?? {})).toEqual(['name', 'about']);
    expect(drillList().map(({ name }) => scriptNamed(name)?.name)).toEqual(scripts.map(({ name }) => name));
  });

  test('can each be picked at random', () => {
    const picked = scripts.map((_, i) => anyScript((i + 0.5) / scripts.length).name);
    expect(picked.toSorted()).toEqual(scripts.map(({ name }) => name).toSorted());
    expect(anyScript(0.999999).name).toBe(scripts.at(-1)?.name);
  });

  test("are found by name however it's written, and an unknown name finds none", () => {
    expect(scriptNamed('Friday-Evening')?.name).toBe('friday-evening');
    expect(scriptNamed('nothing')).toBeNull();
  });

  test('of another version check nothing real: everything is healthy', () => {
    expect(drillDiagnosis({ script: 'gone', startedAt: start }, minute(3)).owner).toBe('nobody');
  });
});
