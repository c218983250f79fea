import type { DrillReview } from '../../../../src/domain/drill/review.ts';
import { drillList, scripts } from '../../../../src/domain/drill/scripts.ts';
import { millisSchema } from '../../../../src/domain/incident/ids.ts';
import * as drill from '../../../../src/slack/views/drill.ts';
import { declareModal } from '../../../../src/slack/views/forms/declare-modal.ts';
import { channel, time } from '../incidents.ts';
import type { Extreme } from './extreme.ts';
import { longestIncident } from './longest.ts';
import { longText, type TextKind } from './texts.ts';

const startedAt = millisSchema.parse(time.now);

/** The script with the most to tell. */
const [script] = scripts.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length);

/** Every view of drills at its longest, with a review in which nothing ever happened in time. */
export function drillViews(kind: TextKind): Extreme[] {
  if (!script) throw new Error('There are no drills.');
  const text = longText(kind);
  const run = { script: script.name, startedAt };
  const incident = longestIncident(kind, { drill: { ...run, partsTold: 9 } });
  return [
    { view: drill.drillStarted, what: script.name, made: drill.drillStarted(script, run) },
    {
      view: drill.reviewMessage,
      what: 'late',
      made: drill.reviewMessage(incident, worst({ script, startedAt }, text)),
    },
    { view: drill.drillsMessage, what: 'all', made: drill.drillsMessage(drillList()) },
    { view: drill.storyMessage, what: 'long', made: drill.storyMessage({ who: text, text }) },
    {
      view: declareModal,
      what: 'a drill',
      made: declareModal(
        { open: [], ended: [] },
        {
          severity: null,
          title: text,
          channel,
          drill: run,
        },
      ),
    },
  ];
}

const worst = (drill: Pick<DrillReview, 'script' | 'startedAt'>, cause: string): DrillReview => ({
  ...drill,
  declaredAt: millisSchema.parse(startedAt + 7_000_000),
  commandAt: null,
  respondTarget: null,
  respondBy: millisSchema.parse(startedAt + 900_000),
  shownAt: null,
  named: { at: millisSchema.parse(startedAt + 9_000_000), cause },
  promises: Array.from({ length: 60 }, (_, i) => ({
    due: millisSchema.parse(startedAt + i * 60_000),
    cameAt: millisSchema.parse(startedAt + i * 120_000 + 60_000),
    ended: false,
  })),
  requestIds: { shown: 3, kept: 0 },
  severity: { declared: 'P4', last: 'P3' },
});
