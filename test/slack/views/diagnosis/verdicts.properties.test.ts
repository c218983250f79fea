import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyCommand } from '../../../../src/domain/apply-command.ts';
import { type Effect, effectKey } from '../../../../src/domain/effects/effects.ts';
import { stillWanted } from '../../../../src/domain/effects/still-wanted.ts';
import type { Command } from '../../../../src/domain/incident/commands.ts';
import { latestDiagnosis } from '../../../../src/domain/incident/diagnoses.ts';
import type { Recorded } from '../../../../src/domain/incident/events/events.ts';
import type { Millis } from '../../../../src/domain/incident/ids.ts';
import type { Incident } from '../../../../src/domain/incident/incident.ts';
import { isRefusal } from '../../../../src/domain/incident/refusal.ts';
import type { Diagnosis } from '../../../../src/domain/triage/diagnosis.ts';
import { ownerWord } from '../../../../src/domain/triage/format.ts';
import { checksCard, flappingMessage } from '../../../../src/slack/views/diagnosis/checks.ts';
import { diagnosisMessage } from '../../../../src/slack/views/diagnosis/diagnosis.ts';
import { healthy, outage } from '../../../domain/support/diagnoses.ts';
import { channelReady, headlinePosted, opened } from '../../../domain/support/events.ts';
import { byAlice, byBot, incident7, minute, policy, ts } from '../../../domain/support/fixtures.ts';
import { incidentOf, record } from '../../../domain/support/given.ts';

const verdicts: readonly Diagnosis[] = [
  outage,
  healthy,
  { ...healthy, leaf: 'recovered', cause: 'Recovered: Intercom responds' },
  { ...outage, leaf: 'comes_and_goes', cause: 'Works at this moment' },
  { ...outage, leaf: 'token_revoked', owner: 'ours', cause: 'Our token was revoked' },
];

type Act =
  | { readonly run: Diagnosis; readonly asked: boolean }
  | { readonly does: 'tick' | 'resolve' | 'reopen' }
  | { readonly slack: boolean };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ run: fc.constantFrom(...verdicts), asked: fc.nat(9).map((n) => n === 0) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom('tick', 'resolve', 'reopen') }) },
  { weight: 3, arbitrary: fc.record({ slack: fc.boolean() }) },
);

/** What Slack shows of the checks, and the record, after some acts; Slack takes messages or does not. */
class Stage {
  readonly past = [opened(), channelReady(), headlinePosted()];
  incident: Incident = incidentOf(...this.past);
  readonly record: Recorded[] = record(this.past);
  readonly pending = new Map<string, Effect>();
  /** The verdicts in the channel by the seq of their events, and what else was said, oldest first. */
  readonly shown = new Map<number, string>();
  readonly changes: string[] = [];
  card = '';
  up = true;
  #now = 0;

  do(one: Act): void {
    this.#now += 2;
    if ('slack' in one) this.up = one.slack;
    else if ('run' in one) this.give({ type: 'record_diagnosis', diagnosis: one.run, asked: one.asked });
    else if (one.does === 'tick') this.#tick();
    else if (one.does === 'resolve') this.give({ type: 'resolve', fix: null });
    else this.give({ type: 'reopen', why: null });
    while (this.up && this.pending.size > 0) this.#deliver();
  }

  give(command: Command): void {
    const by = command.type.startsWith('record') ? byBot : byAlice;
    const step = applyCommand(
      incident7,
      this.incident,
      { command, by, at: minute(this.#now) as Millis },
      policy,
    );
    if (isRefusal(step) || !step.incident) return;
    this.incident = step.incident;
    this.record.push(...step.recorded);
    for (const owed of step.owed)
      if ('owe' in owed && ['sync_diagnosis', 'sync_checks', 'tell_flapping'].includes(owed.owe.type))
        this.pending.set(effectKey(incident7, owed.owe), owed.owe);
  }

  #tick(): void {
    const latest = latestDiagnosis(this.incident);
    if (latest?.ts)
      this.give({ type: 'tick_step', of: latest.seq, step: 'back_off', done: !latest.ticks.has('back_off') });
  }

  #deliver(): void {
    const [[key, effect] = []] = this.pending;
    if (!key || !effect) return;
    this.pending.delete(key);
    if (!stillWanted(this.incident, effect)) return;
    const shownNow = { now: minute(this.#now), timeZone: 'UTC' };
    if (effect.type === 'sync_diagnosis') this.#show(effect.of);
    if (effect.type === 'sync_checks') {
      this.card = checksCard(this.incident, shownNow)?.text ?? '';
      const { channel } = channelReady();
      if (!this.incident.checksCard) this.give({ type: 'record_checks_post', channel, ts: ts('9.9') });
    }
    const { flapping } = this.incident;
    if (effect.type === 'tell_flapping' && flapping)
      this.changes.push(flappingMessage(this.incident, flapping, shownNow).text);
  }

  #show(of: number): void {
    const entry = this.incident.diagnoses.get(of);
    if (!entry) return;
    if (entry.ts === null) {
      expect(entry).toBe(latestDiagnosis(this.incident));
      expect(soNow(this.incident, entry.diagnosis)).toBe(true);
      this.changes.push(`verdict ${of}`);
    }
    this.shown.set(of, diagnosisMessage(this.incident, entry, 'UTC').text);
    if (entry.ts === null) this.give({ type: 'record_diagnosis_post', of, ts: ts(`${of}.1`) });
  }
}

const soNow = ({ stretches }: Incident, { leaf, owner }: Diagnosis): boolean => {
  const now = stretches.at(-1);
  return now?.leaf === leaf || (now?.owner === 'nobody' && owner === 'nobody');
};

/** A verdict as its event alone has it. */
function asRecorded({ seq, at, event }: Recorded): string {
  if (event.type !== 'diagnosed') throw new Error('This is no verdict.');
  const { diagnosis, calmed = null } = event;
  const entry = { seq, at, diagnosis, calmed, ts: null, details: null, asked: false, ticks: new Map() };
  return diagnosisMessage(incidentOf(opened()), entry, 'UTC').text;
}

test('Whatever the checks say and whenever Slack is down, each verdict stays as recorded, and what is posted is true', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const stage = new Stage();
      for (const one of acts) {
        const before = stage.changes.length;
        stage.do(one);
        // However long Slack was away: one verdict, and that they go back and forth.
        expect(stage.changes.length - before).toBeLessThanOrEqual(2);
        for (const [seq, text] of stage.shown) {
          const event = stage.record.find((recorded) => recorded.seq === seq);
          expect(event && asRecorded(event)).toBe(text);
        }
        const now = stage.incident.stretches.at(-1);
        if (stage.up && stage.card && now)
          expect(stage.card).toMatch(
            new RegExp(`^(?:Checks now|Last checks): ${ownerWord(now.owner)}\\. ${now.cause}\n`),
          );
      }
    }),
  );
});

test('An hour of checks that change their verdict every few minutes posts fewer than ten messages', () => {
  const two = fc.constantFrom(...verdicts.slice(0, 2));
  // Calm again and again just long enough to be told, which says the most.
  const talkative = ['010111111000000100000011111101', '010111111111000000000111111111'].map((hour) =>
    [...hour].map((side) => (side === '0' ? outage : healthy)),
  );
  fc.assert(
    fc.property(fc.array(two, { minLength: 30, maxLength: 30 }), (runs) => {
      const stage = new Stage();
      for (const run of runs) stage.do({ run, asked: false });
      expect(stage.changes.length).toBeLessThan(10);
    }),
    { examples: talkative.map((hour) => [hour]) },
  );
});
